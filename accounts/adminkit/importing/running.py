"""The steps of bringing a sheet in, as a worker does them for the person who asked: look through, write, take back."""

import gc
import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import tablib
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor, actor_of
from accounts.adminkit.importing.guarding import where_a_number_stands, where_one_lies_beside
from accounts.adminkit.importing.judging import Judged, numbers_of
from accounts.adminkit.importing.many.bringing import rows_of
from accounts.adminkit.importing.meaning import foretold, losing
from accounts.adminkit.importing.recording import keep_rows
from accounts.adminkit.importing.reporting import ROW, WHY
from accounts.adminkit.importing.templating import example_row, is_left
from accounts.adminkit.importing.undoing import undo, until_now
from accounts.adminkit.sheets import ScopedResource
from accounts.models import City, RowState, SheetRow, User
from core import audit, jobs
from core.jobs import Finished, KeptPart, Watch
from core.models import Job
from core.values.verdict import Refused

IMPORT = "import"
ONLY_EXAMPLE = "表中只有模板里的示例行，没有可以导入的记录。"
CHECK, WRITE, UNDO = "check", "write", "undo"


@jobs.does(IMPORT)
def run_import(job: Job, watch: Watch) -> Finished:
    """Worker: the step of an import, as the person who asked may do it today."""
    actor = actor_of(User.objects.get(pk=job.owner_id))
    page = page_of(job)
    city = page.city_for(actor)
    if city is None:
        raise Refused("您已经不能导入这类记录，请联系本单位管理员。")
    if job.step == UNDO:
        return undo(job, watch, _resource(page, job, actor, city), actor)
    return Finished(_brought_in(job, watch, page, actor, city))


def page_of(job: Job) -> Any:
    """The page of the admin that a job belongs to."""
    name = job.arguments["model"]
    return next(page for model, page in admin.site._registry.items() if model._meta.label_lower == name)


def _brought_in(job: Job, watch: Watch, page: Any, actor: Actor, city: City) -> dict[str, Any]:
    since = timezone.now()
    watch.show("正在读取表格")  # whoever stops it now is heard once it is known that no identity number is kept
    resource = _resource(page, job, actor, city)
    dataset = _dataset(page, job)
    _refuse_numbers(resource, dataset, job)
    resource.take_heads(dataset)
    dataset = _without_example(dataset, resource)
    watch.tell("正在核对")
    doing = "正在写入" if job.step == WRITE else "正在核对"
    resource.tell = lambda done: watch.tell(doing, done, len(dataset))
    rows = rows_of(resource, dataset, dry_run=True) if job.step == CHECK else _written(resource, dataset, job)
    with uncollected(), audit.held_back() as held:
        counts = keep_rows(job, rows)
        if job.step == CHECK:
            held.drop()  # what was only tried tells nothing
    watch.tell("正在整理结果")
    heads = list(dataset.headers) if job.step == CHECK else job.result[CHECK]["heads"]
    told = {"counts": counts, "heads": heads, "anew": losing(job), **until_now(since)}
    return told | ({"foretold": foretold(page, resource, job)} if job.step == CHECK else {})


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for circles of objects, which looks at every row again and again and finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _dataset(page: Any, job: Job) -> Any:
    """The rows of the sheet, without the columns that are ours."""
    form = page.formats[int(job.arguments["format"])]()
    path = jobs.kept(job, KeptPart.SHEET)
    if not path.is_file():
        raise Refused("上传的表格已经清理，请重新上传。")
    try:
        dataset = form.create_dataset(path.read_bytes())
    except ValidationError:  # nobody has looked through it for identity numbers, and it will not be read another time
        jobs.forget(job, KeptPart.SHEET)
        raise
    for head in {ROW, WHY} & set(dataset.headers):  # a file of faults, put right and handed in again
        del dataset[head]
    return dataset


def _without_example(dataset: Any, resource: ScopedResource) -> Any:
    """The rows but for the example of the template, wherever it stands; `dataset` has the heads as they are known.

    Raises Refused where nothing else stands in the sheet.
    """
    heads, numbers, example = dataset.headers, numbers_of(dataset), example_row(resource)
    left = {place for place, row in enumerate(dataset) if is_left(example, dict(zip(heads, row, strict=True)))}
    if not left:
        return dataset
    if len(left) == len(dataset):
        raise Refused(ONLY_EXAMPLE)
    return _rows_at(dataset, [place for place in range(len(dataset)) if place not in left], numbers)


def _refuse_numbers(resource: ScopedResource, dataset: Any, job: Job) -> None:
    """Raises Refused where an identity number stands in the sheet, which is gone then at once, whatever follows."""
    about_a_person = bool(getattr(resource._meta.model, "about_a_person", False))
    where = where_a_number_stands(dataset, about_a_person=about_a_person)
    if where := where or where_one_lies_beside(jobs.kept(job, KeptPart.SHEET).read_bytes()):
        jobs.forget(job, KeptPart.SHEET)
        raise Refused(f"表中有公民身份号码（{where}），没有读入任何一行，上传的表格已经删除。请删去号码，再重新上传。")


def _resource(page: Any, job: Job, actor: Actor, city: City) -> ScopedResource:
    kind = page.resource_classes[int(job.arguments.get("resource") or 0)]
    made: ScopedResource = kind(actor=actor, city=city)
    return made


def _written(resource: ScopedResource, dataset: Any, job: Job) -> Iterable[Judged]:
    """The rows in earnest: all, or where the person said so the good ones. What was wrong stays told."""
    wrong = {row.number: row for row in _wrong_before(job)}
    if wrong and not job.arguments.get("good_only"):
        raise Refused("表中还有错误的行，没有导入。")
    numbers = numbers_of(dataset)
    good = _rows_at(dataset, [place for place, number in enumerate(numbers) if number not in wrong], numbers)
    rows = rows_of(resource, good, dry_run=False)
    return heapq.merge(rows, wrong.values(), key=lambda row: row.number)


def _rows_at(dataset: Any, places: Sequence[int], numbers: Sequence[int]) -> Any:
    """The rows at some places, each with its number in the sheet."""
    chosen = tablib.Dataset(*(dataset[place] for place in places), headers=dataset.headers)
    chosen.row_numbers = [numbers[place] for place in places]
    return chosen


def _wrong_before(job: Job) -> list[Judged]:
    rows = SheetRow.objects.filter(job=job, state=RowState.WRONG).order_by("number")
    return [Judged(row.number, RowState.WRONG, row.after, faults=[(a, b) for a, b in row.faults]) for row in rows]
