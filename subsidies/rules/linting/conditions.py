"""Whether a condition can come out both ways, and whether an amount can lie between two bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product
from typing import assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.language import facts_used
from subsidies.rules.linting.ranges import Range, Term
from subsidies.rules.linting.terms import Both, Compared, Opposite, Terms, Truth, compared, parts_of
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Scheme

MOST_TRIED = 20_000
Value = bool | Fraction


def never_changes(scheme: Scheme, node: n.Node) -> bool | None:
    """True or False where the condition always comes out so, None where it can come out both ways or is too large.

    Every choice of the enum facts is tried, and with each the truths and the numbers just below, at and above every
    boundary. Terms are taken as free of each other, so nothing is called constant that is not.
    """
    found: set[bool] = set()
    left = MOST_TRIED
    for modes in _modes(scheme, [node]):
        terms = Terms(scheme, modes)
        truth = terms.truth(node)
        names, choices = _choices(terms, truth)
        for values in islice(product(*choices), left):
            left -= 1
            found.add(_holds(truth, dict(zip(names, values, strict=True))))
            if len(found) == 2:
                return None
        if left <= 0:
            return None
    return found.pop() if found else None


def empty_between(scheme: Scheme, floor: n.Node, ceiling: n.Node) -> bool:
    """Is the least more than the most, whatever the facts?"""
    for modes in islice(_modes(scheme, [floor, ceiling]), MOST_TRIED):
        terms = Terms(scheme, modes)
        low, high = terms.range_of(terms.number(floor))[0], terms.range_of(terms.number(ceiling))[1]
        if low is None or high is None or low <= high:
            return False
    return True


def _modes(scheme: Scheme, nodes: Sequence[n.Node]) -> Iterator[Mapping[str, str]]:
    """Every choice of the enum facts that the formulas look at."""
    used = sorted({name for node in nodes for name in facts_used(node, scheme.steps, scheme.figures)})
    names = [name for name in used if scheme.facts[name].type == FactType.ENUM]
    for values in product(*(scheme.facts[name].values for name in names)):
        yield dict(zip(names, values, strict=True))


def _choices(terms: Terms, truth: Truth) -> tuple[list[str | Term], list[Sequence[Value]]]:
    """What is free in the condition, and which values of each to try."""
    bounds: dict[str | Term, set[Fraction]] = {}
    for part in parts_of(truth):
        if isinstance(part, Compared):
            bounds.setdefault(part.term, set()).add(part.bound)
        else:
            bounds.setdefault(part, set())
    return list(bounds), [
        (True, False) if isinstance(name, str) else _points(terms, name, found) for name, found in bounds.items()
    ]


def _points(terms: Terms, term: Term, bounds: set[Fraction]) -> Sequence[Fraction]:
    """The boundaries and what lies just beside and between them, within what the term can be."""
    low, high = between = terms.range_of(dict(term))
    cuts = sorted(bounds | {end for end in between if end is not None})
    grid = terms.grid_of(term)
    if grid is None:
        points = {*cuts, cuts[0] - 1, cuts[-1] + 1}
        points |= {(one + two) / 2 for one, two in pairwise(cuts)}
    else:
        points = {(cut // grid + step) * grid for cut in cuts for step in (-1, 0, 1, 2)}
    return sorted(point for point in points if _inside(point, (low, high)))


def _inside(point: Fraction, between: Range) -> bool:
    low, high = between
    return (low is None or low <= point) and (high is None or point <= high)


def _holds(truth: Truth, values: Mapping[str | Term, Value]) -> bool:
    match truth:
        case bool():
            return truth
        case Opposite():
            return not _holds(truth.part, values)
        case Both():
            held = (_holds(part, values) for part in truth.parts)
            return all(held) if truth.every else any(held)
        case Compared():
            return compared(Fraction(values[truth.term]), truth.op, truth.bound)
        case str():
            return bool(values[truth])
        case _:
            assert_never(truth)
