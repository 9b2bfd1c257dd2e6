"""Records written many at once, as `save` would one by one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models

from core.tables.copying import copy_rows, emptied_copy, insert_rows


class Door:
    """How the records of a model are written when nothing but their own saving is done. Others override its parts."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model

    def seen(self, record: Any) -> Any:
        """What has to be kept of a stored record before a row fills it, for `is_odd`."""
        return None

    def look_ahead(self, records: Sequence[Any]) -> None:
        """Ask once for all what `is_odd` has to know of the stored records of a portion."""

    def is_odd(self, record: Any, seen: Any) -> bool:
        """Whether a changed record has to go its own way, one by one."""
        return False

    def refused(self, records: Sequence[tuple[int, Any]]) -> dict[int, ValidationError]:
        """Which of new records, by their numbers, may not be beside what is stored, for a rule that the model asks one
        by one in `validate_constraints`."""
        return {}

    def refused_in_sheet(self, record: Any, row: int) -> ValidationError | None:
        """Why a new record may not be beside those of the same sheet that were asked of before it; else None. `row`:
        its number in the sheet, by which later ones name it."""
        return None

    def write(self, new: list[Any], changed: list[Any], names: Sequence[str]) -> None:
        """Write new records, which get their keys, and of changed ones the fields `names`."""
        insert(self.model, new)
        update(self.model, changed, names)


def insert(model: type[models.Model], records: list[Any]) -> None:
    """Write new records with keys of the table's own sequence."""
    meta: Any = model._meta
    fields = meta.concrete_fields
    for record, key in zip(records, _keys(model, len(records)), strict=True):
        setattr(record, meta.pk.attname, key)
    insert_rows(meta.db_table, [field.column for field in fields], _lines(records, fields, adding=True))
    for record in records:
        record._state.adding = False


def update(model: type[models.Model], records: list[Any], names: Sequence[str]) -> None:
    """Write the fields `names` of records that are stored; they are held first."""
    if not records:
        return
    meta: Any = model._meta
    quote = connection.ops.quote_name
    fields = [meta.pk, *(meta.get_field(name) for name in dict.fromkeys(names))]
    columns = [field.column for field in fields]
    keys = [record.pk for record in records]
    list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    with emptied_copy(meta.db_table, columns) as beside, connection.cursor() as cursor:
        copy_rows(beside, columns, list(_lines(records, fields, adding=False)))
        sets = ", ".join(f"{quote(name)} = n.{quote(name)}" for name in columns[1:])
        key = quote(meta.pk.column)
        table = quote(meta.db_table)
        cursor.execute(f"UPDATE {table} t SET {sets} FROM {beside} n WHERE t.{key} = n.{key}")  # nosec B608: names of models, quoted


def _keys(model: type[models.Model], count: int) -> Iterator[int]:
    sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    meta: Any = model._meta
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.quote_name(meta.db_table), meta.pk.column, count])
        yield from (row[0] for row in cursor.fetchall())


def _lines(records: Iterable[Any], fields: Sequence[Any], *, adding: bool) -> Iterator[list[Any]]:
    readers = [_reader(field, adding) for field in fields]
    for record in records:
        yield [read(record) for read in readers]


def _reader(field: Any, adding: bool) -> Callable[[Any], Any]:
    """How the value of a field is read off a record that is written: most stand there as they are."""
    if type(field).pre_save is models.Field.pre_save:
        name = field.attname
        return lambda record: record.__dict__[name]
    return lambda record: field.pre_save(record, adding)
