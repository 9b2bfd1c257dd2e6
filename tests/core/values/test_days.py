"""Days and months are read as people write them."""

from datetime import date

import pytest

from core.values.days import day_of_serial, without_time, written_day, written_month


@pytest.mark.parametrize(
    "typed",
    [
        "2026年3月1日",
        "2026.3.1",
        "2026/3/1",
        "２０２６－０３－０１",
        "2026 年 3 月 1 号",
        "20260301",
        "2026。3。1",
        "2026-3-1",
    ],
)
def test_a_day_has_many_writings(typed: str) -> None:
    assert written_day(typed) == "2026-03-01"


@pytest.mark.parametrize("typed", ["", "昨天", "3月1日", "26-3-1", "2026-3", "46082", "2026-3-1-1", "2026年3月"])
def test_what_names_no_day_is_empty(typed: str) -> None:
    assert written_day(typed) == ""


@pytest.mark.parametrize("typed", ["2026年3月", "2026.3", "２０２６／０３", "202603", "2026年3月份"])
def test_a_month_has_many_writings(typed: str) -> None:
    assert written_month(typed) == "2026-03"


@pytest.mark.parametrize("time", [" 0:00", " 00:00:00", "T08:30:00", " 23:59:59.999999"])
@pytest.mark.parametrize("day", ["2026/3/1", "2026/3/10"])
def test_the_time_behind_a_day_goes(day: str, time: str) -> None:
    assert without_time(day + time) == day


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (46082, date(2026, 3, 1)),
        (61, date(1900, 3, 1)),
        (73415, date(2100, 12, 31)),
        (60, None),
        (73416, None),
        (-1, None),
    ],
)
def test_the_number_of_a_day_is_that_of_spreadsheets(number: int, day: date | None) -> None:
    assert day_of_serial(number) == day
