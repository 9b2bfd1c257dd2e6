"""A year's calendar month by month, for the person who compares it with the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar.notices import WEEK
from core.values.periods import WorkCalendar


@dataclass(frozen=True)
class MonthOfDays:
    """A month: the days that are off by the notice, the days worked instead, and how many are worked."""

    label: str
    off: str
    worked: str
    working_days: int


def months_of(year: int, days: Mapping[date, bool]) -> list[MonthOfDays]:
    """The months of a year whose notice names `days`; before them December of the year before, where it is named."""
    before = [day for day in days if day.year < year]
    rows = [_month(date(year, number, 1), days) for number in range(1, 13)]
    return [_named_alone(before, days), *rows] if before else rows


def working_days_of(year: int, days: Mapping[date, bool]) -> int:
    """How many days of the year are worked."""
    return WorkCalendar(days, (year,)).count(date(year, 1, 1), date(year, 12, 31))


def _month(first: date, days: Mapping[date, bool]) -> MonthOfDays:
    after = (first + timedelta(days=31)).replace(day=1)
    own = [first + timedelta(days=n) for n in range((after - first).days)]
    counted = WorkCalendar(days, (first.year,)).count(own[0], own[-1])
    return MonthOfDays(f"{first.month}月", _said(own, days, False), _said(own, days, True), counted)


def _named_alone(own: list[date], days: Mapping[date, bool]) -> MonthOfDays:
    worked = sum(days[day] for day in own)
    return MonthOfDays(
        f"{own[0].year}年12月（通知写明的日期）", _said(own, days, False), _said(own, days, True), worked
    )


def _said(own: list[date], days: Mapping[date, bool], worked: bool) -> str:
    return "、".join(f"{day.day}日（周{WEEK[day.weekday()]}）" for day in own if days.get(day) is worked)
