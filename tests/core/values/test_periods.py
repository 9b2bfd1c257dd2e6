"""Working days as 国务院办公厅 arranged them, and clocks that stand while the applicant corrects."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from core.values.periods import (
    CalendarNotPublished,
    Clock,
    Pause,
    WorkCalendar,
    business_date,
    business_today,
    natural_time_limit_last_day,
    public_notice_last_day,
    time_limit_last_day,
)

PUBLISHED_DAYS = st.dates(date(2005, 1, 1), date(2026, 6, 30))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2017-12-14", "2017-12-20"),
        ("2023-09-07", "2023-09-13"),
        ("2025-10-31", "2025-11-06"),
        ("2026-02-11", "2026-02-24"),
        ("2026-04-29", "2026-05-08"),
        ("2026-09-29", "2026-10-10"),
    ],
)
def test_a_public_notice_of_five_working_days_counts_its_first_day(first: str, last: str) -> None:
    assert public_notice_last_day(day(first), 5) == day(last)


def test_a_public_notice_begun_on_a_rest_day_counts_from_the_next_working_day() -> None:
    assert public_notice_last_day(day("2026-10-01"), 1) == day("2026-10-08")


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 5, "2026-03-09"),
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-09-30", 3, "2026-10-10"),  # again a worked Saturday
    ],
)
def test_a_time_limit_in_working_days_leaves_out_its_start_day(start: str, days: int, last: str) -> None:
    assert time_limit_last_day(day(start), days) == day(last)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-02", 10, "2026-03-12"),
        ("2026-09-20", 15, "2026-10-08"),
        ("2026-02-04", 10, "2026-02-14"),
    ],
)
def test_a_time_limit_in_natural_days_moves_on_from_a_rest_day(start: str, days: int, last: str) -> None:
    assert natural_time_limit_last_day(day(start), days) == day(last)


def test_a_year_without_a_calendar_is_told_never_guessed() -> None:
    with pytest.raises(CalendarNotPublished, match="2027年的节假日安排尚未公布") as caught:
        time_limit_last_day(day("2026-12-30"), 5)
    assert caught.value.year == 2027


def test_the_operators_table_opens_a_new_year_and_wins_over_the_published_one() -> None:
    calendar = WorkCalendar({day("2027-01-01"): False, day("2027-01-02"): True, day("2026-12-31"): False}, {2027})
    assert time_limit_last_day(day("2026-12-30"), 1, calendar) == day("2027-01-02")
    assert time_limit_last_day(day("2026-12-30"), 2, calendar) == day("2027-01-04")


def test_in_a_year_that_the_operator_declared_complete_monday_to_friday_are_worked() -> None:
    calendar = WorkCalendar({}, {2027})
    assert [calendar.works_on(date(2027, 1, n)) for n in range(4, 11)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("count", [0, -3])
def test_a_period_has_at_least_one_day(count: int) -> None:
    for period in (public_notice_last_day, time_limit_last_day, natural_time_limit_last_day):
        with pytest.raises(ValueError, match="at least one"):
            period(day("2026-03-02"), count)
    with pytest.raises(ValueError, match="at least one"):
        Clock(day("2026-03-02"), count)


@given(PUBLISHED_DAYS, st.integers(1, 60))
def test_the_two_ways_of_counting_differ_exactly_by_the_first_day(start: date, days: int) -> None:
    calendar = WorkCalendar()
    assert calendar.count(start, public_notice_last_day(start, days)) == days
    last = time_limit_last_day(start, days)
    assert calendar.count(start + timedelta(days=1), last) == days
    assert calendar.works_on(last)


def test_a_clock_counts_what_is_used_and_left() -> None:
    clock = Clock(day("2026-03-02"), 5)
    assert [(clock.used(d), clock.left(d)) for d in map(day, ("2026-03-02", "2026-03-03", "2026-03-08"))] == [
        (0, 5), (1, 4), (4, 1),
    ]  # fmt: skip
    assert clock.last_day() == day("2026-03-09")
    assert not clock.is_overdue(day("2026-03-03"))
    assert not clock.is_overdue(day("2026-03-09"))
    assert clock.is_overdue(day("2026-03-10"))


def test_a_clock_stands_while_the_applicant_corrects() -> None:
    clock = Clock(day("2026-03-02"), 5, (Pause(day("2026-03-04"), day("2026-03-12")),))
    assert clock.used(day("2026-03-04")) == clock.used(day("2026-03-12")) == 2
    assert clock.used(day("2026-03-13")) == 3
    assert [clock.is_paused(date(2026, 3, n)) for n in (3, 4, 8, 11, 12, 13)] == [False, True, True, True, False, False]
    assert clock.last_day() == day("2026-03-17")


@pytest.mark.parametrize(
    "value", [Pause(date(2026, 3, 4)), Clock(date(2026, 3, 2), 5), WorkCalendar()], ids=["pause", "clock", "calendar"]
)
def test_what_was_reckoned_with_stays_as_it_was(value: object) -> None:
    (name, *_) = vars(value)
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)


def test_an_open_pause_leaves_the_last_day_open() -> None:
    clock = Clock(day("2026-03-02"), 5, (Pause(day("2026-03-04")),))
    assert clock.last_day() is None
    assert clock.left(day("2026-06-01")) == 3


@given(
    PUBLISHED_DAYS,
    st.integers(1, 20),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4),
)
def test_a_clock_runs_out_on_its_last_day_whatever_the_pauses(
    start: date, allowed: int, gaps: list[tuple[int, int]]
) -> None:
    pauses = tuple(
        Pause(start + timedelta(days=after), start + timedelta(days=after + length)) for after, length in gaps
    )
    clock = Clock(start, allowed, pauses)
    last = clock.last_day()
    assert last is not None
    assert clock.left(last) == 0
    assert clock.left(last - timedelta(days=1)) == 1
    assert last >= time_limit_last_day(start, allowed)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC), "2026-03-31"),
        (datetime(2026, 3, 31, 16, 0, tzinfo=UTC), "2026-04-01"),
        (datetime(2025, 12, 31, 12, 0, tzinfo=timezone(timedelta(hours=-5))), "2026-01-01"),
        (datetime(2024, 2, 28, 16, 0, tzinfo=UTC), "2024-02-29"),
    ],
)
def test_a_business_date_is_the_date_in_shanghai(moment: datetime, expected: str) -> None:
    assert business_date(moment) == day(expected)
    with time_machine.travel(moment, tick=False):
        assert business_today() == day(expected)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        business_date(datetime(2026, 3, 31))  # noqa: DTZ001
