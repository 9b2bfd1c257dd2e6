"""Two people and one claim: one number, one decision, one start."""

import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError

from accounts.actor import Role, actor_of
from accounts.models import City, User
from core import audit
from core.models import NumberSequence
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.claims import claiming, moving, reviewing
from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
from tests.factories import ApplicantFactory, applicant_of, office_user
from tests.races.together import pause_after, together

MANY = 20


def unlocked(claim: Claim) -> Claim:
    """What transitions.locked gives, without the lock."""
    return Claim.objects.select_related("applicant", "city").get(pk=claim.pk)


@pytest.fixture
def second_reviewer(changzhi) -> User:
    return office_user(Role.REVIEWER, changzhi, "市工信局")


@pytest.fixture
def draft(ready, company: Applicant, applicant: User) -> Claim:
    return road.drafted(company, applicant)


def steps(claim: Claim) -> list[str]:
    return [row.to_state for row in audit.history(claim)]


def test_twenty_submissions_at_once_give_one_number(draft: Claim, applicant: User) -> None:
    by = actor_of(applicant)
    found = together([lambda: claiming.submit(claim=draft, by=by).number] * MANY)
    assert set(found) == {"CZ2026000001"}
    assert steps(draft) == ["draft", "submitted"]


def test_without_the_lock_both_of_a_double_click_come_through_and_the_database_refuses_the_second(
    draft: Claim, applicant: User, monkeypatch: Any
) -> None:
    by = actor_of(applicant)
    monkeypatch.setattr("subsidies.claims.claiming.locked", unlocked)
    monkeypatch.setattr("subsidies.grants.granting.lock_matters", lambda matters: None)
    monkeypatch.setattr("subsidies.claims.claiming.hold_record", lambda record: None)
    meeting = pause_after(monkeypatch, "subsidies.claims.claiming._checked", 2)
    found = together([lambda: claiming.submit(claim=draft, by=by)] * 2)
    assert meeting.met
    assert [str(row).partition("\n")[0] for row in found if isinstance(row, InternalError)] == [
        "what was handed in stays as it was handed in"
    ]
    assert steps(draft) == ["draft", "submitted"]
    assert NumberSequence.objects.get(series__startswith="claim:changzhi").last == 1


def test_twenty_claims_at_once_get_twenty_numbers_without_a_gap(ready, changzhi: City) -> None:
    companies = [ApplicantFactory(city=changzhi) for _ in range(MANY)]
    users = [applicant_of(company, f"applicant-{number}") for number, company in enumerate(companies)]
    claims = [
        (road.drafted(company, user, typed=road.answers(reference=f"GR2026140{number:05d}")), actor_of(user))
        for number, (company, user) in enumerate(zip(companies, users, strict=True))
    ]
    found = together([lambda row=row: claiming.submit(claim=row[0], by=row[1]).number for row in claims])
    assert sorted(found) == [f"CZ2026{serial:06d}" for serial in range(1, MANY + 1)]


def test_start_pressed_many_times_at_once_makes_one_draft(ready, company: Applicant, applicant: User) -> None:
    by, scheme = actor_of(applicant), library().schemes["CZ-04A"]
    found = together([lambda: claiming.start(scheme=scheme, applicant=company, by=by).pk] * 8)
    assert len(set(found)) == 1 and Claim.objects.count() == 1


def test_two_tabs_that_save_at_once_cannot_both_win(draft: Claim, applicant: User) -> None:
    by = actor_of(applicant)

    def save(day: str) -> Claim:
        return claiming.save_draft(claim=draft, answers=road.answers(on=day), version=draft.version, by=by)

    found = together([lambda: save("2026-04-01"), lambda: save("2026-05-01")])
    assert sorted(type(row).__name__ for row in found) == ["Claim", "Stale"]


def decide_both_ways(claim: Claim, one: User, other: User) -> list[Any]:
    first, second = actor_of(one), actor_of(other)
    return together(
        [
            lambda: road.approve(claim=claim, by=first),
            lambda: reviewing.refuse(claim=claim, reason="材料不符。", by=second),
        ]
    )


def last_to_save(step: str, other: str, claim: Claim, monkeypatch: Any) -> None:
    """After both were let through, `step` waits until `other` is in the trail."""
    passed = moving.can

    def can_then_wait(by: Any, subject: Claim, which: str, *args: Any) -> Any:
        answer = passed(by, subject, which, *args)
        deadline = time.monotonic() + 30
        while which == step and other not in steps(claim):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return answer

    monkeypatch.setattr(moving, "can", can_then_wait)


