"""What only one record of a table may have: its fields, and a record's values of them."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models

Key = tuple[Any, ...]
Names = tuple[str, ...]


class OneOnly(models.UniqueConstraint):
    """One with a sentence of its own, whose error says of which fields it is, as Django's own errors do. Migrations
    know it as Django's."""

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            raise self.error() from error

    def error(self) -> ValidationError:
        """What is said of a record whose values are another's."""
        return ValidationError(
            self.get_violation_error_message(), code="unique_together", params={"unique_check": tuple(self.fields)}
        )

    def deconstruct(self) -> Any:
        _, args, kwargs = super().deconstruct()
        return "django.db.models.UniqueConstraint", args, kwargs


def names_in(error: ValidationError) -> Names:
    """The fields whose values are another's, where that is what an error says; else none."""
    return tuple((error.params or {}).get("unique_check", ())) if error.code in ("unique", "unique_together") else ()


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
