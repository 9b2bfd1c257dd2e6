"""What a claim is said to meet. A condition that is written for another mode says nothing of it and is left out, and so
is residence where nobody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.language import facts_used
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.schemes import Requirement, Scheme
from subsidies.rules.single.reckoning import Reckoned


class Idle(NamedTuple):
    """A condition, and the values of enum facts with which it asks nothing."""

    label: str
    modes: Mapping[str, frozenset[str]]


class Met:
    """The conditions of one scheme in words, for a claim that meets them all."""

    def __init__(self, scheme: Scheme, slots: Mapping[str, int]) -> None:
        self.asked = frozenset().union(*(_to_show(scheme, item.holds) for item in scheme.conditions))
        self.slots, self.resident_asked = slots, scheme.resident_asked
        self.let_in = f"经工作专班审核同意（{article_label(scheme.policy.scope.article)}）"
        self.conditions = [Idle(item.label, idle_modes(scheme, item)) for item in scheme.conditions]

    def words(self, found: Reckoned) -> str:
        """What the claim meets."""
        return "；".join(["在有效期内", *self._applicant(found.header.resident), *self._listed(found.env)])

    def _applicant(self, resident: bool) -> list[str]:
        """Its kind, and why it need not be resident if it is not."""
        if not self.resident_asked:
            return ["申请人类别相符"]
        return ["申请人类别和入驻情况相符"] if resident else ["申请人类别相符", self.let_in]

    def _listed(self, env: list[Any]) -> list[str]:
        return [
            item.label
            for item in self.conditions
            if not item.modes or not any(env[self.slots[name]] in values for name, values in item.modes.items())
        ]


def _to_show(scheme: Scheme, node: n.Node) -> frozenset[str]:
    """The facts without which a reader could not check the condition."""
    return facts_used(node, scheme.steps, scheme.figures) - _said_itself(node)


def _said_itself(node: n.Node) -> frozenset[str]:
    """The truths that the words of a condition repeat: the one that it asks for, if need be in one mode alone."""
    if isinstance(node, n.FactRef):
        return frozenset({node.name})
    if isinstance(node, n.Not):
        return _said_itself(node.item)
    asked = [item for item in n.children(node) if not _is_mode(item)] if isinstance(node, n.Logic) else []
    return _said_itself(asked[0]) if len(asked) == 1 else frozenset()


def _is_mode(node: n.Node) -> bool:
    return isinstance(node.item if isinstance(node, n.Not) else node, n.Among)


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
    if not isinstance(node, n.Truth):
        return None
    match node:
        case n.Among():
            return value in node.values if node.fact == fact else None
        case n.Not():
            inner = truth(node.item, fact, value)
            return None if inner is None else not inner
        case n.Logic():
            decides = node.op == "or"
            found = {truth(item, fact, value) for item in node.items}
            return decides if decides in found else None if None in found else not decides
        case n.Compare() | n.Listed():
            return None
        case _:
            assert_never(node)
