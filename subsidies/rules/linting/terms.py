"""A condition as comparisons of terms with numbers: what the linter tries out.

Within one choice of the enum facts every number is a sum of products of facts; what is none (the least of several,
whole parts, spans of months, tables read by a number) stands as an unknown of its own with the least and the most that
it can be. A term is such a sum without its constant, so that two comparisons of the same amount know of each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.linting.ranges import Range, Ranges, Sum, Term
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Scheme

GRIDS = {FactType.MONEY: Fraction(1, 100), FactType.DECIMAL: Fraction(1, 100), FactType.RATE: Fraction(1, 10**6)}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
POSITIVE: Range = (Fraction(0), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A term beside a number."""

    term: Term
    op: str
    bound: Fraction


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts (`every`), or any of them."""

    every: bool
    parts: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """Not the part."""

    part: Truth


# What is left once steps and choices are looked through.
Plain = n.FactRef | n.Given | n.FigureRef | n.Number | n.Arithmetic | n.Pick | n.Floor | n.Months | n.Truth
# A str is the name of a fact that is true or false.
Truth = bool | str | Compared | Both | Opposite


class Terms(Ranges):
    """Reads the formulas of a scheme for one choice of its enum facts."""

    def __init__(self, scheme: Scheme, modes: Mapping[str, str]) -> None:
        super().__init__()
        self.scheme, self.modes = scheme, modes

    # -- truths
    def truth(self, node: n.Node) -> Truth:
        """The condition with everything said that the modes decide."""
        node = self._plain(node)
        match node:
            case n.Logic():
                return _both(node.op == "and", [self.truth(item) for item in node.items])
            case n.Not():
                part = self.truth(node.item)
                return not part if isinstance(part, bool) else Opposite(part)
            case n.Among():
                return self.modes[node.fact] in node.values
            case n.Listed():
                return self._listed(node)
            case n.Compare():
                return self._compare(node.op, node.left, node.right)
            case n.FactRef():
                return node.name
            case n.Number() | n.Given() | n.FigureRef() | n.Arithmetic() | n.Pick() | n.Floor() | n.Months():
                raise TypeError(f"a number is no condition: {node}")
            case _:
                assert_never(node)

    def _plain(self, node: n.Node) -> Plain:
        """Steps and choices looked through."""
        while isinstance(node, n.StepRef | n.Branches):
            node = self.scheme.steps[node.name].node if isinstance(node, n.StepRef) else self._branch(node)
        return node

    def _branch(self, node: n.Branches) -> n.Node:
        return dict(node.cases).get(self.modes[node.fact], node.cases[0][1])

    def _listed(self, node: n.Listed) -> Truth:
        figure = self.scheme.figures[node.figure]
        rows = [zip(figure.by, key, strict=True) for key in figure.values]
        return _both(False, [_both(True, [self._entry(name, value) for name, value in row]) for row in rows])

    def _entry(self, name: str, value: str) -> Truth:
        if name in self.modes:
            return self.modes[name] == value
        return self._against("==", self._fact(name), Fraction(value))

    def _compare(self, op: str, left: n.Node, right: n.Node) -> Truth:
        left, right = self._plain(left), self._plain(right)
        if isinstance(right, n.Pick) and not isinstance(left, n.Pick):
            return self._compare(MIRRORED[op], right, left)
        if not isinstance(left, n.Pick):
            return self._against(op, _added(self.number(left), self.number(right), -1), Fraction(0))
        if op in ("==", "!="):
            strict = _both(False, [self._compare("<", left, right), self._compare(">", left, right)])
            return strict if op == "!=" else Opposite(strict)
        every = (left.op == "min") == (op in (">", ">="))
        return _both(every, [self._compare(op, item, right) for item in left.items])

    def _against(self, op: str, value: Sum, bound: Fraction) -> Truth:
        """The comparison with the constant on the right side and the first factor 1."""
        value = dict(value)
        bound -= value.pop((), Fraction(0))
        if not value:
            return compared(Fraction(0), op, bound)
        term = tuple(sorted(value.items(), key=repr))
        first = term[0][1]
        scaled = tuple((powers, factor / first) for powers, factor in term)
        return Compared(scaled, op if first > 0 else MIRRORED[op], bound / first)

    # -- numbers
    def number(self, node: n.Node) -> Sum:
        """The number as a sum of products of unknowns."""
        node = self._plain(node)
        match node:
            case n.Number():
                return _constant(node.value)
            case n.FactRef():
                return self._fact(node.name)
            case n.Given():
                return self._given(node.name)
            case n.FigureRef():
                return self._figure(node.name)
            case n.Arithmetic():
                return self._arithmetic(node)
            case n.Pick() | n.Floor() | n.Months():
                return self._unknown_of(node)
            case n.Compare() | n.Among() | n.Listed() | n.Logic() | n.Not():
                raise TypeError(f"a condition is no number: {node}")
            case _:
                assert_never(node)

    def _fact(self, name: str) -> Sum:
        return self.unknown(name, POSITIVE, GRIDS.get(self.scheme.facts[name].type, Fraction(1)))

    def _given(self, name: str) -> Sum:
        policy = self.scheme.policy
        months = {"policy_first_month": policy.first_month, "policy_last_month": policy.last_month}
        return _constant(Fraction(months[name])) if name in months else self.unknown(name, POSITIVE, Fraction(1))

    def _figure(self, name: str) -> Sum:
        figure = self.scheme.figures[name]
        if all(fact in self.modes for fact in figure.by):
            return _constant(figure.values.get(tuple(self.modes[fact] for fact in figure.by), Fraction(0)))
        values = [Fraction(0), *figure.values.values()]
        return self.unknown(("table", name), (min(values), max(values)), None)

    def _arithmetic(self, node: n.Arithmetic) -> Sum:
        left, right = self.number(node.left), self.number(node.right)
        if node.op in "+-":
            return _added(left, right, 1 if node.op == "+" else -1)
        if node.op == "/":
            return {powers: factor / right[()] for powers, factor in left.items()}
        return _multiplied(left, right)

    def _unknown_of(self, node: n.Node) -> Sum:
        """The least or greatest of several, a whole part, a span of months: by what it is made of."""
        items = [self.number(item) for item in n.children(node)]
        ranges = [self.range_of(item) for item in items]
        sort: Hashable = (type(node).__name__, getattr(node, "op", ""))
        name = (sort, tuple(tuple(sorted(item.items(), key=repr)) for item in items))
        found = _range(node, ranges)
        if found[0] is not None and found[0] == found[1]:
            return _constant(found[0])
        return self.unknown(name, found, Fraction(1) if isinstance(node, n.Floor | n.Months) else None)


def compared(value: Fraction, op: str, bound: Fraction) -> bool:
    """The comparison of two numbers."""
    if op in ("==", "!="):
        return (value == bound) == (op == "==")
    return value < bound if op == "<" else value <= bound if op == "<=" else value > bound if op == ">" else (
        value >= bound
    )  # fmt: skip


def parts_of(truth: Truth) -> Iterator[Compared | str]:
    """Every comparison and every true-or-false fact inside."""
    match truth:
        case bool():
            return
        case Compared() | str():
            yield truth
        case Both():
            for part in truth.parts:
                yield from parts_of(part)
        case Opposite():
            yield from parts_of(truth.part)
        case _:
            assert_never(truth)


def _both(every: bool, parts: list[Truth]) -> Truth:
    if any(isinstance(part, bool) and part != every for part in parts):
        return not every
    left = tuple(part for part in parts if not isinstance(part, bool))
    return Both(every, left) if left else every


def _constant(value: Fraction) -> Sum:
    return {(): value} if value else {}


def _added(left: Sum, right: Sum, sign: int) -> Sum:
    total = {
        powers: left.get(powers, Fraction(0)) + sign * right.get(powers, Fraction(0)) for powers in {**left, **right}
    }
    return {powers: factor for powers, factor in total.items() if factor}


def _multiplied(left: Sum, right: Sum) -> Sum:
    total: Sum = {}
    for one, factor in left.items():
        for two, other in right.items():
            total = _added(total, {tuple(sorted((*one, *two), key=repr)): factor * other}, 1)
    return total


def _range(node: n.Node, ranges: list[Range]) -> Range:
    if isinstance(node, n.Floor):
        low, high = ranges[0]
        return None if low is None else low // 1 + Fraction(0), None if high is None else high // 1 + Fraction(0)
    if isinstance(node, n.Months):
        (first_low, first_high), (last_low, last_high) = ranges
        most = None if last_high is None or first_low is None else last_high - first_low + 1
        least = Fraction(0) if last_low is None or first_high is None else last_low - first_high + 1
        return max(least, Fraction(0)), None if most is None else max(most, Fraction(0))
    return _picked(isinstance(node, n.Pick) and node.op == "min", ranges)


def _picked(least: bool, ranges: list[Range]) -> Range:
    """Of the least of several the most is known as soon as one has an end, its least only when all have one."""
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    if least:
        return min(lows) if len(lows) == len(ranges) else None, min(highs) if highs else None
    return max(lows) if lows else None, max(highs) if len(highs) == len(ranges) else None
