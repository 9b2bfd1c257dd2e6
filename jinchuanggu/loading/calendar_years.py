"""A year of the calendar in the demo: entered by one administrator, released by another."""

from typing import Any

from accounts.cities.acting import acting
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, day, of, text, whole
from accounts.models import City, User
from core.calendar.releasing import enter, release

WHO = of(User, "username")


def enter_year(_city: City, row: dict[str, Any]) -> None:
    """One year with its notice; the calendar is of no city."""
    said = {name: row[name] for name in ("year", "number", "dated", "text", "reason")}
    release(row=enter(**said, by=acting(row["by"])), by=acting(row["released_by"]))


YEAR = Shape(
    {
        "by": WHO, "released_by": WHO, "year": whole(2100, 2004), "number": text, "dated": day, "text": text,
        "reason": text,
    }
)  # fmt: skip
register_demo_deed(DemoDeed("enter_calendar_year", YEAR, enter_year))
