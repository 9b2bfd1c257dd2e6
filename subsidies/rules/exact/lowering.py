"""The formulas of a scheme as a graph over columns: the same nodes that the scalar functions are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from subsidies.rules.exact.graph import Graph, Value
from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, Figure, Scheme, When

SCALES = {FactType.MONEY: 100, FactType.DECIMAL: 100, FactType.RATE: 1_000_000, FactType.INT: 1}
MAX_MONTH = 9999 * 12 + 11
MAX_DAY = 3_652_059


@dataclass(frozen=True, slots=True)
class Presence:
    """Which columns are there: `told` have a state for each row, `absent` are left out altogether."""

    told: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


class Lowering:
    """Makes graph values of formula nodes. `most` bounds the numbers that the columns may hold, by fact type."""

    def __init__(self, scheme: Scheme, presence: Presence, most: Mapping[FactType, int]) -> None:
        self.scheme, self.presence, self.most = scheme, presence, most
        self.graph = Graph()

    # -- columns
    def fact(self, name: str) -> Value:
        """The values of a fact as whole numbers over its scale, or codes of an enum, or truths."""
        fact = self.scheme.facts[name]
        if name in self.presence.absent:
            return self._default(fact)
        if fact.type == FactType.BOOL:
            return self.graph.input(name, "b1", 1, 0, 1)
        if fact.type == FactType.ENUM:
            return self.graph.input(name, "i1", 1, 0, len(fact.values) - 1)
        if fact.type in (FactType.MONTH, FactType.DATE):
            return self.graph.input(name, "i4", 1, 0, MAX_MONTH if fact.type == FactType.MONTH else MAX_DAY)
        return self.graph.input(name, "i8", SCALES[fact.type], 0, self.most[fact.type])

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

    def given(self, name: str) -> Value:
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
        return self.graph.all(self.given(when.fact), self.one_of(when.fact, when.values))

    # -- formulas
    def make(self, node: n.Node) -> Value:
        """The value of a node."""
        method: Callable[[n.Node], Value] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    def _number(self, node: n.Number) -> Value:
        return self.graph.number(node.value)

    def _factref(self, node: n.FactRef) -> Value:
        return self.fact(node.name)

    def _stepref(self, node: n.StepRef) -> Value:
        return self.make(self.scheme.steps[node.name].node)

    def _given(self, node: n.Given) -> Value:
        if node.name == "on_month":
            return self.graph.input("on_month", "i4", 1, 0, MAX_MONTH)
        policy = self.scheme.policy
        return self.graph.number(policy.first_month if node.name == "policy_first_month" else policy.last_month)

    def _arithmetic(self, node: n.Arithmetic) -> Value:
        if node.op == "*":
            return self._product(node)
        left, right = self.make(node.left), self.make(node.right)
        if node.op == "+":
            return self.graph.add(left, right)
        if node.op == "-":
            return self.graph.subtract(left, right)
        return self.graph.scaled(left, 1 / Fraction(right.extra, right.scale))

    def _product(self, node: n.Arithmetic) -> Value:
        """The smallest factors first, so that as much as can be is reckoned in few bits."""
        factors = sorted(map(self.make, _factors(node)), key=lambda value: max(abs(value.low), abs(value.high)))
        return reduce(self.graph.multiply, factors)

    def _pick(self, node: n.Pick) -> Value:
        values = [self.make(item) for item in node.items]
        return reduce(lambda one, two: self.graph.pick(node.op, one, two), values)

    def _floor(self, node: n.Floor) -> Value:
        return self.graph.floor(self.make(node.item))

    def _span(self, node: n.Span) -> Value:
        graph = self.graph
        days = graph.subtract(graph.add(self.make(node.last), graph.number(1)), self.make(node.first))
        return graph.pick("max", days, graph.number(0))

    def _compare(self, node: n.Compare) -> Value:
        return self.graph.compare(node.op, self.make(node.left), self.make(node.right))

    def _logic(self, node: n.Logic) -> Value:
        items = [self.make(item) for item in node.items]
        return self.graph.all(*items) if node.op == "and" else self.graph.any(*items)

    def _not(self, node: n.Not) -> Value:
        return self.graph.negate(self.make(node.item))

    # -- enums and tables
    def _among(self, node: n.Among) -> Value:
        return self.one_of(node.fact, node.values)

    def one_of(self, name: str, values: Sequence[str]) -> Value:
        """The enum fact has one of the values."""
        known = list(self.scheme.facts[name].values)
        codes = [known.index(value) for value in values]
        return self.has_code(self.fact(name), codes, len(known))

    def has_code(self, column: Value, codes: Sequence[int], count: int) -> Value:
        """The column of `count` codes has one of these."""
        graph = self.graph
        if len(codes) * 2 > count:
            others = [code for code in range(count) if code not in codes]
            return graph.negate(graph.any(*(graph.equals_code(column, code) for code in others)))
        return graph.any(*(graph.equals_code(column, code) for code in codes))

    def _choice(self, node: n.Choice) -> Value:
        """Branches that come to the same value are one; the commonest stands where no other is chosen."""
        groups: dict[int, tuple[Value, list[str]]] = {}
        for value, branch in node.cases:
            made = self.make(branch)
            groups.setdefault(made.place, (made, []))[1].append(value)
        ordered = sorted(groups.values(), key=lambda group: -len(group[1]))
        result = ordered[0][0]
        for made, values in ordered[1:]:
            result = self.graph.select(self.one_of(node.fact, values), made, result)
        return result

    def _figureref(self, node: n.FigureRef) -> Value:
        figure = self.scheme.figures[node.name]
        if not figure.by:
            return self.graph.number(figure.values[()])
        index, keys = self._index(figure)
        return self.graph.table(index, [figure.values.get(key, Fraction(0)) for key in keys])

    def _index(self, figure: Figure) -> tuple[Value, list[tuple[str, ...]]]:
        """Where to look in the table's numbers laid side by side, and the key of each place."""
        facts = [self.scheme.facts[name] for name in figure.by]
        axes = [self._axis(fact, figure, place) for place, fact in enumerate(facts)]
        index = axes[0][0]
        keys: list[tuple[str, ...]] = [(key,) for key in axes[0][1]]
        for column, more in axes[1:]:
            index = self.graph.add(self.graph.times(self._wide(index), len(more)), self._wide(column))
            keys = [(*key, other) for key in keys for other in more]
        return index, keys

    def _axis(self, fact: Fact, figure: Figure, place: int) -> tuple[Value, list[str]]:
        column = self.fact(fact.name)
        if fact.type == FactType.ENUM:
            return column, list(fact.values)
        last = max(int(key[place]) for key in figure.values) + 1
        return self.graph.pick("min", column, self.graph.number(last)), [str(number) for number in range(last + 1)]

    def _wide(self, value: Value) -> Value:
        return self.graph.cast(value, "i4") if value.dtype == "i1" else value

    def _listed(self, node: n.Listed) -> Value:
        figure = self.scheme.figures[node.figure]
        if len(figure.by) == 1:
            return self._on_axis(figure, 0, [key[0] for key in figure.values])
        rows = {key[0]: [other for one, other in figure.values if one == key[0]] for key in figure.values}
        graph = self.graph
        return graph.any(
            *(graph.all(self._on_axis(figure, 0, [one]), self._on_axis(figure, 1, row)) for one, row in rows.items())
        )

    def _on_axis(self, figure: Figure, place: int, keys: Sequence[str]) -> Value:
        fact = self.scheme.facts[figure.by[place]]
        if fact.type == FactType.ENUM:
            return self.one_of(fact.name, keys)
        column = self.fact(fact.name)
        equal = [self.graph.compare("==", column, self.graph.number(int(key))) for key in keys]
        return self.graph.any(*equal)


def _factors(node: n.Node) -> list[n.Node]:
    """What is multiplied, in a flat list."""
    if isinstance(node, n.Arithmetic) and node.op == "*":
        return [*_factors(node.left), *_factors(node.right)]
    return [node]
