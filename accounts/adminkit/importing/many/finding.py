"""What is stored already: records by what a sheet finds them by, and by what only one of them may have."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from core.tables.keying import Key, values_of


def stored(rows: models.QuerySet[Any], names: tuple[str, ...], keys: Iterable[Key]) -> dict[Key, list[Any]]:
    """The records of a queryset whose fields have the values of one of the keys."""
    found: dict[Key, list[Any]] = defaultdict(list)
    there = taken(rows.model, names, set(keys))
    if there:
        related = [name for name in names if rows.model._meta.get_field(name).is_relation]
        wanted = {pk for found_keys in there.values() for pk in found_keys}
        for record in rows.filter(pk__in=wanted).select_related(*related).order_by():
            found[values_of(record, names)].append(record)
    return found


def taken(model: Any, names: tuple[str, ...], keys: set[Key]) -> dict[Key, set[Any]]:
    """By values that are stored, the primary keys of who has them, in whatever city. A key with None is nobody's."""
    found: dict[Key, set[Any]] = defaultdict(set)
    asked = {key for key in keys if None not in key}
    if not asked:
        return found
    quote, meta = connection.ops.quote_name, model._meta
    columns = [quote(meta.get_field(name).column) for name in names]
    among = " AND ".join(f"{column} = ANY(%s)" for column in columns)
    named = ", ".join((quote(meta.pk.column), *columns))
    sql = f"SELECT {named} FROM {quote(meta.db_table)} WHERE {among}"  # nosec B608: names of models, quoted
    with connection.cursor() as cursor:
        cursor.execute(sql, [list({key[place] for key in asked}) for place in range(len(names))])
        for pk, *values in cursor.fetchall():
            if (key := tuple(values)) in asked:
                found[key].add(pk)
    return found
