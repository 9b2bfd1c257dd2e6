"""Reckonings of one kind differ in nothing but their figures: the rest is made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.decision import Step
from subsidies.rules.model.kinds import FactType, Outcome
from subsidies.rules.model.schemes import StepRule
from subsidies.rules.model.values import Number
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.failing import SHOWING
from subsidies.rules.words.line import Line
from subsidies.rules.words.lines import Reckoning
from subsidies.rules.words.wording import YUAN_STYLE, Style, number_text

MOST_PLANS = 5_000
Write = Callable[[Reckoned], Step]


class Plan:
    """The lines of one kind of reckoning: those that never change, and how to make the others."""

    def __init__(self, reckoning: Reckoning, lines: list[Line]) -> None:
        self.steps = [line.step() for line in lines]
        self.figures = [(place, _writer(reckoning, line)) for place, line in enumerate(lines) if line.figure is None]

    def fill(self, found: Reckoned) -> tuple[Step, ...]:
        """The steps for these figures."""
        steps = self.steps.copy()
        for place, write in self.figures:
            steps[place] = write(found)
        return tuple(steps)


class Plans:
    """The plans of one scheme, by everything that the words of a reckoning hang on."""

    def __init__(self, reckoning: Reckoning) -> None:
        self.reckoning = reckoning
        self.known: dict[Any, Plan] = {}
        self.features = reckoning.program.closures.tuple_of(features(reckoning))

    def steps(self, found: Reckoned) -> tuple[Step, ...]:
        """The reckoning of what was found."""
        key = self.key(found)
        if key is None:
            return tuple(line.step() for line in self.reckoning.lines(found))
        plan = self.known.get(key)
        if plan is None:
            if len(self.known) >= MOST_PLANS:
                self.known.clear()
            plan = self.known[key] = Plan(self.reckoning, self.reckoning.lines(found))
        return plan.fill(found)

    def key(self, found: Reckoned) -> Any:
        """What kind of reckoning it is; None where a value is missing that a comparison would need, or where the words
        show values."""
        if found.outcome == Outcome.INVALID or (found.outcome == Outcome.NOT_PAYABLE and not found.reckoned):
            return frozenset(found.reasons) if SHOWING.isdisjoint(found.reasons) else None
        try:
            shape = self.features(found.env)
        except TypeError:
            return None
        left = found.cap_left
        cap = (found.cap_binds, left != found.program.cap, left < 0) if left is not None else None
        header = (bool(found.header.other), found.header.resident)
        return found.outcome, shape, cap, header, tuple(found.reasons), found.under_a_fen


def features(reckoning: Reckoning) -> list[str]:
    """The texts of all that tells one kind of reckoning from another, but for the header and the cap."""
    closures = reckoning.program.closures
    found = []
    for fact in reckoning.used_facts():
        if fact.type in (FactType.ENUM, FactType.BOOL) or fact.shown or fact.name in keys_of(reckoning):
            found.append(closures.text(n.FactRef(n.BOOL, fact.name)))
        if fact.optional:
            found.append(f"{closures.text(n.FactRef(n.BOOL, fact.name))} is None")
    found += [_is_nothing(reckoning, step) for step in reckoning.spans]
    for parts in reckoning.contest_nodes:
        texts = [closures.text(part) for part in parts]
        for place, text in enumerate(texts[1:], 1):
            least = f"min({', '.join(texts[:place])})" if place > 1 else texts[0]
            found.append(f"{text} < {least}")
    return found


def _is_nothing(reckoning: Reckoning, step: StepRule) -> str:
    """The text that asks whether a count of months is 0; a step of another mode cannot be reckoned."""
    closures, mode = reckoning.program.closures, step.only_when
    text = f"{closures.text(n.StepRef(step.node.type, step.name))} == 0"
    return f"({closures.text(n.Among(n.BOOL, mode.fact, mode.values))} and {text})" if mode else text


def keys_of(reckoning: Reckoning) -> frozenset[str]:
    """The facts that a table is read by."""
    return frozenset(fact for figure in reckoning.scheme.figures.values() for fact in figure.by)


# ------------------------------------------------------------------ figures
def _writer(reckoning: Reckoning, line: Line) -> Write:
    """Makes the step of a line from what was found."""
    label, rule, binding, style = line.label, line.rule, line.binding, line.style
    kind, _, name = line.source.partition(":")
    if kind in ("amount", "share", "fen"):
        fen = fen_of(kind, name)
        return lambda found: _new(Step, (label, fen_text(fen(found)), rule, binding))
    value, text = value_of(reckoning, line.source), text_of(style)
    return lambda found: _new(Step, (label, text(value(found)), rule, binding))


_new = tuple.__new__


def fen_of(kind: str, name: str) -> Callable[[Reckoned], int]:
    """Where whole fen are found: the amount, a share, or a bound as it is answered."""
    if kind == "amount":
        return lambda found: found.amount or 0
    if kind == "share":
        return lambda found: found.shares[name]
    return lambda found: getattr(found, name) // 1


def text_of(style: Style) -> Callable[[Any], str]:
    """How a value of the style is written."""
    if style == YUAN_STYLE:
        return money_text
    if style.form == "number" and style.unit and style.scale == 1:
        return partial(plain_text, f" {style.unit}", style.unit)
    return style.text


def value_of(reckoning: Reckoning, source: str) -> Callable[[Reckoned], Any]:
    """Where the value of a line is found."""
    kind, _, name = source.partition(":")
    if kind == "other":
        return lambda found: found.header.other
    if kind == "cap_left":
        return lambda found: max(found.cap_left or 0, 0)
    if kind == "fact":
        slot = reckoning.program.slots[name]
        return lambda found: found.env[slot]
    closures = reckoning.program.closures
    node = next(rule.node for rule in reckoning.rules if rule.name == name)
    reckon = closures.make(n.StepRef(node.type, name) if name in reckoning.scheme.steps else node)
    return lambda found: reckon(found.env)


def fen_text(fen: int) -> str:
    """Fen as 123.45 元."""
    return f"{fen // 100}.{fen % 100:02d} 元"


def money_text(fen: Number) -> str:
    """The same where there may be parts of a fen, which are shown."""
    if type(fen) is int or fen.denominator == 1:
        return fen_text(fen.numerator)
    thousandths, left = divmod(fen.numerator * 1000, fen.denominator)
    if left or thousandths < 0:
        return YUAN_STYLE.text(fen)
    return f"{thousandths // 100_000}.{thousandths % 100_000:05d}".rstrip("0") + " 元"


def plain_text(tail: str, unit: str, value: Number) -> str:
    """The same as number_text, quicker for whole numbers."""
    return f"{value}{tail}" if type(value) is int else number_text(value, unit)
