"""Somebody holds what another needs for too long: that one is told so, and loses nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse
from psycopg2 import errors

from accounts.models import User
from core.models import JobState
from enterprises.models import Applicant
from jinchuanggu.frame.middleware import BusyMiddleware
from parks.models import Event
from subsidies.claims.models import Claim
from tests import road
from tests.admin.test_sheets_in_and_out import acted, handed_in


@contextmanager
def trail_held(chain: str) -> Iterator[None]:
    """Somebody else writes to the trail of a city and takes long."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit:{chain}"])
        yield
    finally:
        other.close()


@pytest.fixture
def _short_waits(ready: None) -> Iterator[None]:
    """A tenth of a second in place of ten."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    yield
    connection.close()


@pytest.mark.usefixtures("_short_waits")
def test_who_cannot_write_to_the_trail_reads_that_the_portal_is_busy_and_may_try_again(
    company: Applicant, applicant: User, client_of: Callable[[User], Any]
) -> None:
    client, page = client_of(applicant), reverse("subsidies:start", args=["CZ-04A"])
    road.resident(company)
    with trail_held("changzhi"):
        answer = client.post(page)
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    assert "系统正忙，请稍后再试" in answer.content.decode() and "Content-Security-Policy" in answer
    assert not Claim.objects.exists()
    assert client.post(page).status_code == 302
    assert Claim.objects.get().state == "draft"


@pytest.mark.usefixtures("_short_waits")
def test_a_sheet_that_cannot_be_told_to_the_trail_is_not_brought_in_and_may_be_tried_again(
    operator: User, client_of: Callable[[User], Any]
) -> None:
    """The worker fails and is asked again: the job stays open until then, and its owner has nothing to do."""
    client = client_of(operator)
    job = handed_in(client, "parks.event", "名称,类别,举办日期\n春季对接会,对接会,2026-03-01\n").context["job"]
    with trail_held("changzhi"):
        acted(client, job, "write")
    assert job.state == JobState.OPEN and not Event.objects.exists()
    road.work_off("core.run_job")
    job.refresh_from_db()
    assert job.state == JobState.DONE and Event.objects.get().name == "春季对接会"


def test_a_program_is_told_as_json() -> None:
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = errors.LockNotAvailable()
    answer = BusyMiddleware(lambda _: None).process_exception(RequestFactory().get("/api/claims/"), error)
    assert answer is not None and answer.status_code == 503
    assert json.loads(answer.content) == {"detail": "系统正忙，请稍后再试。"}


@pytest.mark.parametrize("cause", [None, errors.AdminShutdown(), ValueError()])
def test_other_errors_go_their_way(cause: Exception | None) -> None:
    error = OperationalError("server closed the connection")
    error.__cause__ = cause
    assert BusyMiddleware(lambda _: None).process_exception(RequestFactory().get("/"), error) is None
