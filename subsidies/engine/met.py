"""Which conditions concern a claim: one that is written for another mode says nothing of it and is not called met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from . import nodes as n
from .language import facts_used
from .schema import Requirement, Scheme


class Idle(NamedTuple):
    """A condition, and the values of enum facts with which it asks nothing."""

    label: str
    modes: Mapping[str, frozenset[str]]


class Met:
    """The conditions of one scheme in words, for a claim that meets them all."""

    def __init__(self, scheme: Scheme, slots: Mapping[str, int]) -> None:
        self.slots = slots
        self.conditions = [Idle(item.label, idle_modes(scheme, item)) for item in scheme.conditions]

    @property
    def modes(self) -> frozenset[str]:
        """The enum facts on which it hangs what is listed."""
        return frozenset(name for item in self.conditions for name in item.modes)

    def words(self, env: list[Any]) -> str:
        """What the claim meets."""
        return "；".join(["在有效期内", "申请人类别和入驻情况相符", *self._listed(env)])

    def _listed(self, env: list[Any]) -> list[str]:
        return [
            item.label
            for item in self.conditions
            if not any(env[self.slots[name]] in values for name, values in item.modes.items())
        ]


def idle_modes(scheme: Scheme, condition: Requirement) -> Mapping[str, frozenset[str]]:
    """By enum fact, the values with which the condition holds whatever else is claimed. A condition on that fact
    alone asks about the mode itself: it concerns every claim."""
    found = {}
    for name in sorted(facts_used(condition.holds, scheme.steps, scheme.figures)):
        truths = {value: truth(condition.holds, name, value) for value in scheme.facts[name].values}
        idle = frozenset(value for value, holds in truths.items() if holds)
        if idle and None in truths.values():
            found[name] = idle
    return found


def truth(node: n.Node, fact: str, value: str) -> bool | None:
    """What the value of one enum fact makes of a test; None where it hangs on more than that."""
    if isinstance(node, n.Among):
        return value in node.values if node.fact == fact else None
    if isinstance(node, n.Not):
        inner = truth(node.item, fact, value)
        return None if inner is None else not inner
    if isinstance(node, n.Logic):
        decides = node.op == "or"
        found = {truth(item, fact, value) for item in node.items}
        return decides if decides in found else None if None in found else not decides
    return None
