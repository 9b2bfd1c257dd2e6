"""Keeping what was found of a sheet's rows, many at once."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from accounts.adminkit.importing.judging import Judged
from accounts.models import RowState, SheetRow
from core.models import Job
from core.tables.copying import insert_rows

COLUMNS = ("job_id", "number", "state", "name", "record_key", "before", "after", "faults")
_NAME = 200
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def keep_rows(job: Job, rows: Iterable[Judged]) -> dict[str, int]:
    """Keep the rows of a step in the place of those of the step before; returns how many there are of each state."""
    SheetRow.objects.filter(job=job).delete()
    counts: Counter[str] = Counter({state.value: 0 for state in RowState})
    insert_rows(SheetRow._meta.db_table, COLUMNS, _lines(job, rows, counts))
    return dict(counts)


def _lines(job: Job, rows: Iterable[Judged], counts: Counter[str]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        counts[row.state] += 1
        before = None if row.before is None else _json(row.before)
        said = row.faults or ([("", row.lost)] if row.lost else [])
        yield (
            job.pk, row.number, str(row.state), row.name[:_NAME].replace("\x00", ""), row.key, before,
            _json(row.after), _json(said) if said else "[]",
        )  # fmt: skip
