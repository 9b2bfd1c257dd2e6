"""The calendar that counts now."""

from datetime import date

from core.models import CalendarYear, CalendarYearState
from core.values.periods import CalendarNotPublished, WorkCalendar, business_today

ASKED_FROM = 11  # the month in which the State Council's notice of the next year is usually out


def current() -> WorkCalendar:
    """What the package knows with the released years over it, the latest of each; one query. Ask once for a page."""
    rows = CalendarYear.objects.filter(state=CalendarYearState.RELEASED).order_by("released_at", "pk")
    latest = dict(rows.values_list("year", "days"))
    days = {date.fromisoformat(day): worked for _, said in sorted(latest.items()) for day, worked in said.items()}
    return WorkCalendar(days, frozenset(latest))


def is_known(year: int, calendar: WorkCalendar | None = None) -> bool:
    """Whether every day of the year can be told."""
    try:
        (calendar or current()).works_on(date(year, 7, 1))
    except CalendarNotPublished:
        return False
    return True


def unknown_next_year() -> int | None:
    """The coming year, from November on, as long as nobody knows its days."""
    today = business_today()
    wanted = today.year + 1
    return wanted if today.month >= ASKED_FROM and not is_known(wanted) else None
