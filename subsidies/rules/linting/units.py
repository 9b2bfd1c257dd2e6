"""Figures beside the words that say them: 30万元 is 300000元, 20% is 1/5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import PLAIN
from subsidies.rules.linting.finding import LintFinding, fault
from subsidies.rules.linting.use import deep_inside, figures_in
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Scheme, StepRule

SAID = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(万元|元|[%％])")
IN_WAN = re.compile(r"(?<![\d十百千两几])万元")
TIMES = {"万元": Fraction(10_000), "元": Fraction(1), "%": Fraction(1, 100), "％": Fraction(1, 100)}
Numbers = set[Fraction]


def said_and_reckoned(scheme: Scheme) -> Iterator[LintFinding]:
    """The words beside a formula say an amount or share of its own, and no other than the scheme has somewhere.

    What two figures make together may be said too: a least of 30万元 and at most 20% make 150万元.
    """
    known = _all(scheme)
    for what, line, text, own in [*_rules(scheme), *_asked(scheme, known), *_fixed(scheme, known)]:
        said = list(_said(text))
        strange = [written for written, value in said if value not in own | known]
        if not any(value in own for _, value in said):
            strange = [written for written, _ in said]
        for written in strange:
            numbers = "、".join(str(number) for number in sorted(own)[:4])
            problem = f"{what}写“{written}”，数字却是{numbers}"
            yield fault(scheme, line, "mixed_units", problem, "改正文字或数字，金额一律按元写")


def _rules(scheme: Scheme) -> Iterator[tuple[str, int, str, Numbers]]:
    """Figures, steps, bounds, shares of payers and conditions, with the numbers that they are made of."""
    for figure in scheme.figures.values():
        yield f"数字“{figure.label}”", figure.line, figure.label, set(figure.values.values())
    rules: list[StepRule | None] = [*scheme.steps.values(), scheme.amount, scheme.floor, scheme.ceiling]
    for rule in rules:
        if rule:
            own = _numbers(scheme, rule.node) or _all(scheme)
            yield f"“{rule.label}”", rule.line, rule.label, own | _cap(scheme)
    for item in (*scheme.conditions, *scheme.rules):
        if numbers := _numbers(scheme, item.holds):
            yield f"条件“{item.label}”", item.line, f"{item.label} {item.says}", numbers
    for payer in scheme.payers:
        if payer.limit:
            yield f"分担者“{payer.label}”", payer.line, payer.label, _numbers(scheme, payer.limit)


def _asked(scheme: Scheme, known: Numbers) -> Iterator[tuple[str, int, str, Numbers]]:
    """What is said of a fact that is decided within bounds."""
    for fact in scheme.facts.values():
        if any(fact.bound_figures) or fact.name == scheme.decision_fact:
            yield f"事实“{fact.label}”", fact.line, f"{fact.label} {fact.help}", known


def _fixed(scheme: Scheme, known: Numbers) -> Iterator[tuple[str, int, str, Numbers]]:
    """The cap, what is given beside the money, and the sentence that says how much there is."""
    if scheme.cap:
        yield "上限", scheme.cap.line, scheme.cap.label, _cap(scheme)
    for item in scheme.entitlements:
        yield f"“{item.label}”", item.line, item.label, {Fraction(item.amount, 100)}
    if scheme.figures:
        yield "标准说明（how_much）", scheme.guide.line, scheme.guide.how_much, known


def _said(text: str) -> Iterator[tuple[str, Fraction]]:
    """Each amount and share in the words, with its number."""
    for found in SAID.finditer(text):
        yield found[0], Fraction(found[1].replace(",", "")) * TIMES[found[2]]


def _numbers(scheme: Scheme, node: n.Node) -> Numbers:
    """The numbers of a formula and what two of them make."""
    names = figures_in(scheme, node)
    numbers = {value for name in names for value in scheme.figures[name].values.values()}
    numbers |= {part.value for part in deep_inside(scheme, node) if isinstance(part, n.Number) and part.value > 1}
    return _with_pairs(numbers)


def _all(scheme: Scheme) -> Numbers:
    numbers = {value for figure in scheme.figures.values() for value in figure.values.values()}
    numbers |= _cap(scheme)
    rest = {one - two for one, two in product(numbers, numbers)}
    return _with_pairs(numbers) | rest | {Fraction(item.amount, 100) for item in scheme.entitlements}


def _cap(scheme: Scheme) -> Numbers:
    return {Fraction(scheme.cap.amount, 100)} if scheme.cap else set()


def _with_pairs(numbers: Iterable[Fraction]) -> Numbers:
    own = set(numbers)
    made = {one * two for one, two in product(own, own)} | {one / two for one, two in product(own, own) if two}
    return own | made | {1 - one for one in own if one < 1}


def shares(scheme: Scheme) -> Iterator[LintFinding]:
    """A number without a unit is a share: 1/5 for 20%, never 20."""
    for figure in scheme.figures.values():
        if not figure.unit_text and any(value > 1 for value in figure.values.values()):
            what = f"“{figure.label}”没有单位，却大于1"
            todo = "比例写成分数（20%写 1/5）；倍数、次数或金额写明单位"
            yield fault(scheme, figure.line, "mixed_units", what, todo)


def in_yuan(scheme: Scheme) -> Iterator[LintFinding]:
    """All amounts are in 元: a name may not ask for 万元."""
    placed = [(figure.label, figure.line) for figure in scheme.figures.values() if figure.unit != PLAIN]
    placed += [(fact.label, fact.line) for fact in scheme.facts.values() if fact.type == FactType.MONEY]
    placed += [(step.label, step.line) for step in scheme.steps.values()]
    for label, line in placed:
        if IN_WAN.search(label):
            yield fault(scheme, line, "mixed_units", f"“{label}”写万元，数字却按元计", "改成元")
