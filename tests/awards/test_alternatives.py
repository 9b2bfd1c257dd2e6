"""Two schemes of one city pay for one matter: the higher is paid, once; what was not taken is kept with its reason."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import actor_of
from core import audit
from subsidies.awards.alternatives import better_rival, choices, rivals, same_matter
from subsidies.cases.deciding import ruling_on
from subsidies.cases.stacking import OUTSIDE, Alternative
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from subsidies.grants.models import Grant
from subsidies.policies import library
from tests import road

MILLION = {"level": "national", "received_funds": "1000000"}
BY_PROJECT = road.answers(on="2026-03-01", reference="项目1号", new_project="true", performing_well="true", **MILLION)
BY_PLAN = road.answers(on="2026-03-01", reference="项目1号", **MILLION)


@pytest.fixture
def cast(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


def rate(value: str) -> None:
    """The share of CZ-P03 for national projects is published."""
    road.released("changzhi-2024-15", 8, "CZ-P03", "rate", "national", value)


def by_project(cast: Any, step: Any = road.accepted, **more: Any) -> Claim:
    return step(*cast, scheme="CZ-06", typed=BY_PROJECT | more)


def by_plan(cast: Any, step: Any = road.accepted) -> Claim:
    return step(*cast, scheme="CZ-P03", typed=BY_PLAN)


def ranked(claim: Claim) -> list[Alternative]:
    return choices(claim, ruling_on(claim.case()))


def told(claim: Claim) -> list[tuple[str, str, int, int, bool]]:
    return [(row.scheme, row.claim, row.amount_fen, row.together_fen, row.chosen) for row in ranked(claim)]


def test_schemes_that_share_a_matter_are_those_of_one_city_with_one_kind() -> None:
    found = {code: [other.code for other in same_matter(scheme)] for code, scheme in library().schemes.items()}
    assert {code: others for code, others in found.items() if others} == {
        "CZ-06": ["CZ-P03"], "CZ-P03": ["CZ-06"],
        "JC-11A": ["JC-11B"], "JC-11B": ["JC-11A"],
        "LL-06C": ["LL-06D"], "LL-06D": ["LL-06C"],
    }  # fmt: skip


@pytest.mark.django_db
def test_the_other_scheme_is_weighed_with_the_facts_that_both_ask(cast: Any) -> None:
    claim = by_project(cast)
    first, other = ranked(claim)
    assert (first.scheme, first.chosen, first.claim) == ("CZ-06", True, claim.number)
    assert (other.outcome, other.amount_fen, other.reason) == ("needs_parameter", 0, "标准尚未公布，现在不能比较。")
    assert better_rival(claim, [first, other]) is None


@pytest.mark.django_db
def test_the_other_scheme_is_weighed_with_its_released_figures(cast: Any) -> None:
    rate("0.5")
    claim = by_project(cast)
    assert told(claim) == [
        ("CZ-P03", "", 500_000_00, 500_000_00, True), ("CZ-06", claim.number, 150_000_00, 150_000_00, False),
    ]  # fmt: skip


@pytest.mark.django_db
def test_of_two_claims_for_one_transfer_the_higher_is_paid_and_the_lower_comes_back(cast: Any) -> None:
    rate("0.5")
    lower, higher = by_project(cast, road.approved), by_plan(cast, road.approved)
    assert rivals(lower, ruling_on(lower.case())) == [higher]
    road.work_off("awards.reckon")
    lower.refresh_from_db()
    higher.refresh_from_db()
    assert (lower.state, higher.state) == ("accepted", "awarded")
    assert f"另有申报{higher.number}（CZ-P03 科技计划项目立项奖励）金额更高" in audit.history(lower)[::-1][0].reason
    award = higher.awards.get()
    assert award.amount_fen == 500_000_00
    (kept,) = award.alternatives
    assert (kept["scheme"], kept["claim"], kept["amount_fen"]) == ("CZ-06", lower.number, 150_000_00)
    assert kept["reason"] == "低于“CZ-P03 科技计划项目立项奖励”，同一事项就高不重复。"
    assert told(lower) == [("CZ-06", lower.number, 0, 0, False), ("CZ-P03", "", 0, 0, False)]  # it was given already


@pytest.mark.django_db
def test_what_was_paid_under_one_scheme_is_not_paid_under_the_other(cast: Any) -> None:
    rate("0.1")
    paid = by_project(cast, road.awarded)
    assert paid.awards.get().amount_fen == 150_000_00
    with pytest.raises(ValidationError, match=f"同一事项已由{paid.number}核定，不能再报一次。"):
        by_plan(cast, lambda *people, **what: road.submitted(*people[:2], **what))
    assert Grant.objects.count() == 1


@pytest.mark.django_db
def test_between_equal_claims_one_is_paid_and_the_other_says_so(cast: Any) -> None:
    rate("0.15")
    taken, other = by_project(cast, road.approved), by_plan(cast, road.approved)
    road.work_off("awards.reckon")
    taken.refresh_from_db()
    assert taken.state == "awarded"
    (kept,) = taken.awards.get().alternatives
    assert (kept["claim"], kept["amount_fen"], kept["chosen"]) == (other.number, 150_000_00, False)
    assert kept["reason"] == "与“CZ-06 重大科技项目奖励”金额相同，同一事项只兑付一次。"
    assert Grant.objects.count() == 1


@pytest.mark.django_db
def test_a_rival_that_was_not_taken_up_is_no_rival(cast: Any) -> None:
    rate("0.5")
    claim, other = by_project(cast), by_plan(cast)
    reviewing.refuse(claim=other, reason="立项批复不符", by=actor_of(cast[2]))
    assert rivals(claim, ruling_on(claim.case())) == []
    assert better_rival(claim, ranked(claim)) is None


@pytest.mark.django_db
def test_what_another_policy_gave_is_a_choice_of_its_own_and_is_added_to_what_is_paid(cast: Any) -> None:
    claim = by_project(cast, other_policy_amount="100000")
    found = told(claim)
    assert found[0] == ("CZ-06", claim.number, 50_000_00, 150_000_00, True)
    assert (OUTSIDE, "", 0, 100_000_00, False) in found
    assert ("CZ-P03", "", 0, 0, False) in found


@pytest.mark.django_db
def test_keeping_what_another_policy_gave_is_taken_where_nothing_tops_it_up(cast: Any) -> None:
    claim = by_project(cast, other_policy_amount="150000")
    first, *others = ranked(claim)
    assert (first.scheme, first.chosen, first.together_fen) == (OUTSIDE, True, 150_000_00)
    assert better_rival(claim, [first, *others]) is None


@pytest.mark.django_db
def test_what_cannot_be_read_as_an_amount_was_given_by_no_other_policy(cast: Any) -> None:
    claim = by_project(cast)
    ruling = ruling_on(claim.case())
    unread = replace(ruling, case=replace(ruling.case, other_policy_amount="许多"))
    assert choices(claim, unread) == choices(claim, ruling)


def choice(claim: str, *, chosen: bool = True) -> Alternative:
    return Alternative("CZ-06", "重大科技项目奖励", claim, "payable", 1, 1, chosen=chosen)


@pytest.mark.parametrize(
    ("rows", "better"),
    [
        ([], None),
        ([choice("CZ2026000001")], None),
        ([choice("")], None),
        ([choice("CZ2026000002", chosen=False)], None),
        ([choice("CZ2026000002")], "CZ2026000002"),
        ([choice("CZ2026000000")], "CZ2026000000"),
    ],
)
def test_a_better_rival_is_another_live_claim_that_is_taken(rows: list[Alternative], better: str | None) -> None:
    found = better_rival(Claim(number="CZ2026000001"), rows)
    assert (found.claim if found else None) == better
