"""What the database would forbid of many records, asked before they are written: each check constraint in one query."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from core.tables.copying import copy_rows, emptied_copy


class Held:
    """The check constraints of a model, put to records that are not stored."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.checks = [row for row in model._meta.constraints if isinstance(row, models.CheckConstraint)]
        named = _named_in(self.checks)
        fields = model._meta.concrete_fields
        self.fields = [row for row in fields if row.primary_key or named is None or {row.name, row.attname} & named]

    def broken(self, records: Iterable[tuple[int, Any]]) -> dict[int, list[models.CheckConstraint]]:
        """What the records break, by their numbers. The number stands in the place of the key."""
        names = [field.attname for field in self.fields[1:]]
        lines = [[number, *map(record.__dict__.get, names)] for number, record in records]
        if not self.checks or not lines:
            return {}
        key, *others = [str(field.column) for field in self.fields]
        with emptied_copy(self.model._meta.db_table, [key, *others]) as beside, connection.cursor() as cursor:
            copy_rows(beside, [key, *others], lines)
            asked = self._conditions()
            key = connection.ops.quote_name(key)
            wanted, fails = ", ".join((key, *asked)), f"NOT ({' AND '.join(asked)})"
            cursor.execute(f"SELECT {wanted} FROM {beside} WHERE {fails}")  # nosec B608: the models' own conditions
            return {
                number: [row for row, holds in zip(self.checks, held, strict=True) if not holds]
                for number, *held in cursor.fetchall()
            }

    def _conditions(self) -> list[str]:
        with connection.schema_editor(atomic=False) as editor:
            asked: Any = editor
            checks: Any = self.checks
            return [f"COALESCE(({row._get_check_sql(self.model, asked)}), true)" for row in checks]


def _named_in(checks: Iterable[models.CheckConstraint]) -> set[str] | None:
    """The fields that the conditions ask about; None where a condition does not say."""
    asked = [row.condition for row in checks]
    if not all(isinstance(row, models.Q) for row in asked):
        return None
    return {name for row in asked if isinstance(row, models.Q) for name in row.referenced_base_fields}
