"""Calendar months as YYYY-MM."""

from collections.abc import Iterable


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