def test_two_reviewers_decide_at_once_and_one_is_told(
    draft: Claim, applicant: User, reviewer: User, second_reviewer: User, monkeypatch: Any
) -> None:
    claim = taken_in(draft, applicant, reviewer)
    meeting = pause_after(monkeypatch, "subsidies.claims.moving.can", 2)
    found = decide_both_ways(claim, reviewer, second_reviewer)
    losers = [row for row in found if isinstance(row, Refused)]
    claim.refresh_from_db()
    assert not meeting.met and len(losers) == 1
    assert f"当前状态为“{ {'approved': '核算中', 'refused': '不予支持'}[claim.state] }”" in losers[0].reason
    assert steps(claim)[-1] == claim.state and len(steps(claim)) == 4


@pytest.fixture
def without_the_lock(draft: Claim, applicant: User, reviewer: User, second_reviewer: User, monkeypatch: Any) -> Any:
    """`without_the_lock(step, other)`: the claim that both decided, the one who takes `step` after `other` is in the
    trail, and what came of the two."""

    def decided(step: str, other: str) -> tuple[Claim, list[Any]]:
        claim = taken_in(draft, applicant, reviewer)
        monkeypatch.setattr(reviewing, "locked", unlocked)
        meeting = pause_after(monkeypatch, "subsidies.claims.moving.can", 2)
        last_to_save(step, other, claim, monkeypatch)
        found = decide_both_ways(claim, reviewer, second_reviewer)
        assert meeting.met
        return claim, found

    return decided


def test_without_the_lock_a_claim_is_approved_and_refused(without_the_lock: Any) -> None:
    claim, _ = without_the_lock("refuse", "approved")
    assert steps(claim)[-2:] == ["approved", "refused"]


def test_without_the_lock_what_was_refused_cannot_be_approved_the_database_sees_to_it(without_the_lock: Any) -> None:
    claim, (approval, _) = without_the_lock("approve", "refused")
    assert isinstance(approval, InternalError)
    assert str(approval).partition("\n")[0] == "a claim that is decided stays as it was decided"
    assert steps(claim)[-1] == "refused"


def taken_in(draft: Claim, applicant: User, reviewer: User) -> Claim:
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    return road.taken_up(claim)


def test_the_second_reviewer_reads_on_the_page_who_was_first(
    draft: Claim, applicant: User, reviewer: User, second_reviewer: User, client_of: Any
) -> None:
    claim = taken_in(draft, applicant, reviewer)
    address = f"/admin/claims/claim/{claim.pk}/take"
    typed = {"version": claim.version, "reason": "材料不符。", "despite": road.WITHOUT_PAPERS}
    one, other = client_of(reviewer), client_of(second_reviewer)
    answers = together(
        [lambda: one.post(f"{address}/approve/", typed), lambda: other.post(f"{address}/refuse/", typed)]
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    told = next(answer for answer in answers if answer.status_code == 409).content.decode()
    assert "您打开本页之后，这份申报已由" in told
    assert unlocked(claim).version == claim.version + 1


def test_withdrawing_while_it_is_accepted_has_one_winner(draft: Claim, applicant: User, reviewer: User) -> None:
    by, office = actor_of(applicant), actor_of(reviewer)
    claim = claiming.submit(claim=draft, by=by)
    found = together([lambda: claiming.withdraw(claim=claim, by=by), lambda: road.accept(claim=claim, by=office)])
    claim.refresh_from_db()
    assert sum(isinstance(row, Refused) for row in found) == 1
    assert steps(claim) == ["draft", "submitted", claim.state]


def test_of_two_claims_for_one_matter_handed_in_at_once_one_stands(ready, company: Applicant, applicant: User) -> None:
    by = actor_of(applicant)
    first = road.drafted(company, applicant)
    other = road.drafted(company, applicant, typed=road.HIGH_TECH["typed"] | {"other_policy_amount": "1"})
    assert first.pk != other.pk

    def submit(claim: Claim) -> str:
        try:
            return str(claiming.submit(claim=claim, by=by).number)
        except ValidationError as stopped:
            return "".join(stopped.message_dict["record"])

    found = sorted(together([lambda: submit(first), lambda: submit(other)]))
    assert found[0] == "CZ2026000001" and "已由CZ2026000001申报" in found[1]


def test_without_the_lock_on_matters_both_stand(ready, company: Applicant, applicant: User, monkeypatch: Any) -> None:
    by = actor_of(applicant)
    claims = [road.drafted(company, applicant)]
    claims.append(road.drafted(company, applicant, typed=road.HIGH_TECH["typed"] | {"other_policy_amount": "1"}))
    monkeypatch.setattr("subsidies.grants.granting.lock_matters", lambda matters: None)
    monkeypatch.setattr("subsidies.claims.claiming.hold_record", lambda record: None)
    meeting = pause_after(monkeypatch, "subsidies.claims.claiming._checked", 2)
    found = together([lambda claim=claim: claiming.submit(claim=claim, by=by).number for claim in claims])
    assert meeting.met and len(set(found)) == 2
