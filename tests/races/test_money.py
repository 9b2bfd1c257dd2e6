"""Awards reckoned at once: a matter is paid once, a cap is never exceeded, and the locks are what holds it.

Every race has its control: the same claims and the same pause, with the lock switched off, and the harm is there.
"""

from typing import Any

import pytest
from django.db.models import Sum

from accounts.models import User
from core import outbox
from core.models import OutboxMessage
from enterprises.models import Applicant
from subsidies.awards.models import Award
from subsidies.claims.models import Claim
from subsidies.grants import granting
from subsidies.grants.models import Bucket, CapGrant, Grant
from tests import road
from tests.factories import ApplicantFactory, applicant_of
from tests.races.together import Meeting, pause_after, together

PARALLEL = 5
LOAN = {"loan_kind": "credit", "interest_paid": "200000", "principal": "3000000"}  # 90,000 yuan each, 200,000 in all
PROJECT = {"new_project": "true", "level": "national", "received_funds": "6000000", "performing_well": "true"}
TRADE = {"contract_kind": "technology_transfer", "converter_resident": "true", "transaction_amount": "2000000"}


@pytest.fixture
def borrower(ready, company: Applicant) -> Applicant:
    return road.resident(company)


def projects(company: Applicant, applicant: User, reviewer: User) -> None:
    """Approved claims of one company for as many projects: 900,000 yuan each, 2,000,000 in all."""
    for row in range(PARALLEL):
        typed = road.answers(reference=f"项目{row}号", **PROJECT)
        road.approved(company, applicant, reviewer, scheme="CZ-06", typed=typed)


def loans(company: Applicant, applicant: User, reviewer: User, count: int = PARALLEL) -> list[Claim]:
    """Approved claims of one company for as many loans."""
    return [
        road.approved(
            company, applicant, reviewer, scheme="CZ-16", typed=road.answers(reference=f"借字{row}号", **LOAN)
        )
        for row in range(count)
    ]


def transfers(changzhi: Any, reviewer: User, count: int = PARALLEL) -> list[Claim]:
    """Approved claims of as many universities for contracts about one achievement."""
    found = []
    for row in range(count):
        university = ApplicantFactory(city=changzhi, university=True)
        typed = road.answers(reference=f"合同{row}号", **TRADE) | {"achievement": f"成果 ２０２６－{'abc'.upper()}"}
        found.append(road.approved(university, applicant_of(university), reviewer, scheme="CZ-09", typed=typed))
    return found


def waiting() -> list[str]:
    rows = OutboxMessage.objects.filter(handler="awards.reckon", done_at=None).order_by("created_at")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def reckon_all_at_once() -> None:
    together([lambda key=key: outbox.run(key) for key in waiting()])


def reckon_the_first() -> None:
    """Alone, so that the cap's bucket exists: its very creation would keep the others waiting."""
    outbox.run(waiting()[0])


def granted(scheme: str) -> int:
    return CapGrant.objects.filter(bucket__scheme_code=scheme).aggregate(total=Sum("amount_fen"))["total"] or 0


def meet_after_reading(patch: pytest.MonkeyPatch, parties: int = PARALLEL - 1) -> Meeting:
    """The worst place: all that the award rests on is read, nothing is written."""
    return pause_after(patch, "subsidies.awards.awarding.choices", parties)


