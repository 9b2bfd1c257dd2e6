"""A matter that was freed, and several workers who would give it again: one does, whatever locks are off."""

from typing import Any

import pytest

from accounts.actor import Role, actor_of
from accounts.models import User
from core import outbox
from core.models import OutboxMessage
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards import revoking
from subsidies.awards.models import Award, ProposalRefusal, Revocation, RevocationProposal
from subsidies.claims import reviewing
from subsidies.grants.models import Grant
from tests import road
from tests.factories import office_user
from tests.races.test_money import meet_after_reading, reckon_all_at_once, twins, without_unit_lock
from tests.races.together import together


@pytest.fixture
def freed(ready, company: Applicant, applicant: User, reviewer: User) -> None:
    """A certificate was paid for and freed; two approved claims ask for it."""
    first = road.awarded(road.resident(company), applicant, reviewer)
    road.revoked(first.awards.get(), reviewer)
    reviewing.refuse(claim=first, reason="另行申报", by=actor_of(reviewer))
    twins(company, applicant, reviewer)


def turns() -> list[int]:
    """Of the recognition; that of its certificate goes with it."""
    rows = Grant.objects.exclude(matter__reference__startswith="proof|").order_by("turn")
    return list(rows.values_list("turn", flat=True))


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


@pytest.fixture
def award(ready, company: Applicant, applicant: User, reviewer: User) -> Award:
    found: Award = road.awarded(road.resident(company), applicant, reviewer).awards.get()
    return found


def test_two_people_who_confirm_at_once_free_the_matter_once(award: Award, reviewer: User) -> None:
    proposal = revoking.propose(award=award, reason="重新核查", by=actor_of(reviewer))
    second, third = (office_user(Role.REVIEWER, award.claim.city, more=f"-{number}") for number in (2, 3))
    found = together([lambda who=who: revoking.confirm(proposal=proposal, by=actor_of(who)) for who in (second, third)])
    assert sorted(isinstance(row, Refused) for row in found) == [False, True]
    assert Revocation.objects.count() == 1 and not Grant.objects.open().exists()


def test_of_a_confirmation_and_a_refusal_at_once_one_holds(award: Award, reviewer: User) -> None:
    proposal = revoking.propose(award=award, reason="重新核查", by=actor_of(reviewer))
    by = actor_of(road.second_reviewer(award.claim.city))
    found = together(
        [
            lambda: revoking.confirm(proposal=proposal, by=by),
            lambda: revoking.refuse(proposal=proposal, reason="证书有效", by=by),
        ]
    )
    assert sorted(isinstance(row, Refused) for row in found) == [False, True]
    assert Revocation.objects.count() + ProposalRefusal.objects.count() == 1


def test_two_people_who_propose_at_once_propose_once(award: Award, reviewer: User) -> None:
    people = (reviewer, road.second_reviewer(award.claim.city))
    works = [lambda who=who: revoking.propose(award=award, reason="重新核查", by=actor_of(who)) for who in people]
    found = together(works)
    assert sorted(isinstance(row, Refused) for row in found) == [False, True]
    assert RevocationProposal.objects.count() == 1


def test_a_matter_revoked_while_another_claim_for_it_is_reckoned_is_paid_at_most_once(
    award: Award, company: Applicant, applicant: User, reviewer: User
) -> None:
    proposal = revoking.propose(award=award, reason="重新核查", by=actor_of(reviewer))
    by = actor_of(road.second_reviewer(award.claim.city))
    road.decided_at_the_desk(road.beside(award.claim), reviewer)
    (message,) = OutboxMessage.objects.filter(handler="awards.reckon", done_at=None)
    together([lambda: revoking.confirm(proposal=proposal, by=by), lambda: outbox.run(str(message.pk))])
    second = Award.objects.exclude(pk=award.pk).get()
    assert (second.amount_fen, turns()) in ((300_000_00, [1, 2]), (0, [1]))
    assert len([row for row in Grant.objects.open() if not row.matter.reference.startswith("proof|")]) == (
        1 if second.amount_fen else 0
    )
