"""How far a job is, told while its transaction is open; and whether somebody wants it stopped."""

import time
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from core.models import Job

_KEPT_SECONDS, _PAUSE_SECONDS = 600, 0.3


class Stopped(BaseException):
    """Somebody stopped the job. Not an Exception: what collects the faults of rows must not collect this one."""


@dataclass(frozen=True)
class JobProgress:
    """What is being done, how many rows are done, of how many (0: not known)."""

    what: str = "等待后台办理"
    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.of) if self.of else 0


class Watch:
    """What a worker holds while it does a job: it tells how far it is, a few times a second, and hears of a stop."""

    def __init__(self, job: Job) -> None:
        self.job, self.last = job, 0.0

    def tell(self, what: str, done: int = 0, of: int = 0) -> None:
        """Raises Stopped when somebody has stopped the job. The cache may be away: the work goes on untold."""
        now = time.monotonic()
        if done and now - self.last < _PAUSE_SECONDS:
            return
        self.last = now
        self.show(what, done, of)
        if Job.objects.filter(pk=self.job.pk, stop_asked=True).exists():
            raise Stopped

    def show(self, what: str, done: int = 0, of: int = 0) -> None:
        """Tell how far it is where nobody may stop it."""
        with suppress(Exception):
            cache.set(_key(self.job.pk), (what, done, of), timeout=_KEPT_SECONDS)


def progress_of(job: Job) -> JobProgress:
    """How far a job is, as its worker told last."""
    try:
        found = cache.get(_key(job.pk))
    except Exception:
        found = None
    return JobProgress(*found) if found else JobProgress()


def forget(job: Job) -> None:
    """A step begins from nothing."""
    with suppress(Exception):
        cache.delete(_key(job.pk))


def _key(pk: UUID) -> str:
    return f"job:{pk}"
