"""The names that a formula may use at a place, and what is known there of the enum facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.schemes import Fact, PolicyFigure, StepRule, When

GIVEN = ("on_month", "policy_first_month", "policy_last_month")
Known = Mapping[str, frozenset[str]]


@dataclass
class Scope:
    """The names a formula may use. `present` are optional facts known to be there at that place."""

    facts: Mapping[str, Fact]
    figures: Mapping[str, PolicyFigure]
    steps: Mapping[str, StepRule]
    present: frozenset[str] = frozenset()
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    @contextmanager
    def knowing(self, more: Known) -> Iterator[None]:
        """Within this block the enum facts are known to have one of these values."""
        before = dict(self.known)
        for fact, values in more.items():
            self.known[fact] = self.possible(fact) & values
        yield
        self.known = before

    def possible(self, fact: str) -> frozenset[str]:
        """The values that the enum fact can still have here."""
        return self.known.get(fact, frozenset(self.facts[fact].values))

    def met(self, when: When | None) -> bool:
        """Is it certain here that the mode is the one needed?"""
        return when is None or self.possible(when.fact) <= set(when.values)


def learnt(node: n.Node, truth: bool, scope: Scope) -> Known:
    """What is known of enum facts once the node has come out as `truth`."""
    if not isinstance(node, n.Truth):
        return {}
    match node:
        case n.Not():
            return learnt(node.item, not truth, scope)
        case n.Among():
            values = frozenset(node.values)
            return {node.fact: values if truth else frozenset(scope.facts[node.fact].values) - values}
        case n.Logic():
            return _learnt_of_all(node, truth, scope) if (node.op == "and") == truth else {}
        case n.Compare() | n.Listed():
            return {}
        case _:
            assert_never(node)


def _learnt_of_all(node: n.Logic, truth: bool, scope: Scope) -> Known:
    known: dict[str, frozenset[str]] = {}
    for item in node.items:
        for fact, values in learnt(item, truth, scope).items():
            known[fact] = known.get(fact, values) & values
    return known
