"""Constraints that a migration builds by statements of their own, once the table stands, and that no form asks."""

from typing import Any

from django.db.models import BaseConstraint


class BuiltConstraint(BaseConstraint):
    """Base of what stands in `Meta.constraints` so that `makemigrations` sees it, and is no part of the columns.

    A subclass gives `create_sql` and `remove_sql`, and its arguments in `deconstruct`.
    """

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]  # nothing among the columns
        """Of a table that is being made: built once it stands."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def validate(self, *_: Any, **__: Any) -> None:
        """Nothing that a form could mend: it asks before, in words; this holds where one forgets."""
