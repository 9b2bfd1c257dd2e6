"""What people type, brought into the one form that the engine reads: exact, and without guessing at a meaning.

Drafts keep the text as typed; this is what is done with it when it is read. What cannot be brought into form is left as
it is, so that the engine's sentence names it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from core.values.days import written_day, written_month
from core.values.months import months_between
from core.values.numbers import figures_of, half_width, plain_number, squeezed
from subsidies.rules import Fact, FactType

_PLAIN = re.compile(r"\d{1,18}(\.\d{1,6})?\Z", re.ASCII)
_REAL_MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])\Z", re.ASCII)
SPAN = ("first_month", "last_month")  # the facts that say months by their first and last
MOST_MONTHS = 120  # twice the longest term of any policy; more is refused as invalid before it is paid
_MONTH_NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NAMED = re.compile(r"(?<=[年至到、,，;；。\s])(?:十[一二]?|[一二三四五六七八九])(?=月)")
_TO = re.compile(r"至|到|~|[–—―]+|--+")
_SPACED = (
    (re.compile(r"\s*(至|到|~|[–—―]+|--+)\s*"), r"\1"),
    (re.compile(r"\s+-\s+|(?<=月)\s*-\s*(?=\d)"), "至"),
    (re.compile(r"(?<=年)\s+(?=\d)|(?<=\d)\s+(?=[年月])"), ""),
    (re.compile(r"(\d{4}年\d{1,2})-(\d{1,2}月)", re.ASCII), r"\1月至\2"),
)  # what stands in the way of taking a list apart, and how it is written
_WITHOUT_YEAR = re.compile(r"(\d{1,2})(月|(至|到|-|~)\d{1,2}月)", re.ASCII)
_BARE_SPAN = re.compile(r"(\d{1,2})-(\d{1,2}月)", re.ASCII)
_WORDS = {"是": "true", "否": "false"}


def tidy(fact: Fact, text: Any) -> str:
    """The text in the engine's writing: half width, no blanks, unit or thousands marks; dates as YYYY-MM-DD."""
    plain = figures_of(text)
    if fact.type in (FactType.MONEY, FactType.DECIMAL, FactType.INT):
        return tidy_number(plain, fact.unit)
    if fact.type == FactType.RATE:
        return _tidy_rate(plain)
    if fact.type == FactType.DATE:
        return tidy_day(plain)
    if fact.type == FactType.MONTH:
        return tidy_month(plain)
    return _WORDS.get(plain, plain)


def tidy_number(plain: str, unit: str = "元") -> str:
    """1,200.50元 is 1200.50, 12万元 is 120000; other texts stay as they are."""
    return plain_number(plain, unit) or plain.removeprefix("¥").removesuffix(squeezed(unit))


def tidy_money(text: Any) -> str:
    """An amount of yuan as the engine reads it."""
    return tidy_number(figures_of(text))


def _tidy_rate(plain: str) -> str:
    """3.5% is 0.035."""
    share = plain.removesuffix("%")
    if share != plain and _PLAIN.match(share):
        return f"{Decimal(share).scaleb(-2):f}"
    return plain


def tidy_day(text: Any) -> str:
    """2026年3月1日, 2026/3/1, 2026.3.1 and 20260301 are 2026-03-01; other texts stay as they are."""
    return written_day(text) or figures_of(text)


def tidy_month(text: Any) -> str:
    """2026年3月, 2026/3 and 202603 are 2026-03; other texts stay as they are."""
    return written_month(text) or figures_of(text)


def is_month(text: str) -> bool:
    """Whether it is a month of 1900 to 2099 in the engine's writing."""
    return bool(_REAL_MONTH.match(text))


def tidy_year(text: Any) -> int | None:
    """2025年度 is 2025; None for what is no year between 1900 and 2100."""
    found = re.fullmatch(r"(19\d\d|20\d\d|2100)年?度?", figures_of(text), re.ASCII)
    return int(found[1]) if found else None


def tidy_months(text: Any) -> tuple[str, ...] | None:
    """2026-01、2026年3月至5月 are 2026-01, 2026-03, 2026-04, 2026-05, each once; None where it is no such list.

    More than MOST_MONTHS are no such list either: nobody means a thousand months.
    """
    found: set[str] = set()
    for part in _parts(text):
        months = _span(part)
        if not months:
            return None
        found.update(months)
    return tuple(sorted(found)) if len(found) <= MOST_MONTHS else None


def months_fault(text: Any) -> str:
    """What of a text is no list of months, as a sentence for whoever typed it; empty where it is one."""
    if tidy_months(text) is not None:
        return ""
    for part in _parts(text):
        months = _span(part)
        if months is None:
            return f"“{part[:40]}”看不懂，请写成 2026-01至2026-03、2026-05 这样。"
        if not months:
            return f"“{part[:40]}”的止月早于起月，请核对。"
    return f"一次最多申报{MOST_MONTHS}个月，请分开申报。"


def _parts(text: Any) -> list[str]:
    """The months and spans of a list: blanks that stand inside of one are no ends of it."""
    plain = half_width(text).strip()
    for pattern, written in _SPACED:
        plain = pattern.sub(written, plain)
    return list(_dated([part for part in re.split(r"[,，、;；。\s]+", _NAMED.sub(_numbered, plain)) if part]))


def _dated(parts: list[str]) -> Iterator[str]:
    """The parts, with the year of those before where they name none and come later in it: 2026年4月、5月, 2026."""
    last = ""
    for part in parts:
        if last and (found := _WITHOUT_YEAR.match(part)) and int(found[1]) > int(last[5:]):
            part = f"{last[:4]}年" + _BARE_SPAN.sub(r"\1月至\2", part)
        last = (_span(part) or [""])[-1]
        yield part


def _numbered(found: re.Match[str]) -> str:
    return str(_MONTH_NAMES.index(found[0]) + 1)


def _span(part: str) -> list[str] | None:
    """The months of one part, none where it ends before it begins; None where it is no month and no span."""
    span = [tidy_month(end) for end in _TO.split(part)]
    if len(span) == 2 and re.fullmatch(r"\d{1,2}月?", span[1]):
        span[1] = f"{span[0][:4]}-{int(span[1].removesuffix('月')):02d}"
    if len(span) > 2 or not all(_REAL_MONTH.match(end) for end in span):
        return None
    return months_between(span[0], span[-1])
