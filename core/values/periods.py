"""Working days in China, the two ways of counting a period, and a clock that pauses.

Business dates are dates in Asia/Shanghai. The calendar is the one that 国务院办公厅 publishes for each year
(`chinesecalendar`), plus what the operator has entered; a year without either is never guessed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)


class CalendarNotPublished(Exception):
    """No calendar is known for `year`; str() is a Chinese sentence for the operator."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"{year}年的节假日安排尚未公布或尚未录入，不能计算工作日；录入该年的放假和调休日期后即可继续。"
        )


@cache
def _published(day: date) -> bool:
    """As the package has it, which looks through all its years for each day that it is asked. CalendarNotPublished."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarNotPublished(day.year) from error


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked.

    `days` are single days that the operator has entered (True: worked) and win over everything else;
    `years` are the years that the operator has declared complete: there, other days follow the week.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    years: Collection[int] = frozenset()

    def works_on(self, day: date) -> bool:
        """Is `day` a working day? Raises CalendarNotPublished."""
        if day in self.days:
            return self.days[day]
        if day.year in self.years:
            return day.weekday() < 5
        return _published(day)

    def working_days_from(self, first: date) -> Iterator[date]:
        """Working days on and after `first`, without end."""
        day = first
        while True:
            if self.works_on(day):
                yield day
            day += _DAY

    def count(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; 0 when `last` is earlier."""
        return sum(self.works_on(first + _DAY * n) for n in range((last - first).days + 1))


PUBLISHED = WorkCalendar()


def business_date(moment: datetime) -> date:
    """The date in Shanghai at an aware moment; a naive one raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("moment must be aware")
    return moment.astimezone(SHANGHAI).date()


def business_today() -> date:
    """Today's date in Shanghai, whatever the zone of the server."""
    return business_date(datetime.now(UTC))


def public_notice_last_day(first_day: date, working_days: int, calendar: WorkCalendar = PUBLISHED) -> date:
    """Last day of a 公示期: the first day counts when it is a working day.

    Practice of 山西省科技厅 (2017-12-14 to 12-20) and of a city (2023-09-07 to 09-13), both "5个工作日".
    """
    return _nth(first_day, working_days, calendar)


def time_limit_last_day(start_day: date, working_days: int, calendar: WorkCalendar = PUBLISHED) -> date:
    """Last day of a 时限 in working days: the start day does not count (民法典第二百零一条)."""
    return _nth(start_day + _DAY, working_days, calendar)


def natural_time_limit_last_day(start_day: date, days: int, calendar: WorkCalendar = PUBLISHED) -> date:
    """Last day of a 时限 in natural days: the start day does not count; a rest day moves on (民法典201、203条)."""
    if days < 1:
        raise ValueError("a period has at least one day")
    return next(calendar.working_days_from(start_day + _DAY * days))


def _nth(first: date, count: int, calendar: WorkCalendar) -> date:
    if count < 1:
        raise ValueError("a period has at least one day")
    return next(islice(calendar.working_days_from(first), count - 1, None))


@dataclass(frozen=True)
class Pause:
    """The clock stands after `stopped` (that day still counts) through `resumed` (None: still standing)."""

    stopped: date
    resumed: date | None = None

    def covers(self, day: date) -> bool:
        return self.stopped < day and (self.resumed is None or day <= self.resumed)


@dataclass(frozen=True)
class Clock:
    """A promised time limit: `allowed` working days after `started`, not counting the pauses.

    Overlapping pauses count once. Every method raises CalendarNotPublished when it needs an unknown year.
    """

    started: date
    allowed: int
    pauses: tuple[Pause, ...] = ()
    calendar: WorkCalendar = PUBLISHED

    def __post_init__(self) -> None:
        if self.allowed < 1:
            raise ValueError("a time limit has at least one day")

    def used(self, today: date) -> int:
        """Working days that have counted, today included."""
        return sum(1 for day in self._counted_to(today))

    def left(self, today: date) -> int:
        """Working days that remain after today; 0 on the last day, negative when overdue."""
        return self.allowed - self.used(today)

    def is_paused(self, today: date) -> bool:
        """Does the clock stand today, so that tomorrow would not count either?"""
        return any(p.stopped <= today and (p.resumed is None or today < p.resumed) for p in self.pauses)

    def is_overdue(self, today: date) -> bool:
        """Have more working days counted than were promised?"""
        return self.left(today) < 0

    def last_day(self) -> date | None:
        """The day on which the last promised working day falls; None while a pause is open."""
        if any(pause.resumed is None for pause in self.pauses):
            return None
        days = self.calendar.working_days_from(self.started + _DAY)
        counted = (day for day in days if not self._stands(day))
        return next(islice(counted, self.allowed - 1, None))

    def _counted_to(self, today: date) -> Iterator[date]:
        span = (today - self.started).days
        for day in (self.started + _DAY * n for n in range(1, span + 1)):
            if not self._stands(day) and self.calendar.works_on(day):
                yield day

    def _stands(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self.pauses)
