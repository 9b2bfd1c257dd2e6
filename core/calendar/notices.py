"""The State Council's notice of a year's holidays, read into days. What cannot be read is refused, never guessed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.values.days import day_words
from core.values.verdict import Refused

HOLIDAYS = {
    "元旦": "元旦", "春节": "春节", "清明": "清明节", "劳动": "劳动节", "端午": "端午节", "中秋": "中秋节",
    "国庆": "国庆节",
}  # fmt: skip
WEEK = "一二三四五六日"
LONGEST = 15
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_SPAN = re.compile(rf"{_DAY}(?:[至到~—-]+{_DAY})?")
_SAID = re.compile(r"(.*?)(放假|上班)([^放上]*)")
_COUNT = re.compile(r"共(\d{1,2})天")
_NOTED = re.compile(r"(?:周|星期)([一二三四五六日天])")
_YEAR = re.compile(r"(\d{4})年(?:元旦|部分节假日|节假日)")


@dataclass(frozen=True)
class _Typed:
    """A day as a notice writes it: year and month where it names them, the day, what stands in brackets."""

    year: str | None
    month: str | None
    day: str
    note: str | None


def read_notice(text: str, year: int) -> dict[date, bool]:
    """The days that a notice names, each with whether it is worked. Raises Refused with a sentence."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    _refuse_other_year(plain, year)
    found: dict[date, bool] = {}
    rested = ""
    for clause in re.split("[。;]", plain):
        for before, what, after in _SAID.findall(clause):
            days = list(_days(before, year))
            _refuse_other_count(after, days, clause)
            rested += clause if what == "放假" and days else ""
            _add(found, days, worked=what == "上班")
    if missing := [name for key, name in HOLIDAYS.items() if key not in rested]:
        raise Refused(f"通知中没有读到{'、'.join(missing)}的放假日期，请粘贴通知全文。")
    return dict(sorted(found.items()))


def _refuse_other_year(plain: str, year: int) -> None:
    others = {said for said in _YEAR.findall(plain) if int(said) != year}
    if others:
        raise Refused(f"这份通知是{min(others)}年的，不是{year}年的。")


def _refuse_other_count(after: str, days: list[date], clause: str) -> None:
    said = _COUNT.search(after)
    if said and int(said[1]) != len(days):
        raise Refused(f"“{clause}”：写明共{said[1]}天，读到{len(days)}天，请核对原文。")


def _add(found: dict[date, bool], days: list[date], *, worked: bool) -> None:
    for day in days:
        if found.setdefault(day, worked) != worked:
            raise Refused(f"{day_words(day)}既放假又上班，请核对原文。")
        if worked and day.weekday() < 5:
            raise Refused(f"{day_words(day)}是星期{WEEK[day.weekday()]}，不是调休上班的周末，请核对原文。")


def _days(text: str, year: int) -> Iterator[date]:
    """Every day of the spans that a clause names before its verb; a month is carried on from the day before."""
    month: str | None = None
    for match in _SPAN.finditer(text):
        first = _date(_Typed(*match.groups()[:4]), year, month)
        month = str(first.month)
        last = first
        if match[7]:
            last = _date(_Typed(*match.groups()[4:]), first.year, month)
            month = str(last.month)
        if not 0 <= (last - first).days < LONGEST:
            raise Refused(f"“{match[0]}”不是一段放假日期，请核对原文。")
        yield from (_of_year(first + timedelta(days=n), year) for n in range((last - first).days + 1))


def _date(typed: _Typed, year: int, month: str | None) -> date:
    month = typed.month or month
    if month is None:
        raise Refused(f"“{typed.day}日”没有写明月份，请核对原文。")
    try:
        day = date(int(typed.year or year), int(month), int(typed.day))
    except ValueError as error:
        raise Refused(f"没有“{month}月{typed.day}日”这一天，请核对原文。") from error
    noted = _NOTED.search(typed.note or "")
    if noted and WEEK.index(noted[1].replace("天", "日")) != day.weekday():
        raise Refused(f"{day_words(day)}是星期{WEEK[day.weekday()]}，通知写的是星期{noted[1]}，请核对年份和原文。")
    return day


def _of_year(day: date, year: int) -> date:
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        raise Refused(f"{day_words(day)}不在{year}年，请核对原文。")
    return day
