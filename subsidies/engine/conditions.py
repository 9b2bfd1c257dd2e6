"""Whether a condition can come out both ways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from . import nodes as n
from .language import facts_used
from .lowering import Lowering, Presence
from .program import program_of
from .schema import Scheme

MOST_COMBINATIONS = 20_000


def never_changes(scheme: Scheme, node: n.Node) -> bool | None:
    """True or False where the condition always comes out so, None where it can come out both ways.

    Conditions on enums and truths alone are tried with every combination of values; others are looked at with the
    bounds of their numbers.
    """
    names = sorted(facts_used(node, scheme.steps, scheme.figures))
    choices = [_choices(scheme, name) for name in names]
    total = 1
    for values in choices:
        total *= len(values)
    if names and total and total <= MOST_COMBINATIONS:
        return _tried(scheme, node, names, choices)
    lowering = Lowering(scheme, Presence(), {"money": 10**12, "decimal": 10**9, "rate": 10**6, "int": 10**6})
    value = lowering.make(node)
    return bool(value.extra) if value.constant else None


def _choices(scheme: Scheme, name: str) -> Sequence[object]:
    """The values that the fact can have, if they are few; else none."""
    fact = scheme.facts[name]
    if fact.type == "enum":
        return tuple(fact.values)
    return (True, False) if fact.type == "bool" else ()


def _tried(scheme: Scheme, node: n.Node, names: Sequence[str], choices: Sequence[Sequence[object]]) -> bool | None:
    program = program_of(scheme)
    holds = program.closures.make(node)
    found = set()
    for values in product(*choices):
        env: list[object] = [None] * program.size
        for name, value in zip(names, values, strict=True):
            env[program.slots[name]] = value
        found.add(bool(holds(env)))
    return found.pop() if len(found) == 1 else None
