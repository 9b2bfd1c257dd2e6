"""How long claims lay in each state: ten of them over the national holiday, as reckoned by hand."""

from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from core.values.periods import PUBLISHED
from subsidies.claims.clocks.times import HALF, NINE_TENTHS, percentile, times_of
from subsidies.claims.clocks.visits import Move
from tests import road
from tests.claims.test_clocks import on
from tests.claims.test_promised_days import came_earlier

A, B = "甲局", "乙局"


def way(*steps: tuple[str, int, int]) -> list[Move]:
    return [(state, on(month, day)) for state, month, day in steps]


# Handed in on Monday 2026-09-28. 10-01 to 10-07 are off, Saturday 10-10 is worked.
TEN = [
    (A, way(("submitted", 9, 28), ("accepted", 9, 28), ("approved", 10, 8))),  # 0; 3
    (A, way(("submitted", 9, 28), ("accepted", 9, 29), ("approved", 10, 8))),  # 1; 2
    (A, way(("submitted", 9, 28), ("accepted", 9, 29))),  # 1
    (A, way(("submitted", 9, 28), ("accepted", 9, 30), ("approved", 10, 10))),  # 2; 3
    (A, way(("submitted", 9, 28), ("accepted", 9, 30), ("returned", 10, 10))),  # 2; 3
    (A, way(("submitted", 9, 28), ("accepted", 10, 8), ("approved", 10, 8))),  # 3; 0
    (A, way(("submitted", 9, 28), ("accepted", 10, 9))),  # 4
    (A, way(("submitted", 9, 28), ("accepted", 10, 10))),  # 5
    (B, way(("submitted", 9, 28), ("accepted", 10, 12))),  # 6
    (B, way(("submitted", 9, 28), ("accepted", 10, 16), ("approved", 10, 20))),  # 10; 2
]


def test_ten_claims_over_a_holiday_equal_the_table_reckoned_by_hand() -> None:
    found = [(row.unit, row.state.name, row.stays, row.half, row.nine_tenths) for row in times_of(TEN, PUBLISHED)]
    assert found == [
        (B, "submitted", 2, 8, Fraction("9.6")),  # 6 10
        (B, "accepted", 1, 2, 2),  # 2
        (A, "submitted", 8, 2, Fraction("4.3")),  # 0 1 1 2 2 3 4 5
        (A, "accepted", 5, 3, 3),  # 0 2 3 3 3
    ]


def test_together_half_left_within_two_and_a_half_days_and_nine_tenths_within_six_point_four() -> None:
    (submitted, _) = times_of([("全市", moves) for _, moves in TEN], PUBLISHED)
    assert (submitted.stays, submitted.half, submitted.nine_tenths) == (10, Fraction("2.5"), Fraction("6.4"))


def test_a_second_stay_counts_by_itself_and_what_has_not_left_does_not() -> None:
    moves = way(("submitted", 9, 28), ("returned", 9, 30), ("submitted", 10, 9), ("accepted", 10, 9))
    found = {row.state.name: (row.stays, row.half) for row in times_of([(A, moves)], PUBLISHED)}
    assert found == {"submitted": (2, 1), "returned": (1, 2)}


def test_a_stay_into_a_year_without_a_calendar_is_not_guessed() -> None:
    moves: list[Move] = [("submitted", on(12, 30)), ("accepted", on(1, 4, 2027))]
    (row,) = times_of([(A, moves)], PUBLISHED)
    assert (row.stays, row.half, row.uncounted) == (0, None, 1)


@pytest.mark.django_db
def test_percentiles_are_those_of_the_database() -> None:
    from django.db import connection

    ordered = [0, 1, 1, 2, 2, 3, 4, 5, 6, 10]
    asked = "SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY days) FROM unnest(%s) AS days"
    with connection.cursor() as cursor:
        cursor.execute(asked, [ordered])
        found = cursor.fetchone()[0]
    assert [float(percentile(ordered, share)) for share in (HALF, NINE_TENTHS)] == pytest.approx(found)


@pytest.mark.django_db
def test_the_page_shows_the_units_of_the_own_city_alone(
    ready: None, company: Any, applicant: Any, reviewer: Any, intake: Any, reviewer_elsewhere: Any, operator: Any,
    client_of: Any,
) -> None:  # fmt: skip
    claim = road.accepted(company, applicant, intake)
    came_earlier(claim, 3)
    address = reverse("admin:claims_claim_times")
    page = client_of(reviewer).get(address).content.decode()
    assert "长治市 市科技局" in page and "待受理</td>" in page and "审核中</td>" not in page
    assert "还没有走完任何一个环节" in client_of(reviewer_elsewhere).get(address).content.decode()
    assert client_of(operator).get(address).status_code == 403
    assert client_of(reviewer).get(address, {"days": "x"}).status_code == 200
