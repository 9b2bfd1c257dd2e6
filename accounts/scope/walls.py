"""The second gate, in the database: which rows of a table it shows to whom, and takes from whom, whatever is asked."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from accounts.scope.building import BuiltConstraint

EVERYWHERE = "nullif(current_setting('app.everywhere', true), '') IS NOT NULL"
OF_THE_PROVINCE = "nullif(current_setting('app.province', true), '') IS NOT NULL"
AMONG = "{column} = ANY (string_to_array(nullif(current_setting('app.{setting}', true), ''), ',')::bigint[])"
WITH_ITS_PARENT = "EXISTS (SELECT 1 FROM {parent} above WHERE above.{key} = {column})"
Quote = Any


class Wall(BuiltConstraint):
    """For `Meta.constraints` of a model whose rows belong to somebody.

    A row is let through to the offices of the city that `city` leads to (`park__valley__city`), to the people of the
    organisation that `organisation` names, and to whoever is let through to the record that `parent` names. Besides it
    is read, not written: with `seen_at_home` by the applicants of that city, with `province` by the province's
    officials, where `published` (a condition on the row, as SQL) holds by everybody. It is coarser than
    `scope(actor)`, which also knows roles and states: it holds where a page forgets to ask.
    """

    def __init__(
        self, *, name: str, city: str = "", organisation: str = "", parent: str = "",
        seen_at_home: bool = False, province: bool = False, published: str = "",
    ) -> None:  # fmt: skip
        super().__init__(name=name)
        self.bounds = {"city": city, "organisation": organisation, "parent": parent}
        self.also_read = {"seen_at_home": seen_at_home, "province": province, "published": published}

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {key: value for key, value in (self.bounds | self.also_read).items() if value}

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        table, rule = quote(model._meta.db_table), " OR ".join(self._writing(model, quote))
        steps = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {quote(self.name)} ON {table} USING ({rule}) WITH CHECK ({rule})",
        ]
        if reading := " OR ".join(self._reading(model, quote)):
            steps.append(f"CREATE POLICY {quote(self.name_of_reading)} ON {table} FOR SELECT USING ({reading})")
        return "; ".join(steps)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        return (
            f"DROP POLICY {quote(self.name)} ON {table}; "
            f"DROP POLICY IF EXISTS {quote(self.name_of_reading)} ON {table}; "
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        )

    @property
    def name_of_reading(self) -> str:
        return f"{self.name}_reading"

    def _writing(self, model: type[Model], quote: Quote) -> Iterator[str]:
        yield EVERYWHERE
        if path := self.bounds["city"]:
            yield AMONG.format(column=_at(model, path, quote), setting="cities")
        if path := self.bounds["organisation"]:
            yield AMONG.format(column=_at(model, path, quote), setting="organisations")
        if path := self.bounds["parent"]:
            above: Any = model._meta.get_field(path).related_model
            parent, key = quote(above._meta.db_table), quote(above._meta.pk.column)
            yield WITH_ITS_PARENT.format(parent=parent, key=key, column=_at(model, path, quote))

    def _reading(self, model: type[Model], quote: Quote) -> Iterator[str]:
        if self.also_read["seen_at_home"]:
            yield AMONG.format(column=_at(model, self.bounds["city"], quote), setting="homes")
        if self.also_read["province"]:
            yield OF_THE_PROVINCE
        if self.also_read["published"]:
            yield str(self.also_read["published"])


def _at(model: type[Model], path: str, quote: Quote) -> str:
    """The value at the end of a path of foreign keys from a row, as SQL: `t.city_id`, or a sub-select beyond it."""
    first, *rest = path.split("__")
    field: Any = model._meta.get_field(first)
    value = f"{quote(model._meta.db_table)}.{quote(field.column)}"
    for name in rest:
        above, key = field.related_model._meta, field.target_field.column
        field = above.get_field(name)
        table = quote(above.db_table)
        found = f"{table}.{quote(field.column)}"
        value = f"(SELECT {found} FROM {table} WHERE {table}.{quote(key)} = {value})"  # nosec B608: names of our models
    return value
