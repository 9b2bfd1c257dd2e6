"""Jobs that nobody works on any more are said to be so; those that are over and old go, with their files."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core import outbox
from core.jobs import keeping
from core.jobs.asking import WORK
from core.jobs.doing import PARKED
from core.models import Job, JobState, OutboxMessage

STUCK_AFTER = timedelta(hours=1)
KEPT_FOR = timedelta(days=30)


@outbox.handles("core.sweep_jobs", words="清理表格任务", nightly=True)
def sweep_jobs() -> None:
    """Worker: find what is stuck, remove what is 30 days old and the files that no job names."""
    find_stuck()
    old = Job.objects.filter(moved_at__lt=timezone.now() - KEPT_FOR).exclude(state=JobState.OPEN)
    old.delete()
    found = keeping.folders()
    known = set(Job.objects.filter(pk__in=found).values_list("pk", flat=True))
    for key in found.keys() - known:
        keeping.remove(key)


def find_stuck() -> int:
    """Say of open jobs without open work, an hour after they last moved, that they are stuck; returns how many."""
    working = OutboxMessage.objects.filter(handler=WORK, done_at=None, parked_at=None)
    keys = [str(row) for row in working.values_list("arguments__job", flat=True)]
    stuck = Job.objects.filter(~Q(pk__in=keys), state=JobState.OPEN, moved_at__lt=timezone.now() - STUCK_AFTER)
    return stuck.update(state=JobState.FAILED, said=PARKED, moved_at=timezone.now())
