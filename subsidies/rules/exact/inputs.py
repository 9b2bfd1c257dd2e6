"""The columns of a scheme as values of a graph: what stands in them, and in which rows something does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.values import Value
from subsidies.rules.model.header import COLUMNS
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Scheme, When

SCALES = {FactType.MONEY: 100, FactType.DECIMAL: 100, FactType.RATE: 1_000_000, FactType.INT: 1}
MAX_MONTH = 9999 * 12 + 11
MAX_DAY = 3_652_059


@dataclass(frozen=True, slots=True)
class Presence:
    """Which columns are there: `told` have a state for each row, `absent` are left out altogether."""

    told: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


class Inputs:
    """The columns of one scheme. `most` bounds the numbers that they may hold, by fact type."""

    def __init__(self, scheme: Scheme, presence: Presence, most: Mapping[FactType, int]) -> None:
        self.scheme, self.presence, self.most = scheme, presence, most
        self.facts = {**COLUMNS, **scheme.facts}
        self.graph = Graph()

    def column(self, name: str) -> Value:
        """The values of a fact or of a header field as whole numbers over its scale, or codes of an enum, or truths."""
        fact = self.facts[name]
        return self._default(fact) if name in self.presence.absent else self.stated(name)

    def stated(self, name: str) -> Value:
        """The same where the column is there."""
        fact = self.facts[name]
        match fact.type:
            case FactType.BOOL:
                return self.graph.input(name, "b1", 1, 0, 1)
            case FactType.ENUM:
                return self.graph.input(name, "i1", 1, 0, len(fact.values) - 1)
            case FactType.MONTH:
                return self.graph.input(name, "i4", 1, 0, MAX_MONTH)
            case FactType.DATE:
                return self.graph.input(name, "i4", 1, 0, MAX_DAY)
            case FactType.MONEY | FactType.DECIMAL | FactType.RATE | FactType.INT:
                return self.graph.input(name, "i8", SCALES[fact.type], 0, self.most[fact.type])
            case _:
                assert_never(fact.type)

    def _default(self, fact: Fact) -> Value:
        if fact.type == FactType.BOOL:
            return self.graph.truth(fact.default == "true")
        return self.graph.number(Fraction(fact.default or 0) if fact.type in SCALES else 0)

    def wrong(self, name: str) -> Value:
        """Rows in which the column holds no value of its type."""
        return self._state(name, 2)

    def absent(self, name: str) -> Value:
        """Rows in which the column is left out."""
        if name in self.presence.absent:
            return self.graph.truth(True)
        return self._state(name, 1)

    def is_given(self, name: str) -> Value:
        """Rows with a value."""
        if name in self.presence.absent:
            return self.graph.truth(False)
        return self._state(name, 0) if name in self.presence.told else self.graph.truth(True)

    def _state(self, name: str, state: int) -> Value:
        if name not in self.presence.told:
            return self.graph.truth(False)
        return self.graph.equals_code(self.graph.input(f"state:{name}", "i1", 1, 0, 2), state)

    def has_one_of(self, when: When | None) -> Value:
        """The enum fact is given with one of the values."""
        if when is None:
            return self.graph.truth(True)
        return self.graph.all(self.is_given(when.fact), self.one_of(when.fact, when.values))

    def one_of(self, name: str, values: Sequence[str]) -> Value:
        """The enum fact has one of the values."""
        known, column, graph = list(self.facts[name].values), self.column(name), self.graph
        codes = [known.index(value) for value in values]
        if len(codes) * 2 > len(known):
            others = [code for code in range(len(known)) if code not in codes]
            return graph.negate(graph.any(*(graph.equals_code(column, code) for code in others)))
        return graph.any(*(graph.equals_code(column, code) for code in codes))
