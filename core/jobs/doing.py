"""A step of a job, done by a worker in one transaction: it is done, or it leaves nothing but the reason why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core import outbox
from core.jobs.asking import WORK
from core.jobs.watching import Stopped, Watch
from core.models import Job, JobState
from core.values.verdict import Refused

PARKED = "后台多次没有办成，已停下并通知管理员；这一步没有改动任何内容，请稍后重新办理。"
STOPPED = "按您的要求停止，这一步没有改动任何内容。"


@dataclass(frozen=True)
class Finished:
    """What a step found; kept in the result of the job under the step's name."""

    found: dict[str, Any] = field(default_factory=dict)


Work = Callable[[Job, Watch], Finished]
_KINDS: dict[str, Work] = {}


def does(kind: str) -> Callable[[Work], Work]:
    """Register the function that does the steps of a kind of job."""

    def register(work: Work) -> Work:
        _KINDS[kind] = work
        return work

    return register


@outbox.handles(WORK, words="办理表格任务")
def run_job(job: str, turn: int) -> None:
    """Worker: do the step of a job. An error of the portal's own is raised, so that the outbox tries again."""
    row = Job.objects.filter(pk=job, turn=turn, state=JobState.OPEN).first()
    if row is None:
        return
    try:
        with transaction.atomic():
            finished = _KINDS[row.kind](row, Watch(row))
    except Stopped:
        _end(row, JobState.CANCELLED, STOPPED)
    except Refused as refusal:
        _end(row, JobState.FAILED, refusal.reason)
    except ValidationError as error:
        _end(row, JobState.FAILED, "".join(error.messages))
    else:
        row.result |= {row.step: finished.found}
        _end(row, JobState.DONE, "")


@outbox.when_parked(WORK)
def tell_owner(job: str, turn: int) -> None:
    """Say of a job whose work is parked that nobody works on it; it can be begun again."""
    row = Job.objects.filter(pk=job, turn=turn, state=JobState.OPEN).first()
    if row is not None:
        _end(row, JobState.FAILED, PARKED)


def _end(job: Job, state: JobState, said: str) -> None:
    job.state, job.said = state, said
    job.save(update_fields=["state", "said", "result", "moved_at"])
