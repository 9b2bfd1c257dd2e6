"""What is given, what a release frees of it, and what may be given again: once, to the fen."""

import pytest

from core.values.verdict import Refused
from subsidies.grants import granting
from subsidies.grants.models import Grant, Hold, Matter
from subsidies.grants.selectors import granted_fen, open_grants, paid_among, subsidised, taken
from tests.grants.register import CAP, CERTIFICATE, MONTHS, RENT, UNIT, given, rented

pytestmark = pytest.mark.django_db


def open_holds() -> list[tuple[str, str]]:
    rows = Hold.objects.filter(ended_at=None).order_by("claim_number", "matter__reference")
    return list(rows.values_list("claim_number", "matter__reference"))


def test_two_claims_may_hold_one_matter_and_each_holds_it_once() -> None:
    for number in ("CZ1", "CZ1", "CZ2"):
        granting.hold(matters=[CERTIFICATE], claim_number=number)
    assert open_holds() == [("CZ1", CERTIFICATE[2]), ("CZ2", CERTIFICATE[2])]
    assert Matter.objects.count() == 1


def test_a_hold_that_ended_is_kept_and_the_claim_may_hold_again() -> None:
    granting.hold(matters=[CERTIFICATE], claim_number="CZ1")
    granting.end_hold(claim_number="CZ1")
    assert open_holds() == []
    granting.hold(matters=[CERTIFICATE], claim_number="CZ1")
    assert open_holds() == [("CZ1", CERTIFICATE[2])] and Hold.objects.count() == 2


def test_a_matter_that_is_paid_is_not_paid_again_whoever_asks() -> None:
    given()
    with pytest.raises(granting.AlreadyGranted, match="CZ2026000001"):
        given("CZ2026000002")
    assert [row.booking.claim_number for row in taken([CERTIFICATE])] == ["CZ2026000001"]


def test_a_matter_of_months_is_a_row_a_month_and_one_taken_month_stops_all() -> None:
    rented()
    assert Grant.objects.count() == 12
    with pytest.raises(granting.AlreadyGranted):
        granting.grant(unit=UNIT, claim_number="CZ9", turn=1, matters=[RENT[11], (UNIT, "premises", "A1|2026-01")])
    assert paid_among([*RENT, CERTIFICATE]) == set(RENT)


def test_what_is_released_is_given_again_once_in_the_next_turn() -> None:
    granting.release(booking=given(), reason="撤销")
    assert taken([CERTIFICATE]) == [] and paid_among([CERTIFICATE]) == set()
    second = given("CZ2026000002")
    assert [row.turn for row in second.grants.all()] == [2]
    with pytest.raises(granting.AlreadyGranted, match="CZ2026000002"):
        given("CZ2026000003")
    granting.release(booking=second, reason="撤销")
    assert [row.turn for row in given("CZ2026000004").grants.all()] == [3]


def test_a_whole_release_frees_cap_and_area_to_the_fen_and_a_second_one_nothing() -> None:
    booking = rented()
    other = rented("CZ2026000003", matters=[CERTIFICATE], cap=granting.Capped(*CAP, fen=23))
    assert granted_fen(*CAP) == 1_000_23 and subsidised(UNIT)["workshop", "2025-07"] == 160_00
    for _ in range(2):
        granting.release(booking=booking, reason="撤销")
    assert granted_fen(*CAP) == 23 and set(subsidised(UNIT).values()) == {80_00}
    assert list(open_grants(UNIT, "premises")) == [] and list(open_grants(UNIT, "certificate")) == [*other.grants.all()]


def test_a_release_of_money_frees_the_cap_alone() -> None:
    booking = rented()
    granting.release_fen(booking=booking, fen=300_01, reason="退回部分资金")
    assert granted_fen(*CAP) == 699_99
    assert paid_among(RENT) == set(RENT) and set(subsidised(UNIT).values()) == {80_00}


def test_no_more_money_is_freed_than_counts() -> None:
    booking = rented()
    granting.release_fen(booking=booking, fen=999_99, reason="退回部分资金")
    for fen in (2, 0, -1):
        with pytest.raises(Refused, match="仍占用的限额"):
            granting.release_fen(booking=booking, fen=fen, reason="退回部分资金")
    granting.release(booking=booking, reason="撤销")
    assert granted_fen(*CAP) == 0


def test_what_takes_no_cap_has_none_to_free() -> None:
    with pytest.raises(Refused):
        granting.release_fen(booking=given(), fen=1, reason="退回部分资金")


def test_a_release_of_area_frees_those_months_alone() -> None:
    booking = rented()
    granting.release_area(booking=booking, months=["2025-11", "2025-12"], area_hundredths=30_50, reason="退租部分")
    found = subsidised(UNIT, space="workshop", months=["2025-10", "2025-11", "2025-12"])
    assert [found["workshop", month] for month in MONTHS[9:]] == [80_00, 49_50, 49_50]
    assert granted_fen(*CAP) == 1_000_00 and paid_among(RENT) == set(RENT)


@pytest.mark.parametrize(("months", "area"), [(["2026-01"], 1), (["2025-01"], 80_01), (["2025-01"], 0)])
def test_no_area_is_freed_that_was_not_given(months: list[str], area: int) -> None:
    with pytest.raises(Refused, match="仍占用的面积"):
        granting.release_area(booking=rented(), months=months, area_hundredths=area, reason="退租部分")


def test_a_part_that_is_freed_gives_no_matter_back() -> None:
    booking = rented()
    granting.release_fen(booking=booking, fen=1_000_00, reason="全额退回")
    granting.release_area(booking=booking, months=MONTHS, area_hundredths=80_00, reason="退租")
    with pytest.raises(granting.AlreadyGranted):
        rented("CZ2026000003")
