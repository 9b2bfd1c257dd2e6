"""A matter that was freed, and several workers who would give it again: one does, whatever locks are off."""

from typing import Any

import pytest

from accounts.actor import actor_of
from accounts.models import User
from core import outbox
from core.models import OutboxMessage
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards import revoking
from subsidies.awards.models import Award, Revocation
from subsidies.grants.models import Grant
from tests import road
from tests.races.test_money import meet_after_reading, reckon_all_at_once, twins, without_unit_lock
from tests.races.together import together


@pytest.fixture
def freed(ready, company: Applicant, applicant: User, reviewer: User) -> None:
    """A certificate was paid for and freed; two approved claims ask for it."""
    first = road.awarded(road.resident(company), applicant, reviewer)
    revoking.revoke(award=first.awards.get(), reason="重新核查", by=actor_of(reviewer))
    twins(company, applicant, reviewer)


def turns() -> list[int]:
    return list(Grant.objects.order_by("turn").values_list("turn", flat=True))


def test_one_of_two_claims_is_given_the_freed_matter(freed, monkeypatch: Any) -> None:
    meeting = meet_after_reading(monkeypatch, 2)
    reckon_all_at_once()
    assert not meeting.met and turns() == [1, 2]
    assert sorted(Award.objects.current().values_list("amount_fen", flat=True)) == [0, 300_000_00]


def test_without_the_unit_lock_the_database_gives_the_next_turn_once(freed, monkeypatch: Any) -> None:
    with monkeypatch.context() as off:
        without_unit_lock(off)
        meeting = meet_after_reading(off, 2)
        reckon_all_at_once()
    failed = OutboxMessage.objects.get(handler="awards.reckon", done_at=None)
    assert meeting.met and "matter_paid_once" in failed.last_error and turns() == [1, 2]
    outbox.run(str(failed.pk))
    assert sorted(Award.objects.current().values_list("amount_fen", flat=True)) == [0, 300_000_00]


def test_two_people_who_revoke_at_once_free_the_matter_once(
    ready, company: Applicant, applicant: User, reviewer: User
) -> None:
    award = road.awarded(road.resident(company), applicant, reviewer).awards.get()
    by = actor_of(reviewer)
    found = together([lambda: revoking.revoke(award=award, reason="重新核查", by=by)] * 2)
    assert sorted(isinstance(row, Refused) for row in found) == [False, True]
    assert Revocation.objects.count() == 1 and Grant.objects.open().count() == 0
