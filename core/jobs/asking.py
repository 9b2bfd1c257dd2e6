"""What the owner of a job may ask: begin it, take the next step, stop it, begin the step again."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from core import outbox
from core.jobs.watching import forget
from core.models import Job, JobState
from core.values.verdict import Refused

WORK = "core.run_job"
MOST_OPEN = 3


@transaction.atomic
def begin(*, owner_id: int, kind: str, title: str, step: str, arguments: dict[str, Any]) -> Job:
    """Write a job and its work. Raises Refused where the person has enough of them open."""
    if Job.objects.filter(owner_id=owner_id, state=JobState.OPEN).count() >= MOST_OPEN:
        raise Refused(f"您已有{MOST_OPEN}项表格任务在办理，请等其中一项完成后再提交。")
    job = Job.objects.create(owner_id=owner_id, kind=kind, title=title[:200], step=step, arguments=arguments)
    _enqueue(job)
    return job


@transaction.atomic
def next_step(job: Job, *, step: str, after: str, **arguments: Any) -> Job:
    """Go on with a job whose step `after` is done, with further arguments. Raises Refused when it stands elsewhere."""
    row = _locked(job)
    if row.state != JobState.DONE or row.step != after:
        raise Refused("这项任务已经不在这一步，请刷新页面后查看。")
    row.arguments |= arguments
    _open(row, step)
    return row


@transaction.atomic
def resume(job: Job, *, step: str = "", of: Collection[str] = ()) -> Job:
    """Begin again the step that failed or was stopped, or an earlier one: it had left nothing behind. `of`: the steps
    that may have stopped, where another has left something that the earlier one would undo."""
    row = _locked(job)
    if not row.can_resume:
        raise Refused("这项任务没有停下，不需要重新办理。")
    if of and row.step not in of:
        raise Refused("这一步没有完成，只能继续办理这一步，不能从头再来。")
    _open(row, step or row.step)
    return row


def stop(job: Job) -> None:
    """Ask the worker to stop; what the step has written until then is taken back with it."""
    Job.objects.filter(pk=job.pk, state=JobState.OPEN).update(stop_asked=True)


def _open(job: Job, step: str) -> None:
    job.step, job.state, job.said, job.stop_asked, job.turn = step, JobState.OPEN, "", False, job.turn + 1
    job.save()
    _enqueue(job)


def _enqueue(job: Job) -> None:
    forget(job)
    outbox.enqueue(WORK, job=str(job.pk), turn=job.turn)


def _locked(job: Job) -> Job:
    return Job.objects.select_for_update().get(pk=job.pk)
