"""What a sheet says of a record, and what it changed in it, by the heads of its columns."""

from collections.abc import Mapping
from typing import Any

from core.sheets.cells import shown
from core.telling.details import CHANGES


def told(record: Any, heads: Mapping[str, Any]) -> dict[str, str]:
    """The record as the sheet says it, by head."""
    return {head: as_text(column.export(record)) for head, column in heads.items()}


def as_text(value: Any) -> str:
    """A cell as text."""
    return "" if value is None else str(value).replace("\x00", "")


def as_handed_in(cell: Any) -> str:
    """A cell of a sheet as text: as a person sees it there, so that it can be handed in again."""
    return as_text(shown(cell))


def changes_for_trail(resource: Any, was: Mapping[str, str], now: Mapping[str, str]) -> list[dict[str, str]]:
    """What differs in two readings of a record, by head, as the trail has it: field, before, after."""
    fields = {row.column_name: row.attribute or row.column_name for row in resource.get_import_fields()}
    return [
        {"field": fields.get(head, head), "was": text, "is": now.get(head, "")}
        for head, text in was.items() if text != now.get(head, "")
    ]  # fmt: skip


def entry_of(resource: Any, name: str, was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Any]:
    """A record that a sheet wrote, as the trail keeps it: where it was there before, with what stood in it."""
    changes = changes_for_trail(resource, was, now) if was else []
    return {"record": name} | ({CHANGES: changes} if changes else {})


def heads_only_told(resource: Any) -> set[str]:
    """The columns of a sheet that say something of a record and are never read into it."""
    return {row.column_name for row in resource.get_import_fields() if row.readonly}


def columns_in(resource: Any, dataset: Any) -> dict[str, Any]:
    """The columns that the sheet fills, by head, in its order; those that are only told are left out."""
    fields = {row.column_name: row for row in resource.get_import_fields() if not row.readonly}
    return {head: fields[head] for head in dataset.headers if head in fields}
