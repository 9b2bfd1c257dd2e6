"""Bands that overlap or leave a gap, tables that are not complete, and bounds between which nothing lies."""

from __future__ import annotations

from collections.abc import Iterator

from subsidies.rules.formulas import nodes as n
from subsidies.rules.linting.conditions import empty_between
from subsidies.rules.linting.finding import LintFinding, fault
from subsidies.rules.linting.use import inside
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import PolicyFigure, Scheme
from subsidies.rules.model.values import month_text
from subsidies.rules.single.closures import Closures

FIRST_YEAR = 1900  # a table by year may begin with any year


def number_bands(scheme: Scheme) -> Iterator[LintFinding]:
    """A table by whole numbers begins with 0 or 1 and leaves none out."""
    for figure in scheme.figures.values():
        for row in _rows(scheme, figure):
            if row[0] > 1 and row[0] < FIRST_YEAR:
                what = f"“{figure.label}”从{row[0]}开始，没有写1到{row[0] - 1}"
                yield fault(scheme, figure.line, "band_gap", what, "补上缺少的一档")
            if row[-1] - row[0] >= len(row):
                yield fault(scheme, figure.line, "band_gap", f"“{figure.label}”的各档不连续", "补上缺少的一档")


def _rows(scheme: Scheme, figure: PolicyFigure) -> list[list[int]]:
    """The whole numbers that the table is read by, in order, for each value of what else it is read by."""
    rows: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for place, name in enumerate(figure.by):
        for key in figure.values if scheme.facts[name].type == FactType.INT else ():
            rows.setdefault((place, key[:place] + key[place + 1 :]), []).append(int(key[place]))
    return [sorted(row) for row in rows.values()]


def tables(scheme: Scheme) -> Iterator[LintFinding]:
    """Tables without some values of an enum that no condition keeps out."""
    listed = {part.figure for item in scheme.conditions for part in inside(item.holds) if isinstance(part, n.Listed)}
    for figure in scheme.figures.values():
        whole = 1
        for name in figure.by:
            whole *= max(len(scheme.facts[name].values), 1)
        if figure.by and len(figure.values) < whole and not listed & _same_keys(scheme, figure.name):
            todo = "补上这些取值，或写一个排除它们的条件"
            yield fault(scheme, figure.line, "table_gap", f"“{figure.label}”没有写全取值，也没有条件排除", todo)


def _same_keys(scheme: Scheme, name: str) -> set[str]:
    """The figures read by the same facts with the same entries."""
    figure = scheme.figures[name]
    return {
        other.name
        for other in scheme.figures.values()
        if other.by == figure.by and set(other.values) <= set(figure.values)
    }


def month_bands(scheme: Scheme) -> Iterator[LintFinding]:
    """Each month of a tenancy or employment falls into one band at most, and there is none missing in between."""
    spans = [step for step in scheme.steps.values() if isinstance(step.node, n.Months)]
    starts = [
        name
        for name, fact in scheme.facts.items()
        if fact.type == FactType.MONTH and name not in ("first_month", "last_month")
    ]
    if not spans or len(starts) != 1 or "first_month" not in scheme.facts:
        return
    closures = Closures(scheme)
    reckon = [closures.make(step.node) for step in spans]
    start = scheme.policy.first_month
    counts = []
    for month in range(start, scheme.policy.last_month + 1):
        env = [None] * len(closures.slots)
        for name, value in ((starts[0], start), ("first_month", month), ("last_month", month)):
            env[closures.slots[name]] = value  # type: ignore[call-overload]  # a slot takes any value
        counts.append(sum(step(env) for step in reckon))
    if any(count > 1 for count in counts):
        twice = month_text(start + next(place for place, count in enumerate(counts) if count > 1))
        yield fault(scheme, spans[0].line, "band_overlap", f"{twice}同时算进两段", "改正各段的起止月份")
    inside = [place for place, count in enumerate(counts) if count]
    if inside and inside != list(range(inside[0], inside[-1] + 1)):
        yield fault(scheme, spans[0].line, "band_gap", "各段之间有月份没有算进任何一段", "改正各段的起止月份")


def bounds(scheme: Scheme) -> Iterator[LintFinding]:
    """A least above the most leaves no amount that could be decided."""
    for fact in scheme.facts.values():
        if fact.least is not None and fact.most is not None and fact.least > fact.most:
            what = f"“{fact.label}”的下限{fact.least}高于上限{fact.most}，没有可以核定的数"
            yield fault(scheme, fact.line, "bounds_empty", what, "改正下限或上限的数字")
    if scheme.floor and scheme.ceiling and empty_between(scheme, scheme.floor.node, scheme.ceiling.node):
        what = f"下限（{scheme.floor.label}）总高于上限（{scheme.ceiling.label}），没有可以核定的金额"
        yield fault(scheme, scheme.floor.line, "bounds_empty", what, "改正下限或上限的数字")
