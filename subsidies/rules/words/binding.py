"""Which limit decided: of every "the lesser of" that is shown, the line that is the least."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.kinds import GivenBy, Outcome
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.items import Items

Part = tuple[str, Callable[[list[Any]], Any]]


class Contests:
    """Every "the lesser of" of one scheme: its parts with the names of their lines."""

    def __init__(self, items: Items) -> None:
        self.scheme, self.closures = items.scheme, items.program.closures
        self.contests = [(self._parts(nodes), of_amount) for nodes, of_amount in items.contests_shown]

    def _parts(self, nodes: tuple[n.Node, ...]) -> tuple[Part, ...]:
        return tuple((self._limit_name(node), self.closures.make(node)) for node in nodes)

    def _limit_name(self, item: n.Node) -> str:
        """The line that is a limit; what the applicant states is none."""
        if isinstance(item, n.FactRef) and self.scheme.facts[item.name].given_by == GivenBy.APPLICANT:
            return ""
        return str(getattr(item, "name", ""))

    def winners(self, found: Reckoned) -> set[str]:
        """The names of the lines that decided. Where the office did, within bounds, no limit of these has."""
        winners, undecided = set(), found.outcome == Outcome.NEEDS_DECISION
        for parts, of_amount in self.contests:
            winner = self._winner(parts, found.env) if of_amount or undecided else ""
            if winner:
                winners.add(winner)
        return winners

    def _winner(self, parts: tuple[Part, ...], env: list[Any]) -> str:
        try:
            values = [(reckon(env), name) for name, reckon in parts]
        except TypeError:
            return ""
        least = min(value for value, _ in values)
        return next(name for value, name in values if value == least)
