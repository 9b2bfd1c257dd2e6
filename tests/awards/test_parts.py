"""What of an award's amount goes with some of its months: by its own rules, by their count, or in equal parts."""

from typing import Any

import pytest

from subsidies.awards.models import Award
from subsidies.awards.parts import fen_of_months, month_parts, months_of, standing_months
from subsidies.claims.models import Claim
from subsidies.grants import granting
from subsidies.policies import library

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policies")]
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
EACH = 10 * 1000 * 100  # fen a month: 10 yuan for each of 1,000 m²
RENT = {
    "space": "workshop", "area_m2": "1000", "other_subsidised_area_m2": "0", "start_month": "2025-01",
    "first_month": "2025-01", "last_month": "2025-12", "assessment_passed": True,
}  # fmt: skip
WORKED = {"high_level_talent": True, "solves_key_problem": True, "months_worked": 3, "monthly_standard": "18500"}


def award(
    scheme: str, fen: int, facts: dict[str, Any], months: list[str], *, outcome: str = "payable", on: str = "2025-12-31"
) -> Award:
    """An award of these months, as it is read: no row of it is needed, but its months are in the register."""
    line = {"scheme": scheme, "on": on, "applicant_kind": "enterprise", "resident": True, "facts": facts}
    booking = None
    if months:
        matters = [("U", "rooms", f"rooms:1|{month}") for month in months]
        booking = granting.grant(unit="U", claim_number="CZ1", turn=1, matters=matters)
    return Award(
        pk=0, claim=Claim(scheme_code=scheme), booking=booking, outcome=outcome, amount_fen=fen, claim_input=line,
        rules_sha256=library().schemes[scheme].policy.edition,
    )  # fmt: skip


def test_the_months_of_an_award_in_their_order_and_those_that_stand() -> None:
    rent = award("CZ-12", 3 * EACH, RENT, ["2025-03", "2025-01", "2025-02"])
    assert months_of(rent) == standing_months(rent) == MONTHS[:3]
    assert rent.booking is not None
    granting.release_months(booking=rent.booking, months=["2025-02"], fen=0, reason="重新核查")
    assert (months_of(rent), standing_months(rent)) == (MONTHS[:3], ["2025-01", "2025-03"])
    nothing = award("CZ-12", 5, RENT, [])
    granting.grant(unit="U", claim_number="CZ2", turn=1, matters=[("U", "rooms", "rooms:2|2025-01")])
    assert months_of(nothing) == standing_months(nothing) == []
    assert fen_of_months(nothing, []) == 5


def test_each_run_of_months_that_stays_is_reckoned_by_the_rules() -> None:
    rent = award("CZ-12", 12 * EACH, RENT, MONTHS)
    assert fen_of_months(rent, ["2025-02"]) == EACH
    assert fen_of_months(rent, MONTHS[3:6] + MONTHS[8:9]) == 4 * EACH
    assert fen_of_months(rent, MONTHS) == 12 * EACH
    assert fen_of_months(rent, []) == 0
    started = award("CZ-12", 12 * EACH, RENT | {"start_month": "2025-02"}, MONTHS[:0])
    assert fen_of_months(started, []) == 12 * EACH


@pytest.mark.parametrize("outcome", ["payable", "case_by_case"])
def test_what_each_month_comes_to_is_reckoned_of_what_is_read_once(
    outcome: str, django_assert_num_queries: Any
) -> None:
    rent = award("CZ-12", 12 * EACH, RENT, MONTHS, outcome=outcome)
    with django_assert_num_queries(3):  # its months, those that stand, what was taken back
        assert [(part.month, part.fen) for part in month_parts(rent)] == [(month, EACH) for month in MONTHS]


@pytest.mark.parametrize(("count", "words"), [(0, []), (1, []), (2, ["2025年1月", "2025年2月"])])
def test_months_are_freed_one_by_one_where_there_are_two(count: int, words: list[str]) -> None:
    rent = award("CZ-12", count * EACH, RENT | {"last_month": "2025-02"}, MONTHS[:count])
    assert [part.words for part in month_parts(rent)] == words


def test_what_counts_is_never_below_what_the_rest_comes_to() -> None:
    """Less was awarded than the rules give for the months that stay: nothing goes with the month."""
    assert fen_of_months(award("CZ-12", 6 * EACH, RENT, MONTHS), ["2025-02"]) == 0


def test_months_for_which_the_rules_give_nothing_leave_nothing() -> None:
    failed = award("CZ-12", 12 * EACH, RENT | {"assessment_passed": False}, MONTHS)
    assert fen_of_months(failed, ["2025-02"]) == 12 * EACH


def test_facts_that_are_a_span_and_no_more_are_reckoned_by_the_rules_too() -> None:
    span = {name: RENT[name] for name in ("first_month", "last_month")}
    assert fen_of_months(award("CZ-12", 12 * EACH, span, MONTHS[:1]), []) == 12 * EACH


def test_where_people_agreed_on_the_sum_every_month_has_an_equal_part() -> None:
    assert fen_of_months(award("CZ-12", 7, RENT, [], outcome="case_by_case"), []) == 7, "it is of no month"
    agreed = award("CZ-12", 6 * EACH, RENT, MONTHS, outcome="case_by_case")
    assert fen_of_months(agreed, ["2025-02"]) == EACH // 2


def test_where_the_rules_go_by_a_count_the_months_that_stay_are_counted() -> None:
    worked = award("JC-11C", 3 * 18_500_00, WORKED, MONTHS[:3], on="2025-06-30")
    assert fen_of_months(worked, ["2025-02"]) == 18_500_00
    assert fen_of_months(worked, MONTHS[:3]) == 3 * 18_500_00


@pytest.mark.parametrize(("facts", "outcome", "freed"), [
    ({"solves_key_problem": False}, "payable", 60_000_00),  # the rules give nothing for what stays
    ({}, "case_by_case", 20_000_00),  # people agreed on the sum: in equal parts
])  # fmt: skip
def test_a_count_is_not_asked_where_it_gives_nothing_or_people_agreed(
    facts: dict[str, Any], outcome: str, freed: int
) -> None:
    worked = award("JC-11C", 60_000_00, WORKED | facts, MONTHS[:3], outcome=outcome, on="2025-06-30")
    assert fen_of_months(worked, ["2025-02"]) == freed


def test_where_the_rules_go_by_neither_a_broken_fen_stays_with_the_months_that_stay() -> None:
    thirds = award("CZ-10", 100, {}, MONTHS[:3], outcome="payable")
    assert [fen_of_months(thirds, MONTHS[:count]) for count in range(4)] == [0, 33, 66, 100]
    single = award("CZ-10", 100, {}, [], outcome="payable")
    single.booking = granting.grant(unit="U", claim_number="CZ9", turn=1, matters=[("U", "rooms", "rooms:9|2025-01")])
    assert fen_of_months(single, []) == 0 and fen_of_months(single, ["2025-01"]) == 100
