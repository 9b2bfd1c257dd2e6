"""A sheet brought in the quick way where there is one, else the library's: row by row the same."""

from collections.abc import Iterator
from typing import Any

from accounts.adminkit.importing.judging import Judged, judged, numbers_of
from accounts.adminkit.importing.many.choosing import door_of
from accounts.adminkit.importing.many.sifting import Sifter
from accounts.adminkit.importing.many.writing import Door
from accounts.adminkit.rows.differing import as_handed_in, entry_of, heads_only_told
from accounts.adminkit.sheets import IMPORT, ScopedResource
from accounts.models import RowState
from core import audit
from core.sheets.formats import MAX_ROWS
from core.values.verdict import Refused

MOST_ONE_BY_ONE = 20_000


def most_rows(resource: ScopedResource) -> int:
    """How many rows a sheet may have. Where each is written by the verb for one it takes some hundredths of a second,
    and whoever writes the very same records waits until the last is written: it may not take hours."""
    return MOST_ONE_BY_ONE if door_of(resource) is None else MAX_ROWS


def rows_of(resource: ScopedResource, dataset: Any, *, dry_run: bool) -> Iterator[Judged]:
    """Every row of the sheet, in order; in earnest they are written, and each record that was has its entry. What is
    only told of a record (its park) stands in a row as it was handed in: by that it is known to whoever looks."""
    only_told = [head for head in dataset.headers if head in heads_only_told(resource)]
    places = [dataset.headers.index(head) for head in only_told]
    for cells, row in zip(dataset, _rows_of(resource, dataset, dry_run=dry_run), strict=True):
        row.after |= {head: as_handed_in(cells[place]) for head, place in zip(only_told, places, strict=True)}
        yield row


def _rows_of(resource: ScopedResource, dataset: Any, *, dry_run: bool) -> Iterator[Judged]:
    door = door_of(resource)
    if door is None and len(dataset) > MOST_ONE_BY_ONE:
        raise Refused(f"这类记录一次最多导入{MOST_ONE_BY_ONE}行，文件有{len(dataset)}行；请拆分后分次导入。")
    if door is None:
        yield from judged(resource, dataset, dry_run=dry_run)
    else:
        yield from many_rows(resource, dataset, door, dry_run=dry_run)


def many_rows(resource: ScopedResource, dataset: Any, door: Door, *, dry_run: bool) -> Iterator[Judged]:
    """The quick way. The entries of the trail come last, in the order of the rows."""
    resource.take_heads(dataset)
    told: list[tuple[str, dict[str, Any]]] = []
    for row in Sifter(resource, dataset, numbers_of(dataset), door, dry_run=dry_run).rows():
        if not dry_run and row.state in (RowState.NEW, RowState.CHANGED):
            told.append((row.key, entry_of(resource, row.name, row.before or {}, row.after)))
        yield row
    if not dry_run and resource.city is not None:
        audit.record_many(
            by=resource.actor, action=IMPORT, kind=resource._meta.model, subjects=told, chain=resource.city.key
        )