def without_unit_lock(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(granting, "lock_unit", lambda unit: None)


def without_bucket_lock(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        granting, "locked_bucket", lambda code, key: Bucket.objects.get_or_create(scheme_code=code, key=key)[0]
    )


def test_a_lifetime_cap_holds_when_all_loans_are_reckoned_at_once(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    loans(borrower, applicant, reviewer)
    reckon_the_first()
    meeting = meet_after_reading(monkeypatch)
    reckon_all_at_once()
    amounts = sorted(Award.objects.values_list("amount_fen", flat=True))
    assert not meeting.met
    assert amounts == [0, 0, 20_000_00, 90_000_00, 90_000_00] and granted("CZ-16") == 200_000_00


def test_the_cap_of_projects_holds_when_all_are_reckoned_at_once(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    projects(borrower, applicant, reviewer)
    reckon_the_first()
    meeting = meet_after_reading(monkeypatch)
    reckon_all_at_once()
    assert not meeting.met and granted("CZ-06") == 2_000_000_00


def test_without_its_locks_the_lifetime_cap_is_broken(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    loans(borrower, applicant, reviewer)
    reckon_the_first()
    without_unit_lock(monkeypatch)
    without_bucket_lock(monkeypatch)
    meeting = meet_after_reading(monkeypatch)
    reckon_all_at_once()
    assert meeting.met and granted("CZ-16") == PARALLEL * 90_000_00


@pytest.mark.parametrize("off", [without_unit_lock, without_bucket_lock])
def test_each_lock_alone_holds_the_cap_of_one_company(
    borrower, applicant: User, reviewer: User, monkeypatch: Any, off: Any
) -> None:
    loans(borrower, applicant, reviewer)
    reckon_the_first()
    off(monkeypatch)
    meet_after_reading(monkeypatch)
    reckon_all_at_once()
    assert granted("CZ-16") == 200_000_00


def test_the_cap_of_an_achievement_holds_over_many_universities(
    ready, changzhi, reviewer: User, monkeypatch: Any
) -> None:
    transfers(changzhi, reviewer)
    reckon_the_first()
    meeting = meet_after_reading(monkeypatch)
    reckon_all_at_once()
    assert not meeting.met
    assert granted("CZ-09") == 200_000_00
    assert Award.objects.filter(amount_fen__gt=0).count() == 2


def test_without_the_bucket_lock_the_achievement_is_overpaid(ready, changzhi, reviewer: User, monkeypatch: Any) -> None:
    transfers(changzhi, reviewer)
    reckon_the_first()
    without_bucket_lock(monkeypatch)
    meeting = meet_after_reading(monkeypatch)
    reckon_all_at_once()
    assert meeting.met and granted("CZ-09") == PARALLEL * 100_000_00


def twins(company: Applicant, applicant: User, reviewer: User) -> list[Claim]:
    """Two approved claims for one certificate: the second came in though the first was under way."""
    found = []
    for text in (road.CERTIFICATE, "ｇｒ 2026 14 000001"):
        typed = road.answers(reference=text, recognition_no="1")
        found.append(road.approved(company, applicant, reviewer, typed=typed))
        granting.end_hold(claim_number=str(found[-1].number))
    return found


def test_one_certificate_in_two_claims_reckoned_at_once_is_paid_once(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    twins(borrower, applicant, reviewer)
    meeting = meet_after_reading(monkeypatch, 2)
    reckon_all_at_once()
    assert not meeting.met
    assert sorted(Award.objects.values_list("amount_fen", "reasons")) == [(0, ["duplicate_matter"]), (300_000_00, [])]


def test_without_the_unit_lock_the_constraint_stops_the_second_payment(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    """The race happens, the database refuses what it would have led to, and the next attempt sees the first award."""
    twins(borrower, applicant, reviewer)
    with monkeypatch.context() as off:
        without_unit_lock(off)
        meeting = meet_after_reading(off, 2)
        reckon_all_at_once()
    failed = OutboxMessage.objects.get(handler="awards.reckon", done_at=None)
    assert meeting.met and "matter_paid_once" in failed.last_error
    assert list(Award.objects.values_list("amount_fen", flat=True)) == [300_000_00]
    outbox.run(str(failed.pk))
    assert Award.objects.count() == 2 and Grant.objects.count() == 2  # the recognition, and its certificate


def test_one_approved_claim_reckoned_by_many_workers_has_one_award(borrower, applicant: User, reviewer: User) -> None:
    from subsidies.awards.awarding import reckon

    claim = road.approved(borrower, applicant, reviewer)
    message = OutboxMessage.objects.get(handler="awards.reckon")

    def work() -> None:
        from django.db import transaction

        with transaction.atomic():
            reckon(**message.arguments)

    assert together([work] * PARALLEL) == [None] * PARALLEL
    claim.refresh_from_db()
    assert claim.state == "awarded" and Award.objects.count() == 1
    assert OutboxMessage.objects.filter(handler="awards.notice").count() == 1


def test_overlapping_rent_reckoned_at_once_pays_each_month_once(
    borrower, applicant: User, reviewer: User, monkeypatch: Any
) -> None:
    later = dict(road.RENT["typed"], on="2026-05-31")
    later["facts"] = later["facts"] | {"first_month": "2025-12", "last_month": "2026-05"}
    for typed in (road.RENT["typed"], later):
        claim = road.approved(borrower, applicant, reviewer, scheme="CZ-12", typed=typed)
        granting.end_hold(claim_number=str(claim.number))  # or the second would not come in
    meet_after_reading(monkeypatch, 2)
    reckon_all_at_once()
    months = [row.matter.reference.rpartition("|")[2] for row in Grant.objects.select_related("matter")]
    assert len(months) == len(set(months)) in (6, 12)
    assert Award.objects.filter(amount_fen__gt=0).count() == 1
