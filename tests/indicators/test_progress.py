"""How far a target is: whole numbers and days alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.observing import progress
from indicators.observing.progress import PlanSpan, TargetState

PLAN = PlanSpan(date(2024, 11, 28), date(2026, 12, 31))
AMOUNTS = st.integers(min_value=0, max_value=10**15)


def test_span_counts_first_and_last_day() -> None:
    assert PlanSpan(date(2026, 1, 1), date(2026, 12, 31)).days() == 365
    assert PlanSpan(date(2026, 1, 1), date(2026, 12, 31)).elapsed(date(2026, 1, 1)) == 1


def test_nothing_has_elapsed_before_the_plan_and_all_after_it() -> None:
    assert PLAN.elapsed(date(2024, 11, 27)) == PLAN.elapsed(date(2024, 1, 1)) == 0
    assert PLAN.elapsed(date(2027, 5, 1)) == PLAN.days()


def test_days_left_end_at_nought() -> None:
    assert PLAN.left(date(2026, 11, 22)) == 39
    assert PLAN.left(date(2026, 12, 31)) == 0
    assert PLAN.left(date(2027, 1, 9)) == 0


@pytest.mark.parametrize(
    ("value", "figure", "tenths"), [(0, 3, 0), (2, 3, 666), (3, 3, 1000), (999_999, 1_000_000, 999), (7, 2, 3500)]
)
def test_share_is_rounded_down_to_a_tenth_of_a_percent(value: int, figure: int, tenths: int) -> None:
    assert progress.share_tenths(value, figure) == tenths


def test_more_than_is_not_reached_by_the_figure_itself() -> None:
    assert not progress.is_reached(499, 500, "more_than")
    assert not progress.is_reached(500, 500, "more_than")
    assert progress.is_reached(501, 500, "more_than")
    assert progress.is_reached(500, 500, "at_least")


def test_even_progress_is_on_schedule_and_one_day_less_is_behind() -> None:
    span = PlanSpan(date(2026, 1, 1), date(2026, 4, 10))  # 100 days
    on = date(2026, 2, 19)  # the 50th
    assert progress.state_of(50, 100, "at_least", span, on) == TargetState.ON_SCHEDULE
    assert progress.state_of(49, 100, "at_least", span, on) == TargetState.BEHIND


def test_on_the_last_day_there_is_still_time_and_the_day_after_it_is_missed() -> None:
    assert progress.state_of(99, 100, "at_least", PLAN, date(2026, 12, 31)) == TargetState.BEHIND
    assert progress.state_of(99, 100, "at_least", PLAN, date(2027, 1, 1)) == TargetState.MISSED
    assert progress.state_of(100, 100, "at_least", PLAN, date(2027, 1, 1)) == TargetState.REACHED


def test_without_a_record_nothing_is_claimed() -> None:
    assert progress.state_of(None, 100, "at_least", PLAN, date(2027, 1, 1)) == TargetState.NO_RECORD


def test_the_last_two_months_ask_for_all_of_it_and_speak_of_no_month() -> None:
    assert all(progress.per_month(10, days) is None for days in (60, 33, 31, 1, 0))
    assert progress.per_month(10, 61) == 5


@given(AMOUNTS, st.integers(min_value=61, max_value=2000))
def test_monthly_pace_is_enough_and_not_one_more_than_needed(lacking: int, days_left: int) -> None:
    pace = progress.per_month(lacking, days_left)
    assert pace is not None
    assert pace * 12 * days_left >= lacking * 365 > (pace - 1) * 12 * days_left or lacking == pace == 0


@given(AMOUNTS, st.integers(min_value=1, max_value=10**15))
def test_reached_and_missing_exclude_each_other(value: int, figure: int) -> None:
    assert (progress.missing(value, figure) == 0) == progress.is_reached(value, figure, "at_least")
