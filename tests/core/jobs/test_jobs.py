"""Long work: done once or not at all, stopped, begun again, found when nobody works on it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core import jobs
from core.jobs import Finished, KeptPart, Watch, doing
from core.jobs.keeping import folders
from core.jobs.sweeping import KEPT_FOR, STUCK_AFTER, find_stuck, sweep_jobs
from core.models import Job, JobState, NumberSequence, OutboxMessage
from core.values.verdict import Refused
from tests.road import work_off

pytestmark = pytest.mark.django_db
WORK = "core.run_job"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A kind of job that writes a row and then does what `then` says."""
    told: dict[str, Any] = {"then": lambda watch: None}

    def count(job: Job, watch: Watch) -> Finished:
        NumberSequence.objects.create(series=f"of-{job.pk}")
        told["then"](watch)
        return Finished({"counted": 1})

    monkeypatch.setitem(doing._KINDS, "count", count)
    return told


def begun() -> Job:
    return jobs.begin(owner_id=7, kind="count", title="数一数", step="first", arguments={})


def again(job: Job) -> Job:
    job.refresh_from_db()
    return job


def test_a_step_is_done_and_says_what_it_found(work: dict[str, Any]) -> None:
    job = begun()
    assert job.is_open
    work_off(WORK)
    assert (again(job).state, job.result, NumberSequence.objects.count()) == (
        JobState.DONE,
        {"first": {"counted": 1}},
        1,
    )


def test_what_is_stopped_leaves_nothing_and_can_be_begun_again(work: dict[str, Any]) -> None:
    job = begun()
    work["then"] = lambda watch: (jobs.stop(job), watch.tell("数着"))
    work_off(WORK)
    assert again(job).state == JobState.CANCELLED and "停止" in job.said
    assert not NumberSequence.objects.exists()
    work["then"] = lambda watch: None
    jobs.resume(job)
    work_off(WORK)
    assert again(job).state == JobState.DONE and NumberSequence.objects.count() == 1


def test_of_a_step_that_stopped_it_is_not_said_that_it_has_not(
    work: dict[str, Any],
) -> None:
    job = begun()
    with pytest.raises(Refused, match="没有停下"):
        jobs.resume(job, of=("first",))
    work["then"] = lambda watch: (jobs.stop(job), watch.tell("数着"))
    work_off(WORK)
    assert again(job).can_resume
    with pytest.raises(Refused, match="只能继续办理这一步"):
        jobs.resume(job, step="zero", of=("zero",))
    assert again(job).state == JobState.CANCELLED


def test_a_refusal_is_told_to_the_owner_and_not_tried_again(work: dict[str, Any]) -> None:
    job = begun()

    def refuse(watch: Watch) -> None:
        raise Refused("今天不行。")

    work["then"] = refuse
    work_off(WORK)
    assert (again(job).state, job.said) == (JobState.FAILED, "今天不行。")
    assert not NumberSequence.objects.exists() and not OutboxMessage.objects.filter(done_at=None).exists()


def test_an_error_of_the_portal_is_tried_again_and_told_once_it_is_parked(work: dict[str, Any], settings: Any) -> None:
    job = begun()

    def fail(watch: Watch) -> None:
        raise RuntimeError("broken")

    work["then"] = fail
    for _ in range(settings.OUTBOX_MAX_ATTEMPTS):
        work_off(WORK)
        assert again(job).is_open
    work_off(WORK)
    assert again(job).state == JobState.FAILED and "管理员" in job.said and "broken" not in job.said
    work["then"] = lambda watch: None
    jobs.resume(job)
    work_off(WORK)
    assert again(job).state == JobState.DONE


def test_work_of_an_earlier_turn_finds_nothing_to_do(work: dict[str, Any]) -> None:
    job = begun()
    doing.run_job(str(job.pk), turn=job.turn + 1)
    assert again(job).is_open and not NumberSequence.objects.exists()


def test_a_next_step_is_taken_once(work: dict[str, Any]) -> None:
    job = begun()
    work_off(WORK)
    jobs.next_step(job, step="second", after="first", more=1)
    with pytest.raises(Refused):
        jobs.next_step(job, step="second", after="first")
    assert again(job).arguments == {"more": 1}


def test_nobody_fills_the_workers_with_jobs(work: dict[str, Any]) -> None:
    for _ in range(3):
        begun()
    with pytest.raises(Refused, match="3项"):
        begun()


def test_a_job_without_work_is_found_after_an_hour(work: dict[str, Any]) -> None:
    stuck, waiting = begun(), begun()
    OutboxMessage.objects.filter(arguments__job=str(stuck.pk)).delete()
    assert find_stuck() == 0
    Job.objects.update(moved_at=timezone.now() - STUCK_AFTER - timedelta(minutes=1))
    assert find_stuck() == 1
    assert again(stuck).state == JobState.FAILED and stuck.can_resume
    assert again(waiting).is_open


def test_old_jobs_go_with_their_files_and_files_without_a_job(work: dict[str, Any]) -> None:
    old, fresh = begun(), begun()
    work_off(WORK)
    for job in (old, fresh):
        jobs.keep(job, KeptPart.SHEET, b"1")
    gone = Job(kind="count")
    jobs.keep(gone, KeptPart.SHEET, b"1")
    Job.objects.filter(pk=old.pk).update(moved_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    sweep_jobs()
    assert set(folders()) == {fresh.pk} == set(Job.objects.values_list("pk", flat=True))
    assert jobs.kept(fresh, KeptPart.SHEET).read_bytes() == b"1"
