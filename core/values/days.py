"""Days and months as people write them: 2026年3月1日, 2026.3.1, ２０２６／３／１, 20260301."""

import re
from datetime import date, timedelta

from core.values.numbers import figures_of

_DAY = re.compile(r"(\d{4})[-/.。年](\d{1,2})[-/.。月](\d{1,2})[日号]?", re.ASCII)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.。年](\d{1,2})月?份?", re.ASCII)
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*\Z")
_BEFORE_DAY_ONE = date(1899, 12, 30)  # spreadsheets count days from here
_LAST_SERIAL = (date(2100, 12, 31) - _BEFORE_DAY_ONE).days


def written_day(text: object) -> str:
    """The day as YYYY-MM-DD, whether there is one of that name or not; empty where the text names none."""
    plain = figures_of(text)
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""


def written_month(text: object) -> str:
    """The month as YYYY-MM, whether there is one of that name or not; empty where the text names none."""
    plain = figures_of(text)
    found = _MONTH.fullmatch(plain) or _COMPACT_MONTH.fullmatch(plain)
    return f"{found[1]}-{int(found[2]):02d}" if found else ""


def day_words(day: date) -> str:
    """A day in running text: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def without_time(text: str) -> str:
    """A day without the time that programs write behind it."""
    return _TIME.sub("", text)


def day_of_serial(number: int) -> date | None:
    """The day that a spreadsheet keeps as this number; None outside of 1900 to 2100."""
    return _BEFORE_DAY_ONE + timedelta(days=number) if 61 <= number <= _LAST_SERIAL else None
