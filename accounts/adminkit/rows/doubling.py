"""A row that means a record which is there already under another spelling: in an earlier row of its sheet, or stored.

What the model says of it is said to whoever fills in a form. Of a sheet the row is told, or how the record is called.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.adminkit.rows.differing import as_text
from core.tables.keying import Key, Names, OneOnly, names_in, uniques_of, values_of


def same_as_row(number: int) -> str:
    """What is said of a row that means the record of an earlier one."""
    return f"与第{number}行是同一条记录，一份表中只能出现一次。"


def sentence_of(record: Any, names: Names) -> ValidationError:
    """What the model says of a record whose values of these fields are another's."""
    for row in record._meta.constraints:
        if isinstance(row, OneOnly) and tuple(row.fields) == names:
            return row.error()
    told: ValidationError = record.unique_error_message(type(record), names)
    return told


class ToldApart:
    """Mixin for a resource: knows what the rows of its sheet have taken, and tells of doubles what they are."""

    # The lines ignored below ask the resource that this is mixed into.

    def begin_sheet(self, numbers: Sequence[int]) -> None:
        """Nothing of the sheet is taken yet. `numbers` are those of its rows."""
        self._numbers = numbers
        self._rows_of_keys: dict[tuple[Hashable, ...], int] = {}
        self._held_before: dict[Names, Key] = {}
        self._rows_of_values: dict[tuple[Names, Key], int] = {}
        self._known: dict[tuple[Names, Key], Any] = {}

    def number_at(self, place: int) -> int:
        """The number in the file of the row at a place, the first being 1."""
        return self._numbers[place - 1]

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """As the library; a row that is found by the same as an earlier one is a fault."""
        self._see_before(instance)
        super().import_instance(instance, row, **kwargs)  # type: ignore[misc]  # the mixin stands before a resource
        resource = _of(self)
        key = tuple(resource.fields[name].get_value(instance) for name in resource.get_import_id_fields())
        number = self.number_at(kwargs["row_number"])
        first = self.first_of(key, number)
        if first != number:
            raise _with_more(instance, same_as_row(first))

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """As the library; a record that is there already is told for which it is."""
        try:
            super().validate_instance(instance, import_validation_errors, **kwargs)  # type: ignore[misc]  # likewise
        except ValidationError as error:
            raise self.retold(instance, error) from error

    def _see_before(self, record: Any) -> None:
        """Note what a record has before a row fills it: that is none of the sheet's doing."""
        stored = not record._state.adding
        self._held_before = {names: values_of(record, names) for names in uniques_of(type(record))} if stored else {}

    def take_values(self, record: Any, place: int) -> None:
        """The row at a place, the first being 1, was written: what its record has now, and had not before, it took."""
        for names in uniques_of(type(record)):
            if (key := values_of(record, names)) != self._held_before.get(names):
                self._rows_of_values.setdefault((names, key), self.number_at(place))

    def row_with(self, names: Names, key: Key) -> int | None:
        """The number of the row of this sheet that took these values; None where none did."""
        return self._rows_of_values.get((names, key))

    def first_of(self, key: Key, number: int) -> int:
        """The number of the first row of the sheet that means the same record: this one, or an earlier one."""
        if any(part in (None, "") for part in key):
            return number
        return self._rows_of_keys.setdefault(key, number)

    def know(self, names: Names, holders: Mapping[Key, Iterable[Any]]) -> None:
        """Read ahead who has these values, by their primary keys: one query for many rows."""
        wanted = {pk for pks in holders.values() for pk in pks}
        self._known |= {(names, key): None for key in holders}
        for row in self._seen_by_us().filter(pk__in=wanted) if wanted else ():
            self._known[names, values_of(row, names)] = row

    def retold(self, record: Any, error: ValidationError) -> ValidationError:
        """The same error; what only says that the record is there already, says which it is. Where a row has another
        fault besides, that one of the sheet's rows is the same record waits until it is mended."""
        errors: dict[str, Any] = dict(error.update_error_dict({}))
        twins = []
        for names in uniques_of(type(record)):
            found = any(names_in(row) == names for rows in errors.values() for row in rows)
            if found and (first := self.row_with(names, values_of(record, names))):
                twins.append(same_as_row(first))
                _drop(errors, names)
            elif found and (told := self._otherwise(record, names)):
                _drop(errors, names)
                errors.setdefault(NON_FIELD_ERRORS, []).append(ValidationError(told))
        return ValidationError(errors) if errors else ValidationError({NON_FIELD_ERRORS: twins[:1]})

    def _otherwise(self, record: Any, names: Names) -> str:
        """How the record that has these values is called, by what a sheet finds it; empty where this sheet may not
        find it."""
        key = names, values_of(record, names)
        if key not in self._known:
            self._known[key] = self._seen_by_us().filter(**dict(zip(names, key[1], strict=True))).first()
        known, resource = self._known[key], _of(self)
        if known is None or known.pk == record.pk:
            return ""
        columns = [resource.fields[name] for name in resource.get_import_id_fields()]
        texts = [(one.column_name, *(as_text(one.export(row)) for row in (known, record))) for one in columns]
        called = "、".join(f"{head}登记为“{was}”" for head, was, said in texts if was != said)
        return f"这条记录已经登记过，{called}；要更改它，请照登记的填写，否则请删去这一行。" if called else ""

    def _seen_by_us(self) -> Any:
        resource = _of(self)
        related = [name for name in resource.get_import_id_fields() if _is_relation(resource, name)]
        return resource.get_queryset().select_related(*related).order_by()


def _with_more(record: Any, sentence: str) -> ValidationError:
    """The sentence, and what else is wrong with the record by itself; what is left out the earlier row may have."""
    errors: dict[str, Any] = {}
    empty = [field.name for field in record._meta.fields if getattr(record, field.attname) in field.empty_values]
    try:
        record.full_clean(exclude=empty, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        error.update_error_dict(errors)
    errors.setdefault(NON_FIELD_ERRORS, []).append(ValidationError(sentence))
    return ValidationError(errors)


def _of(resource: Any) -> Any:
    return resource


def _is_relation(resource: Any, name: str) -> bool:
    return bool(resource._meta.model._meta.get_field(resource.fields[name].attribute).is_relation)


def _drop(errors: dict[str, list[Any]], names: Names) -> None:
    for field in list(errors):
        errors[field] = [row for row in errors[field] if names_in(row) != names]
        if not errors[field]:
            del errors[field]
