"""Calendar months: their order, the stretch between two, and where a row of them is broken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.months import last_day_of, month_index, month_text, months_between, months_words, runs_of

INDEXES = st.integers(min_value=0, max_value=9999 * 12 + 11)


@pytest.mark.parametrize(
    ("month", "index"), [("0000-01", 0), ("0001-01", 12), ("2025-12", 24311), ("2026-01", 24312), ("2026-12", 24323)]
)
def test_months_are_numbered_without_a_gap_at_new_year(month: str, index: int) -> None:
    assert month_index(month) == index
    assert month_text(index) == month


@given(INDEXES)
def test_a_month_survives_the_way_there_and_back(index: int) -> None:
    assert month_index(month_text(index)) == index
    assert len(month_text(index)) == 7


def test_first_and_last_month_are_between_and_nothing_lies_between_a_later_and_an_earlier() -> None:
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between("2026-02", "2026-02") == ["2026-02"]
    assert months_between("2026-03", "2026-02") == []


def test_a_run_goes_on_over_new_year_and_ends_where_a_month_is_left_out() -> None:
    assert runs_of([]) == []
    assert runs_of(["2026-06", "2026-05", "2025-12", "2026-01", "2026-03", "2026-01", "2026-02"]) == [
        ["2025-12", "2026-01", "2026-02", "2026-03"],
        ["2026-05", "2026-06"],
    ]
    assert runs_of(["2026-01", "2027-01"]) == [["2026-01"], ["2027-01"]]


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2026-01", date(2026, 1, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 29)),
        ("2026-11", date(2026, 11, 30)),
        ("2026-12", date(2026, 12, 31)),
    ],
)
def test_a_month_ends_on_the_day_before_the_next_one(month: str, day: date) -> None:
    assert last_day_of(month) == day


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ""),
        (["2026-06"], "2026年6月"),
        (["2026-09", "2026-10", "2026-11", "2026-12"], "2026年9月至12月"),
        (["2025-12", "2026-01"], "2025年12月至2026年1月"),
        (["2026-06", "2026-01", "2026-02", "2026-03"], "2026年1月至3月、2026年6月"),
        (["2026-03", "2027-03"], "2026年3月、2027年3月"),
    ],
)
def test_a_run_of_months_is_said_from_and_to_with_its_year_once(months: list[str], words: str) -> None:
    assert months_words(months) == words
