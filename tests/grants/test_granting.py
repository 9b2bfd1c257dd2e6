"""What is given, what a release frees of it, and what may be given again: once, to the fen."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.values.verdict import Refused
from subsidies.grants import granting
from subsidies.grants.models import Booking, Grant, Hold, Matter
from subsidies.grants.selectors import granted_fen, held, known_of, open_grants, paid_among, subsidised, taken
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
    with pytest.raises(granting.AlreadyGranted) as refused:
        given("CZ2026000002")
    assert str(refused.value) == "同一事项已由CZ2026000001核定，释放以前不能再次核定。"
    assert [row.booking.claim_number for row in taken([CERTIFICATE])] == ["CZ2026000001"]


def test_a_matter_of_months_is_a_row_a_month_and_one_taken_month_stops_all() -> None:
    rented()
    assert Grant.objects.count() == 12
    more = [(UNIT, "premises", f"A1|2026-0{month}") for month in (1, 2)]
    granting.grant(unit=UNIT, claim_number="CZ2026000001", turn=1, matters=more[:1])
    with pytest.raises(granting.AlreadyGranted, match="已由CZ2026000001、CZ2026000002核定"):
        granting.grant(unit=UNIT, claim_number="CZ9", turn=1, matters=[more[1], RENT[10], RENT[11], more[0]])
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
    granting.release_fen(booking=booking, fen=1, reason="再退一分")
    assert granted_fen(*CAP) == 699_98
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


def test_of_an_area_the_smallest_part_is_freed_and_the_smallest_rest_with_the_whole() -> None:
    booking = rented()
    granting.release_area(booking=booking, months=["2025-03"], area_hundredths=1, reason="退租部分")
    granting.release_area(booking=booking, months=["2025-04"], area_hundredths=79_99, reason="退租部分")
    assert [subsidised(UNIT)["workshop", month] for month in MONTHS[1:4]] == [80_00, 79_99, 1]
    granting.release(booking=booking, reason="撤销")
    assert set(subsidised(UNIT).values()) == {0}


@pytest.mark.parametrize(
    ("months", "area"),
    [(["2026-01"], 1), (["2024-12", "2025-01"], 1), (["2025-01"], 80_01), (["2025-01"], 0), (["2025-01"], -1)],
)
def test_no_area_is_freed_that_was_not_given(months: list[str], area: int) -> None:
    with pytest.raises(Refused, match="仍占用的面积"):
        granting.release_area(booking=rented(), months=months, area_hundredths=area, reason="退租部分")


def free_months(booking: Booking, *months: str, fen: int) -> None:
    granting.release_months(booking=booking, months=months, fen=fen, reason="撤销部分月份")


def test_months_that_are_freed_may_be_paid_again_and_count_no_more_the_rest_stands() -> None:
    booking = rented()
    free_months(booking, "2025-02", "2025-01", fen=166_66)
    assert paid_among(RENT) == set(RENT[2:]) and granted_fen(*CAP) == 833_34
    assert [subsidised(UNIT)["workshop", month] for month in MONTHS[:3]] == [0, 0, 80_00]
    free_months(booking, "2025-03", fen=0)
    assert paid_among(RENT) == set(RENT[3:]) and granted_fen(*CAP) == 833_34
    again = granting.grant(unit=UNIT, claim_number="CZ2026000009", turn=1, matters=RENT[:3])
    assert [row.turn for row in again.grants.all()] == [2, 2, 2]


@pytest.mark.parametrize("months", [(), ("2026-01",), ("2025-01", "2026-01"), ("2025-12",), ("2025-11", "2025-12")])
def test_no_month_is_freed_that_is_not_given_or_is_free_already(months: tuple[str, ...]) -> None:
    booking = rented()
    free_months(booking, "2025-12", fen=0)
    with pytest.raises(Refused, match="须属于这次核定，且尚未释放"):
        free_months(booking, *months, fen=1)
    assert paid_among(RENT) == set(RENT[:11]) and granted_fen(*CAP) == 1_000_00


def test_of_months_that_are_freed_no_more_is_freed_than_still_counts() -> None:
    booking = rented()
    granting.release_area(booking=booking, months=["2025-01"], area_hundredths=80_00, reason="退租")
    granting.release_area(booking=booking, months=["2025-02"], area_hundredths=79_99, reason="退租部分")
    granting.release_fen(booking=booking, fen=999_99, reason="退回部分资金")
    free_months(booking, "2025-01", "2025-02", fen=5)
    assert granted_fen(*CAP) == 0
    assert [subsidised(UNIT)["workshop", month] for month in MONTHS[:3]] == [0, 0, 80_00]
    free_months(booking, "2025-03", fen=5)
    assert granted_fen(*CAP) == 0 and paid_among(RENT) == set(RENT[3:])


def test_a_part_that_is_freed_gives_no_matter_back() -> None:
    booking = rented()
    granting.release_fen(booking=booking, fen=1_000_00, reason="全额退回")
    granting.release_area(booking=booking, months=MONTHS, area_hundredths=80_00, reason="退租")
    with pytest.raises(granting.AlreadyGranted):
        rented("CZ2026000003")


FREEING: list[Callable[[Booking], None]] = [
    lambda booking: granting.release(booking=booking, reason="撤销"),
    lambda booking: granting.release_months(booking=booking, months=["2025-12"], fen=1, reason="撤销"),
    lambda booking: granting.release_fen(booking=booking, fen=1, reason="退回"),
    lambda booking: granting.release_area(booking=booking, months=["2025-12"], area_hundredths=1, reason="退租"),
]


@pytest.mark.parametrize("free", FREEING)
def test_whoever_frees_locks_the_unit_then_the_caps_bucket_before_it_reads(free: Callable[[Booking], None]) -> None:
    booking = rented()
    with CaptureQueriesContext(connection) as asked:
        free(booking)
    assert_locked_first([row["sql"] for row in asked.captured_queries])


def test_whoever_gives_locks_the_unit_then_the_caps_bucket_before_it_reads() -> None:
    with CaptureQueriesContext(connection) as asked:
        rented()
    assert_locked_first([row["sql"] for row in asked.captured_queries])


def assert_locked_first(queries: list[str]) -> None:
    assert f"pg_advisory_xact_lock(hashtextextended('unit:{UNIT}'" in queries[0]
    of_bucket = next(place for place, sql in enumerate(queries) if "grants_bucket" in sql and "FOR UPDATE" in sql)
    assert not any(name in sql for sql in queries[:of_bucket] for name in ('"grants_grant"', '"grants_release"'))


def test_a_claim_that_is_handed_in_locks_its_matters_in_one_order_and_lets_others_point_to_them() -> None:
    with CaptureQueriesContext(connection) as asked:
        granting.lock_matters([CERTIFICATE, *RENT[:2]])
    last = asked.captured_queries[-1]["sql"]
    assert '"grants_matter"' in last and last.endswith('ORDER BY "grants_matter"."id" ASC FOR NO KEY UPDATE')
    assert Matter.objects.count() == 3


RECORD = ("", "contract", "contract:1")


def test_who_is_under_way_for_a_matter_is_found_under_no_units_name_and_under_its_own() -> None:
    granting.hold(matters=[RECORD], claim_number="A")
    granting.hold(matters=[(UNIT, *RECORD[1:])], claim_number="B")
    granting.hold(matters=[(UNIT, "contract", "contract:2"), (UNIT, "loan", "contract:1")], claim_number="C")
    asked = {
        "any": [RECORD], "unit": [(UNIT, *RECORD[1:])], "other": [("Z", *RECORD[1:])],
        "crossed": [("", "contract", "contract:2"), ("", "loan", "contract:2")], "none": [],
    }  # fmt: skip
    found = {name: [row.claim_number for row in held(matters)] for name, matters in asked.items()}
    assert found == {"any": ["A", "B"], "unit": ["B"], "other": [], "crossed": ["C"], "none": []}
    granting.end_hold(claim_number="A")
    assert [row.claim_number for row in held([RECORD])] == ["B"]


def test_what_is_known_of_a_thing_is_that_of_its_months_and_years_and_of_nothing_else() -> None:
    things = [RECORD, ("", "contract", "contract:1|year:2025"), (UNIT, "contract", "contract:1|year:2026")]
    strange = [("", "contract", "contract:12"), ("", "loan", "contract:1"), ("Z", "contract", "contract:1")]
    beside = [f"G{number}" for number in range(6)]
    for number, matter in enumerate([*things, *strange]):
        granting.hold(matters=[matter], claim_number=f"H{number}")
        granting.grant(unit=UNIT, claim_number=f"G{number}", turn=1, matters=[matter], beside=beside)

    def known(unit: str, *told: str) -> tuple[list[str], list[str]]:
        holds, grants = known_of(unit, "contract", told)
        return [row.claim_number for row in holds], [row.booking.claim_number for row in grants]

    assert known("", "contract:1") == (["H0", "H1", "H2", "H5"], ["G0", "G1", "G2", "G5"])
    assert known(UNIT, "contract:1") == (["H2"], ["G2"])
    assert known("Z", "contract:1", "contract:12") == (["H5"], ["G5"])
    granting.end_hold(claim_number="H0")
    granting.release(booking=Booking.objects.get(claim_number="G1"), reason="撤销")
    assert known("", "contract:1") == (["H1", "H2", "H5"], ["G0", "G2", "G5"])
