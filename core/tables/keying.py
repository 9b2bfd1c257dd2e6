"""What only one record of a table may have: its fields, and a record's values of them."""

from functools import cache
from typing import Any

from django.db import models

Key = tuple[Any, ...]


def uniques_of(model: type[models.Model]) -> list[tuple[str, ...]]:
    """The fields that no two records may have alike, those of conditions too: to ask too much does no harm here."""
    single = [(field.name,) for field in model._meta.fields if field.unique and not field.primary_key]
    together = [tuple(names) for names in model._meta.unique_together]
    named = [tuple(row.fields) for row in model._meta.constraints if isinstance(row, models.UniqueConstraint)]
    return list(dict.fromkeys([*single, *together, *named]))


def values_of(record: Any, names: tuple[str, ...]) -> Key:
    """The record's values of some fields; of a relation the key."""
    state = record.__dict__
    kind: Any = type(record)
    return tuple(state[name] for name in _stands_in(kind, names))


@cache
def _stands_in(model: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(model._meta.get_field(name).attname for name in names)
