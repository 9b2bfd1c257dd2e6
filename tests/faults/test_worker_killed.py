"""A worker that dies in the middle of its work, or a broker that forgets: the award is made, once."""

import psycopg2
import pytest
import redis
from django.conf import settings
from django.db import connection

from core.models import OutboxMessage
from subsidies.awards.models import Award, Notice
from subsidies.claims.models import Claim
from tests import road
from tests.faults.processes import RELAY, WORKER, environment, eventually, running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(changzhi, company, applicant, reviewer) -> Claim:
    """An approved claim that no worker has seen."""
    road.policies_loaded()
    road.resident(company)
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    return road.approved(company, applicant, reviewer)


@pytest.fixture
def blocker(company):
    """Holds the lock of the company, so that whoever reckons its award waits in the middle of the work."""
    other = psycopg2.connect(environment()["DATABASE_URL"])
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"unit:{company.uscc}"])
    yield other
    other.close()


def somebody_waits() -> bool:
    """Whether a worker stands before the lock: it is in the middle of reckoning."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool(cursor.fetchone()[0])


def left_open() -> list[tuple[str, int, str]]:
    """The work that is not done, for the report of a failure."""
    return list(OutboxMessage.objects.filter(done_at=None).values_list("handler", "attempts", "last_error"))


def test_a_worker_killed_in_the_middle_loses_nothing_and_pays_once(claim: Claim, blocker) -> None:
    with running(*RELAY):
        with running(*WORKER) as first:
            assert eventually(somebody_waits)
            first.kill()
        blocker.close()
        with running(*WORKER):
            assert eventually(lambda: Notice.objects.filter(award__claim=claim).exists()), left_open()
    assert Award.objects.filter(claim=claim).count() == 1
    assert not OutboxMessage.objects.filter(done_at=None).exists()


def test_a_broker_that_forgets_everything_loses_nothing(claim: Claim) -> None:
    with running(*RELAY):
        assert eventually(lambda: OutboxMessage.objects.exclude(published_at=None).exists())
        redis.Redis.from_url(settings.REDIS_URL).flushdb()
        with running(*WORKER):
            assert eventually(lambda: Notice.objects.filter(award__claim=claim).exists()), left_open()
    claim.refresh_from_db()
    assert claim.state == "awarded"
