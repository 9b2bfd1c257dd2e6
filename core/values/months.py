"""Calendar months as YYYY-MM."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta


def month_index(month: str) -> int:
    """Months since year 0, so that differences count months."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_text(index: int) -> str:
    """YYYY-MM of a month index."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def months_between(first: str, last: str) -> list[str]:
    """All months from `first` to `last`, both included; none when `last` comes before `first`."""
    return [month_text(index) for index in range(month_index(first), month_index(last) + 1)]


def runs_of(months: Iterable[str]) -> list[list[str]]:
    """The months in their order, cut where one is left out."""
    runs: list[list[str]] = []
    for month in sorted(set(months)):
        if runs and month_index(month) == month_index(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def last_day_of(month: str) -> date:
    """The last day of a calendar month."""
    return over_on(month) - timedelta(days=1)


def over_on(month: str) -> date:
    """The first day on which a calendar month is over."""
    index = month_index(month) + 1
    return date(index // 12, index % 12 + 1, 1)


def months_words(months: Iterable[str]) -> str:
    """Months in words, a run as from and to: 2026年1月至3月、2026年6月."""
    return "、".join(_run_words(run) for run in runs_of(months))


def _run_words(run: Sequence[str]) -> str:
    first, *later = (_month_words(month) for month in run)
    if not later:
        return first
    year = f"{int(run[0][:4])}年"
    return f"{first}至{later[-1].removeprefix(year)}"


def _month_words(month: str) -> str:
    return f"{int(month[:4])}年{int(month[5:])}月"
