"""An award taken back: what it took is free again, to the fen; the claim may be awarded anew; nothing is rewritten."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, connection, transaction

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards import revoking
from subsidies.awards.models import Award, Notice, Revocation
from subsidies.awards.replaying import replay, stored
from subsidies.awards.selectors import award_of
from subsidies.cases.deciding import decide
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.grants.models import Hold
from subsidies.grants.selectors import granted_fen, subsidised
from subsidies.whatif.cases import Tried, cases_of
from subsidies.whatif.estimates import estimates
from tests import road
from tests.awards.test_alternatives import by_plan, by_project, rate
from tests.claims.test_road_of_a_claim import home
from tests.pages import address

pytestmark = pytest.mark.django_db
WHY = "证书已被认定机构撤销"
LOAN = {"loan_kind": "credit", "interest_paid": "200000", "principal": "3000000"}  # 90,000 yuan each, 200,000 in all


@pytest.fixture(autouse=True)
def _ready(changzhi, company: Applicant) -> None:
    road.policies_loaded()
    road.resident(company)


@pytest.fixture
def cast(company: Applicant, applicant: User, reviewer: User) -> tuple[Applicant, User, User]:
    return company, applicant, reviewer


def revoked(claim: Claim, by: User, why: str = WHY) -> Revocation:
    award = award_of(claim)
    assert award is not None
    revocation = road.revoked(award, by, why)
    claim.refresh_from_db()
    return revocation


def approved_again(claim: Claim, reviewer: User) -> Award:
    road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE, answer=road.HOLDS_NO_MORE)
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    award = award_of(claim)
    assert award is not None
    return award


def loan(cast: Any, number: int) -> Claim:
    return road.awarded(*cast, scheme="CZ-16", typed=road.answers(reference=f"借字{number}号", **LOAN))


def held(claim: Claim) -> int:
    return Hold.objects.filter(claim_number=claim.number, ended_at=None).count()


def test_a_revoked_claim_is_under_review_again_with_one_entry_that_says_why(cast) -> None:
    claim = road.awarded(*cast)
    before = len(audit.history(claim))
    revocation = revoked(claim, cast[2])
    assert (claim.state, award_of(claim), held(claim)) == ("accepted", None, 2)
    (entry,) = audit.history(claim)[before:]
    assert (entry.from_state, entry.to_state, entry.reason) == ("awarded", "accepted", WHY)
    assert entry.detail["amount_fen"] == revocation.award.amount_fen == 300_000_00
    assert list(audit.verify_chain("changzhi")) == []


def test_the_same_claim_is_awarded_anew_in_its_second_turn_to_the_fen(cast) -> None:
    claim = road.awarded(*cast)
    revoked(claim, cast[2])
    assert decide(claim.case()).amount == 300_000_00
    second = approved_again(claim, cast[2])
    assert (second.turn, second.amount_fen, second.reasons) == (2, 300_000_00, [])
    assert [row.turn for row in second.booking.grants.all()] == [2, 2]  # the recognition, and its certificate
    assert list(claim.awards.order_by("turn").values_list("turn", "amount_fen")) == [(1, 300_000_00), (2, 300_000_00)]


def test_another_claim_for_the_freed_matter_is_paid_and_a_third_is_stopped(cast) -> None:
    revoked(first := road.awarded(*cast), cast[2])
    reviewing.refuse(claim=first, reason="不符合条件", by=actor_of(cast[2]))
    typed = road.answers(reference="ＧＲ２０２６１４０００００１", recognition_no="1")
    second = road.awarded(*cast, typed=typed)
    assert award_of(second).amount_fen == 300_000_00
    with pytest.raises(ValidationError, match=f"同一事项已由{second.number}核定"):
        road.submitted(*cast[:2], typed=road.HIGH_TECH["typed"])


def test_a_cap_that_was_used_up_is_free_again_to_the_fen(cast) -> None:
    claims = [loan(cast, number) for number in range(3)]
    assert [award_of(claim).amount_fen for claim in claims] == [90_000_00, 90_000_00, 20_000_00]
    key = f"applicant:{cast[0].uscc}"
    assert granted_fen("CZ-16", key) == 200_000_00
    revoked(claims[0], cast[2])
    assert granted_fen("CZ-16", key) == 110_000_00
    assert award_of(loan(cast, 3)).amount_fen == 90_000_00
    assert granted_fen("CZ-16", key) == 200_000_00


def test_months_and_areas_of_rent_are_free_again(cast) -> None:
    claim = road.awarded(*cast, **road.RENT)
    assert set(subsidised(cast[0].uscc).values()) == {1000_00}
    revoked(claim, cast[2])
    assert set(subsidised(cast[0].uscc).values()) == {0}
    later = dict(road.RENT["typed"], on="2026-05-31")
    later["facts"] = later["facts"] | {"first_month": "2025-12", "last_month": "2026-05"}
    reviewing.refuse(claim=claim, reason="改按重叠的月份申报", by=actor_of(cast[2]))
    second = road.awarded(*cast, scheme="CZ-12", typed=later)
    assert award_of(second).amount_fen == 6 * 10 * 1000 * 100


def test_a_revoked_award_and_the_next_one_are_reckoned_again_to_the_fen(cast) -> None:
    claims = [loan(cast, number) for number in range(3)]
    revoked(claims[0], cast[2])
    again = approved_again(claims[0], cast[2])
    assert again.amount_fen == 90_000_00
    report = replay(stored())
    assert (report.checked, report.differences) == (4, [])


def test_a_declined_award_is_revoked_and_pays_once_the_matter_is_free(cast, client_of: Any) -> None:
    rate("0.15")
    first, second = by_project(cast, road.approved), by_plan(cast, road.approved)
    road.work_off("awards.reckon")
    first.refresh_from_db()
    second.refresh_from_db()
    declined = award_of(second)
    assert declined is not None and (first.state, second.state) == ("awarded", "declined")
    assert (declined.reasons, declined.booking) == (["duplicate_matter"], None)
    assert declined.steps[-1]["figure"] == first.number
    listed = client_of(cast[1]).get(address("claim_list")).content.decode()
    assert "不予兑付</a>" in listed and "¥0.00" not in listed
    revoked(first, cast[2])
    reviewing.refuse(claim=first, reason="不符合条件", by=actor_of(cast[2]))
    revoked(second, cast[2], "同一事项已释放")
    assert approved_again(second, cast[2]).amount_fen == 150_000_00


def test_who_may_revoke_and_how_often(cast, intake: User, reviewer_elsewhere: User) -> None:
    claim = road.awarded(*cast)
    for somebody in (cast[1], intake, reviewer_elsewhere):
        with pytest.raises(Refused, match="没有“撤销核定”的权限"):
            revoked(claim, somebody)
    with pytest.raises(Refused, match="请写明理由"):
        revoked(claim, cast[2], "  ")
    award = award_of(claim)
    revoked(claim, cast[2])
    with pytest.raises(Refused, match="已经撤销"):
        revoking.propose(award=award, reason=WHY, by=actor_of(cast[2]))
    assert Revocation.objects.count() == 1


def test_the_database_refuses_a_second_award_and_a_changed_revocation(cast) -> None:
    award = award_of(road.awarded(*cast))

    def copied(turn: int) -> None:
        with connection.cursor() as cursor:
            columns = [field.column for field in Award._meta.concrete_fields if not field.primary_key]
            listed = ", ".join(f'"{name}"' for name in columns)
            values = listed.replace('"turn"', str(turn)).replace('"booking_id"', "NULL")
            cursor.execute(
                f"INSERT INTO awards_award ({listed}) SELECT {values} FROM awards_award WHERE id = {award.pk}"
            )

    with pytest.raises(InternalError, match="needs its award 1 revoked whole"), transaction.atomic():
        copied(2)
    revocation = road.revoked(award, cast[2], WHY)
    copied(2)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Revocation.objects.filter(pk=revocation.pk).update(reason="别的理由")
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        revocation.delete()


def test_no_notice_is_numbered_for_an_award_that_was_revoked_first(cast) -> None:
    claim = road.awarded(*cast)
    revoked(claim, cast[2])
    road.noticed()
    assert not Notice.objects.exists()


def test_lists_show_the_award_that_stands(cast) -> None:
    claim = road.awarded(*cast)
    assert estimates([claim])[claim.pk] == "¥300,000.00"
    revoked(claim, cast[2])
    assert estimates([claim])[claim.pk] == "预计 ¥300,000.00"


def test_a_claim_holds_its_matters_while_it_is_under_way(cast) -> None:
    company, applicant, reviewer = cast
    claim = road.submitted(company, applicant, **road.RENT)
    assert held(claim) == 12
    reviewing.return_for_correction(claim=claim, reason="请补正", by=actor_of(reviewer))
    assert held(claim) == 12
    claiming.withdraw(claim=claim, by=actor_of(applicant))
    assert held(claim) == 0 and Hold.objects.filter(claim_number=claim.number).count() == 12
    other = road.awarded(*cast)
    assert held(other) == 0


def test_a_home_may_be_bought_once_the_rent_paid_for_it_is_taken_back(
    company_elsewhere, applicant_elsewhere, reviewer_elsewhere
) -> None:
    road.resident(company_elsewhere)
    standards = {"purchase_standard": "350000", "monthly_standard": "1500"}
    for number, (name, value) in enumerate(standards.items(), start=2):
        road.released("jincheng-2024-39", number, "JC-14", name, "doctor", value)
    people = (company_elsewhere, applicant_elsewhere, reviewer_elsewhere)
    rent = home("rent", first_month="2025-01", last_month="2025-06")
    rented, bought = (road.awarded(*people, scheme="JC-14", typed=row) for row in (rent, home("purchase")))
    assert award_of(bought).reasons == ["other_mode_used"]
    revoked(rented, reviewer_elsewhere)
    revoked(bought, reviewer_elsewhere, "租房补贴已撤销")
    assert approved_again(bought, reviewer_elsewhere).reasons == []


def test_what_if_counts_a_revoked_award_as_a_pending_claim(cast) -> None:
    claim = road.awarded(*cast)
    city = claim.city_id
    assert [row.kind for row in cases_of(city, ["CZ-04A"])] == [Tried.PAST]
    revoked(claim, cast[2])
    assert [(row.kind, row.duplicate) for row in cases_of(city, ["CZ-04A"])] == [(Tried.PENDING, False)]
