"""That a record and the one it points to belong to the same city or applicant, held by the database."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS

from accounts.scope.building import BuiltConstraint


class Together(BuiltConstraint):
    """For `Meta.constraints`: the row and the record that `field` names have the same `what` (`city`, `applicant`).

    A foreign key of both columns. The database looks behind its own walls when it checks a foreign key, so that a row
    of one city might else point into another. What points nowhere is let be, and so is what stood before this did.
    """

    def __init__(self, *, name: str, field: str, what: str) -> None:
        super().__init__(name=name)
        self.field, self.what = field, what

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field, "what": self.what}

    def validate(
        self, model: Any, instance: Any, exclude: Collection[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """A form names the field in a sentence. What was not read along is left to the database."""
        if self.field in (exclude or ()):
            return
        there = instance._state.fields_cache.get(self.field)
        own = model._meta.get_field(self.what)
        if there is None or getattr(there, own.attname) == getattr(instance, own.attname):
            return
        label = model._meta.get_field(self.field).verbose_name
        raise ValidationError({self.field: f"{label}与{own.verbose_name}不符，请重新选择。"})

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        field = model._meta.get_field(self.field)
        above, own = field.related_model._meta, model._meta.get_field(self.what).column
        there = above.get_field(self.what).column
        table, parent = quote(model._meta.db_table), quote(above.db_table)
        pair = f"({quote(there)}, {quote(above.pk.column)})"
        return (
            f"CREATE UNIQUE INDEX IF NOT EXISTS {quote(f'{above.db_table}_of_{there}')} ON {parent} {pair}; "
            f"ALTER TABLE {table} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({quote(own)}, {quote(field.column)}) REFERENCES {parent} {pair} "
            "DEFERRABLE INITIALLY DEFERRED NOT VALID"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """The index stays: others may rest on it."""
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"
