"""What writing a sheet will mean, said with its preview as the form of a record says it before it is saved."""

from collections import defaultdict
from typing import Any

from accounts.adminkit.foretelling import ForetellingAdmin
from accounts.adminkit.sheets import ScopedResource
from accounts.models import RowState, SheetRow
from core.consequences import consequences
from core.models import Job

MOST_ASKED = 100  # records of which it is asked: several queries each, in the job that somebody waits for
MOST_SAID, ROWS_NAMED = 30, 5  # what a person reads through before the button


def losing(job: Job) -> int:
    """By how many of its rows something is lost."""
    return SheetRow.objects.filter(job=job).losing().count()


def foretold(page: Any, resource: ScopedResource, job: Job) -> list[str]:
    """What follows from the changes of a sheet that was looked through, each sentence with its rows: of those first
    that lose something. Nothing where the form of such a record foretells nothing."""
    if not isinstance(page, ForetellingAdmin):
        return []
    rows = SheetRow.objects.filter(job=job, state=RowState.CHANGED)
    asked = [*rows.losing()[:MOST_ASKED], *rows.filter(faults=[])[:MOST_ASKED]][:MOST_ASKED]
    stored = resource.get_queryset().filter(pk__in=[row.record_key for row in asked])
    records = {str(record.pk): record for record in stored}
    found: dict[str, list[int]] = defaultdict(list)
    for row in asked:
        record = records.get(row.record_key)
        for one in consequences(page.change_of(record)) if record is not None else ():
            found[one.sentence].append(row.number)
    said = [f"{_named(numbers)}：{sentence}" for sentence, numbers in found.items()]
    more = [f"另有{len(said) - MOST_SAID}项影响没有列出。"] if len(said) > MOST_SAID else []
    left = rows.count() - len(asked)
    return [
        *said[:MOST_SAID],
        *more,
        *([f"其余{left}行更改的影响没有逐行列出，请在各记录的页面查看。"] if left else []),
    ]


def _named(numbers: list[int]) -> str:
    told = "、".join(map(str, sorted(numbers)[:ROWS_NAMED]))
    return f"第{told}行" + (f"等{len(numbers)}行" if len(numbers) > ROWS_NAMED else "")
