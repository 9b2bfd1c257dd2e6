"""The formulas of a scheme as a graph over columns: the same nodes that the scalar functions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from subsidies.rules.exact.inputs import MAX_MONTH, Inputs
from subsidies.rules.exact.values import Value
from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, PolicyFigure


class Lowering(n.Visitor[Value]):
    """Makes graph values of formula nodes over the columns of a scheme."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs, self.scheme, self.graph = inputs, inputs.scheme, inputs.graph
        self.steps: dict[str, Value] = {}

    def number(self, node: n.Number) -> Value:
        return self.graph.number(node.value)

    def fact(self, node: n.FactRef) -> Value:
        return self.inputs.column(node.name)

    def step(self, node: n.StepRef) -> Value:
        if node.name not in self.steps:
            self.steps[node.name] = self.visit(self.scheme.steps[node.name].node)
        return self.steps[node.name]

    def given(self, node: n.Given) -> Value:
        if node.name == "on_month":
            return self.graph.input("on_month", "i4", 1, 0, MAX_MONTH)
        policy = self.scheme.policy
        return self.graph.number(policy.first_month if node.name == "policy_first_month" else policy.last_month)

    def arithmetic(self, node: n.Arithmetic) -> Value:
        if node.op == "*":
            return self._product(node)
        left, right = self.visit(node.left), self.visit(node.right)
        if node.op == "+":
            return self.graph.add(left, right)
        if node.op == "-":
            return self.graph.subtract(left, right)
        return self.graph.scaled(left, 1 / Fraction(right.extra, right.scale))

    def _product(self, node: n.Arithmetic) -> Value:
        """The smallest factors first, so that as much as can be is reckoned in few bits."""
        factors = sorted(map(self.visit, _factors(node)), key=lambda value: max(abs(value.low), abs(value.high)))
        return reduce(self.graph.multiply, factors)

    def pick(self, node: n.Pick) -> Value:
        values = [self.visit(item) for item in node.items]
        return reduce(lambda one, two: self.graph.pick(node.op, one, two), values)

    def floor(self, node: n.Floor) -> Value:
        return self.graph.floor(self.visit(node.item))

    def months(self, node: n.Months) -> Value:
        graph = self.graph
        days = graph.subtract(graph.add(self.visit(node.last), graph.number(1)), self.visit(node.first))
        return graph.pick("max", days, graph.number(0))

    def compare(self, node: n.Compare) -> Value:
        return self.graph.compare(node.op, self.visit(node.left), self.visit(node.right))

    def logic(self, node: n.Logic) -> Value:
        items = [self.visit(item) for item in node.items]
        return self.graph.all(*items) if node.op == "and" else self.graph.any(*items)

    def negation(self, node: n.Not) -> Value:
        return self.graph.negate(self.visit(node.item))

    def among(self, node: n.Among) -> Value:
        return self.inputs.one_of(node.fact, node.values)

    def branches(self, node: n.Branches) -> Value:
        """Branches that come to the same value are one; the commonest stands where no other is chosen."""
        groups: dict[int, tuple[Value, list[str]]] = {}
        for value, branch in node.cases:
            made = self.visit(branch)
            groups.setdefault(made.place, (made, []))[1].append(value)
        ordered = sorted(groups.values(), key=lambda group: -len(group[1]))
        result = ordered[0][0]
        for made, values in ordered[1:]:
            result = self.graph.select(self.inputs.one_of(node.fact, values), made, result)
        return result

    def figure(self, node: n.FigureRef) -> Value:
        figure = self.scheme.figures[node.name]
        if not figure.by:
            return self.graph.number(figure.values[()])
        index, keys = self._index(figure)
        return self.graph.table(index, [figure.values.get(key, Fraction(0)) for key in keys])

    def _index(self, figure: PolicyFigure) -> tuple[Value, list[tuple[str, ...]]]:
        """Where to look in the table's numbers laid side by side, and the key of each place."""
        facts = [self.scheme.facts[name] for name in figure.by]
        axes = [self._axis(fact, figure, place) for place, fact in enumerate(facts)]
        index = axes[0][0]
        keys: list[tuple[str, ...]] = [(key,) for key in axes[0][1]]
        for column, more in axes[1:]:
            index = self.graph.add(self.graph.times(self._wide(index), len(more)), self._wide(column))
            keys = [(*key, other) for key in keys for other in more]
        return index, keys

    def _axis(self, fact: Fact, figure: PolicyFigure, place: int) -> tuple[Value, list[str]]:
        column = self.inputs.column(fact.name)
        if fact.type == FactType.ENUM:
            return column, list(fact.values)
        last = max(int(key[place]) for key in figure.values) + 1
        return self.graph.pick("min", column, self.graph.number(last)), [str(number) for number in range(last + 1)]

    def _wide(self, value: Value) -> Value:
        return self.graph.cast(value, "i4") if value.dtype == "i1" else value

    def listed(self, node: n.Listed) -> Value:
        figure = self.scheme.figures[node.figure]
        if len(figure.by) == 1:
            return self._on_axis(figure, 0, [key[0] for key in figure.values])
        rows = {key[0]: [other for one, other in figure.values if one == key[0]] for key in figure.values}
        graph = self.graph
        return graph.any(
            *(graph.all(self._on_axis(figure, 0, [one]), self._on_axis(figure, 1, row)) for one, row in rows.items())
        )

    def _on_axis(self, figure: PolicyFigure, place: int, keys: Sequence[str]) -> Value:
        fact = self.scheme.facts[figure.by[place]]
        if fact.type == FactType.ENUM:
            return self.inputs.one_of(fact.name, keys)
        column = self.inputs.column(fact.name)
        equal = [self.graph.compare("==", column, self.graph.number(int(key))) for key in keys]
        return self.graph.any(*equal)


def _factors(node: n.Node) -> list[n.Node]:
    """What is multiplied, in a flat list."""
    if isinstance(node, n.Arithmetic) and node.op == "*":
        return [*_factors(node.left), *_factors(node.right)]
    return [node]
