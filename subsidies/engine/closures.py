"""Formulas as Python functions over a list of values: exact numbers, each step reckoned when first asked for."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from . import nodes as n
from .schema import Scheme
from .values import simple

Env = list[Any]
Func = Callable[[Env], Any]
ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Closures:
    """Makes one function of each node. `slots` says where in the list a fact, a step or on_month stands."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        names = [*scheme.facts, *scheme.steps, "on_month"]
        self.slots = {name: place for place, name in enumerate(names)}
        self.steps: dict[str, Func] = {}
        for name, step in scheme.steps.items():
            self.steps[name] = self._remembered(self.slots[name], self.make(step.node))

    def make(self, node: n.Node) -> Func:
        """The function that reckons the node."""
        method: Callable[[Any], Func] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    @staticmethod
    def _remembered(slot: int, reckon: Func) -> Func:
        def step(env: Env) -> Any:
            value = env[slot]
            if value is None:
                value = env[slot] = reckon(env)
            return value

        return step

    def _number(self, node: n.Number) -> Func:
        value = simple(node.value)
        return lambda env: value

    def _factref(self, node: n.FactRef) -> Func:
        return operator.itemgetter(self.slots[node.name])

    def _stepref(self, node: n.StepRef) -> Func:
        return self.steps[node.name]

    def _given(self, node: n.Given) -> Func:
        if node.name == "on_month":
            return operator.itemgetter(self.slots["on_month"])
        policy = self.scheme.policy
        month = policy.first_month if node.name == "policy_first_month" else policy.last_month
        return lambda env: month

    def _figureref(self, node: n.FigureRef) -> Func:
        figure = self.scheme.figures[node.name]
        if not figure.by:
            value = simple(figure.values[()])
            return lambda env: value
        table, key = self._table(node.name)
        return lambda env: table.get(key(env), 0)

    def _table(self, name: str) -> tuple[dict[Any, Any], Func]:
        """The entries of a figure by the values of its facts as they stand in the list."""
        figure = self.scheme.figures[name]
        places = [self.slots[fact] for fact in figure.by]
        whole = [self.scheme.facts[fact].type == "int" for fact in figure.by]
        entries = {
            tuple(int(part) if number else part for part, number in zip(key, whole, strict=True)): simple(value)
            for key, value in figure.values.items()
        }
        if len(places) == 1:
            return {key[0]: value for key, value in entries.items()}, operator.itemgetter(places[0])
        return dict(entries), operator.itemgetter(*places)

    def _arithmetic(self, node: n.Arithmetic) -> Func:
        left, right = self.make(node.left), self.make(node.right)
        if node.op == "/":
            inverse = 1 / Fraction(right([]))
            return lambda env: left(env) * inverse
        reckon = ARITHMETIC[node.op]
        return lambda env: reckon(left(env), right(env))

    def _pick(self, node: n.Pick) -> Func:
        items = [self.make(item) for item in node.items]
        pick: Callable[..., Any] = min if node.op == "min" else max
        if len(items) == 2:
            one, two = items
            return lambda env: pick(one(env), two(env))
        return lambda env: pick(item(env) for item in items)

    def _floor(self, node: n.Floor) -> Func:
        item = self.make(node.item)
        return lambda env: item(env) // 1

    def _span(self, node: n.Span) -> Func:
        first, last = self.make(node.first), self.make(node.last)
        return lambda env: max(last(env) - first(env) + 1, 0)

    def _compare(self, node: n.Compare) -> Func:
        left, right, compare = self.make(node.left), self.make(node.right), COMPARISONS[node.op]
        return lambda env: compare(left(env), right(env))

    def _among(self, node: n.Among) -> Func:
        slot, values = self.slots[node.fact], frozenset(node.values)
        return lambda env: env[slot] in values

    def _listed(self, node: n.Listed) -> Func:
        table, key = self._table(node.figure)
        return lambda env: key(env) in table

    def _logic(self, node: n.Logic) -> Func:
        items = [self.make(item) for item in node.items]
        if node.op == "and":
            return lambda env: all(item(env) for item in items)
        return lambda env: any(item(env) for item in items)

    def _not(self, node: n.Not) -> Func:
        item = self.make(node.item)
        return lambda env: not item(env)

    def _choice(self, node: n.Choice) -> Func:
        slot, cases = self.slots[node.fact], {value: self.make(branch) for value, branch in node.cases}
        return lambda env: cases[env[slot]](env)
