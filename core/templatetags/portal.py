"""How figures, days and gaps are written on every page: `{% load portal %}`."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.values.days import day_words
from core.values.money import LARGEST_FEN, daxie, format_wan, format_yuan
from core.values.numbers import plain_decimal, thousands_apart

register = template.Library()
UNPUBLISHED = mark_safe('<span class="unpublished">未公布</span>')  # nosec B308 B703
NOT_GIVEN = mark_safe('<span class="muted">未填写</span>')  # nosec B308 B703


# What stands on one line of a paper: the end of a company's name, the number of a paper with its mark, an article or a
# clause, a year with its month and day.
_COMPANY = "(?:股份)?有限(?:责任)?公司|分?公司"
_CLAUSE = r"第\d+条|[一二三四五六七八九十]+（[一二三四五六七八九十]+）\d*"
_DAY = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月"
_WHOLE = rf"{_COMPANY}|[\u4e00-\u9fff]{{0,4}}〔\d{{4}}〕\d+号|{_CLAUSE}|{_DAY}"
_LONGEST_NAME, _TAIL = 7, 4  # characters that go to the next line together: a short line is short by less than seven
_TITLE_LINE, _SMALLER_TITLE_LINE = 20, 24  # characters of 156 mm in 22 pt and in 18 pt
_SLIM_FIGURE = 14  # signs of 19 % of 156 mm in 10.5 pt: 1,260,000.00 元


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as `¥300,000.00`; nothing for None."""
    return "" if fen is None else format_yuan(int(fen))


@register.filter
def wan(fen: int | None) -> str:
    """Whole fen in 万元, exact: `30万元`; nothing for None."""
    return "" if fen is None else format_wan(int(fen))


@register.filter
def in_capitals(fen: int | None) -> str:
    """Whole fen in capital numerals: 人民币叁拾万元整; nothing for what has none, so that its page still opens."""
    return daxie(int(fen)) if fen is not None and 0 <= int(fen) <= LARGEST_FEN else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in running text: 2026年3月31日."""
    if not value:
        return ""
    return day_words(_local_day(value))


@register.filter
def iso_day(value: date | datetime | None) -> str:
    """A day in a table: 2026-03-31."""
    return _local_day(value).isoformat() if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time, Beijing time: 2026年3月31日 14:05."""
    return f"{day(value)} {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def grouped(value: int | Decimal | None) -> str:
    """A number with its thousands apart: 1,234,567."""
    return "" if value is None else f"{value:,}"


@register.filter
def decimal(value: Decimal | None) -> str:
    """A figure of a column with places, without those that say nothing: 12,600 for 12600.00."""
    return "" if value is None else plain_decimal(value)


@register.filter
def thousands(text: Any) -> Any:
    """A sentence in which yuan and areas have their thousands apart: 1,200,000.00 元, 30,000 ㎡. What is no plain text
    (nothing, a figure, HTML) stays as it is."""
    return thousands_apart(text) if type(text) is str else text


@register.filter
def given(steps: Iterable[Any]) -> list[Any]:
    """The steps of a reckoning that only repeat what was typed."""
    return [step for step in steps if (step.get("given") if isinstance(step, dict) else step.given)]


@register.filter
def fits_smaller(phrases: Sequence[str]) -> bool:
    """Whether a title has a phrase that is wider than a line of 二号 and stands on one of 小二号."""
    return any(_TITLE_LINE < len(phrase) <= _SMALLER_TITLE_LINE for phrase in phrases or ())


@register.filter
def fits_slim(steps: Sequence[Any]) -> bool:
    """Whether the figures of a reckoning fit a narrow column on one line, so that its rules get the room."""
    return all(len(thousands(step.figure)) <= _SLIM_FIGURE for step in steps)


@register.filter
def unbroken(text: Any, names: Iterable[str] = ()) -> SafeString:
    """A sentence of a paper in which no line ends inside one of the names, nor inside of a number of a paper, an
    article or a month. Of a long name only the end stays whole: no half of a line is left empty."""
    found = sorted({name for name in names if name}, key=len, reverse=True)
    whole = re.compile("|".join([*map(_kept, found), _WHOLE]))
    return mark_safe(whole.sub(_on_one_line, str(conditional_escape(text))))  # nosec B308 B703


def _kept(name: str) -> str:
    head, tail = ("", name) if len(name) <= _LONGEST_NAME else (name[:-_TAIL], name[-_TAIL:])
    head, tail = (re.escape(str(conditional_escape(part))) for part in (head, tail))
    return f"(?<={head}){tail}" if head else tail


def _on_one_line(found: re.Match[str]) -> str:
    return f'<span class="nowrap">{found[0]}</span>'


@register.filter
def size(count: int | None) -> str:
    """Bytes as people read them: 340 KB, 2.4 MB."""
    if count is None:
        return ""
    return f"{count / 1024**2:.1f} MB" if count >= 1024**2 else f"{max(1, round(count / 1024))} KB"


@register.filter
def or_unpublished(value: Any) -> Any:
    """The value, or 未公布 where a published text leaves it open; 0 is a value."""
    return UNPUBLISHED if value is None or value == "" else value


@register.filter
def or_not_given(value: Any) -> Any:
    """The value, or 未填写 where a person has not given it; 0 is a value."""
    return NOT_GIVEN if value is None or value == "" else value


@register.simple_tag
def time_tag(value: date | datetime | None) -> str | SafeString:
    """A day with its machine-readable form."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day(value)) if value else ""


@register.filter
def from_now(period: timedelta) -> datetime:
    """The moment at which a period that begins now is over."""
    return timezone.now() + period


@register.filter
def clock_time(value: datetime) -> str:
    """The time of day, rounded up to the minute: 14:05."""
    return f"{timezone.localtime(value + timedelta(seconds=59)):%H:%M}"
