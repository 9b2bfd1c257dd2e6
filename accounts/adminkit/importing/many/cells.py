"""The cells of a sheet read by the widgets of their columns, every value of a column once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.adminkit.importing.judging import failed
from accounts.adminkit.rows.differing import as_text
from accounts.adminkit.sheets import ScopedResource
from accounts.adminkit.widgets import RelatedWidget
from core.sheets.cells import CellFault

_MOST_KEPT = 20_000
_AT_ONCE = 2_000


Found = tuple[Any, str, str]  # the value, its text as the sheet says it, and what is wrong with the cell


class ColumnRead:
    """One column that the sheet fills."""

    def __init__(self, column: Any, place: int, heads: list[str], field: Any) -> None:
        self.column, self.place, self.heads = column, place, heads
        self.head: str = column.column_name
        self.name: str = column.attribute
        self.stands_in: str = field.attname
        self.is_related = bool(field.is_relation)
        self.keeps_when_empty = hasattr(column, "emptied")
        self.around = [heads.index(head) for head in _heads_around(column.widget) if head in heads]
        self.known: dict[Any, Found] = {}

    def read(self, rows: Iterable[Any]) -> Iterator[Found]:
        """What stands in the column, row by row; each value, with what is around it, is cleaned once."""
        place, around = self.place, self.around
        for cells in rows:
            cell = cells[place]
            key: Any = cell if cell.__class__ is str else (cell.__class__, cell)
            if around:
                key = (key, *(cells[one] for one in around))
            found = self.known.get(key)
            if found is None:
                if len(self.known) >= _MOST_KEPT:
                    self.known.clear()
                found = self.known[key] = self._cleaned(dict(zip(self.heads, cells, strict=True)))
            yield found

    def _cleaned(self, row: Mapping[str, Any]) -> Found:
        try:
            value = self.column.clean(row)
        except CellFault as error:
            return None, "", str(error)
        except (ArithmeticError, ValueError) as error:  # a fault of its row, as where rows are read one by one
            return None, "", failed(error)
        return value, as_text(self.column.widget.render(value)), ""


def _heads_around(widget: Any) -> Iterable[str]:
    """The heads of other columns that a widget reads besides its own."""
    return (*getattr(widget, "within", ()), *getattr(widget, "heads_around", ()))


def columns_read(resource: ScopedResource, heads: list[str]) -> list[ColumnRead]:
    """The columns of the sheet that fill a field, in the order in which the resource fills them."""
    columns = [row for row in resource.get_import_fields() if not row.readonly and row.column_name in heads]
    meta = resource._meta.model._meta
    return [
        ColumnRead(column, heads.index(column.column_name), heads, meta.get_field(column.attribute))
        for column in columns
    ]


def find_related(columns: Iterable[ColumnRead], rows: Iterable[Any]) -> None:
    """Read ahead the other records that columns name by one text: one query for many of them."""
    rows = list(rows)
    for one in columns:
        widget = one.column.widget
        if type(widget) is not RelatedWidget or widget.within or widget.rows is None:
            continue
        wanted: dict[str, Any] = {}
        for cells in rows:
            cell = cells[one.place]
            if isinstance(cell, str) and cell not in one.known:
                wanted[cell] = None
        for start in range(0, len(wanted), _AT_ONCE):
            _keep(one, widget, list(wanted)[start : start + _AT_ONCE])


def _keep(one: ColumnRead, widget: RelatedWidget, texts: list[str]) -> None:
    """What is found once is what the widget would find; none, or more than one, it says itself."""
    by_text: dict[str, list[Any]] = {}
    rows: Any = widget.rows
    for record in rows.filter(**{f"{widget.field}__in": texts}):
        by_text.setdefault(getattr(record, widget.field), []).append(record)
    for text, found in by_text.items():
        if len(found) == 1:
            one.known[text] = (found[0], as_text(widget.render(found[0])), "")
