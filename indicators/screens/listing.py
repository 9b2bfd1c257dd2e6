"""The records behind a figure as lists of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from indicators.definitions import Column, definition_of
from indicators.models import Target
from indicators.observing.measuring import records_of
from indicators.screens.wording import Cell, cell


class Rows(Sequence[list[Cell]]):
    """Rows of cells over a queryset that is read a page at a time."""

    def __init__(self, rows: QuerySet[Any], columns: tuple[Column, ...]) -> None:
        self._rows, self._columns = rows, columns

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return [self._cells(row) for row in self._rows[key]]
        return self._cells(self._rows[key])

    def __iter__(self) -> Iterator[list[Cell]]:
        return (self._cells(row) for row in self._rows)

    def _cells(self, row: Any) -> list[Cell]:
        return [cell(column, row) for column in self._columns]


@dataclass(frozen=True)
class Listing:
    """A list of records: heads, rows, and why they stand in this list."""

    columns: tuple[Column, ...]
    rows: Sequence[list[Cell]]
    because: str = ""


def listing_of(target: Target, today: date) -> Listing:
    """The records that count for a target, the very ones that its figure is reckoned from."""
    definition, rows = definition_of(target), records_of(target, today)
    if definition is None or rows is None:
        return Listing((), [])
    return Listing(definition.columns, Rows(rows, definition.columns))


def left_out_of(target: Target, today: date) -> Listing | None:
    """Records that look alike and do not count, with the reason; None when there are none."""
    definition = definition_of(target)
    if definition is None or definition.left_out is None:
        return None
    rows = Rows(definition.left_out(target, min(today, target.by)), definition.columns)
    return Listing(definition.columns, rows, definition.left_out_because) if len(rows) else None
