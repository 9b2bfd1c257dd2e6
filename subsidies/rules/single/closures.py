"""Formulas as Python functions over a list of values: exact numbers, each step reckoned when first asked for.

Money in the list is counted in fen, so that most of it is whole.

The text of a function is made from checked nodes only: places in the list, constants, and the operations of the
language; nothing of a policy file gets into it as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from types import CodeType, FunctionType
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import fen_scale
from subsidies.rules.language import constant
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import PolicyFigure, Scheme
from subsidies.rules.model.values import part_of, simple

Env = list[Any]
Func = Callable[[Env], Any]


class Closures(n.Visitor[str]):
    """Makes one function of each node. `slots` says where in the list a fact, a step or on_month stands."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        names = [*scheme.facts, *scheme.steps, "on_month"]
        self.slots = {name: place for place, name in enumerate(names)}
        self.names: dict[str, Any] = {"min": min, "max": max, "part_of": part_of}
        for name, step in scheme.steps.items():
            slot = self.slots[name]
            self.names[f"step{slot}"] = self._remembered(slot, self.make(step.node))

    def make(self, node: n.Node) -> Func:
        """The function that reckons the node."""
        return FunctionType(_lambda(self.text(node)), self.names)

    @staticmethod
    def _remembered(slot: int, reckon: Func) -> Func:
        def step(env: Env) -> Any:
            value = env[slot]
            if value is None:
                value = env[slot] = reckon(env)
            return value

        return step

    def tuple_of(self, texts: Iterable[str]) -> Func:
        """One function for several texts."""
        return FunctionType(_lambda(f"({''.join(f'{text}, ' for text in texts)})"), self.names)

    def text(self, node: n.Node) -> str:
        """The node as the text of an expression over `env`."""
        return self.visit(node)

    def _texts(self, items: Iterable[n.Node]) -> list[str]:
        return [self.text(item) for item in items]

    def _slot(self, name: str) -> str:
        return f"env[{self.slots[name]}]"

    def _constant(self, value: Any) -> str:
        """A whole number as it is; anything else by a name."""
        if type(value) is int:
            return f"({value})"
        name = f"constant{len(self.names)}"
        self.names[name] = value
        return name

    def number(self, node: n.Number) -> str:
        return self._constant(simple(node.value * fen_scale(node.type.unit)))

    def fact(self, node: n.FactRef) -> str:
        return self._slot(node.name)

    def step(self, node: n.StepRef) -> str:
        return f"step{self.slots[node.name]}(env)"

    def given(self, node: n.Given) -> str:
        if node.name == "on_month":
            return self._slot("on_month")
        policy = self.scheme.policy
        return self._constant(policy.first_month if node.name == "policy_first_month" else policy.last_month)

    def figure(self, node: n.FigureRef) -> str:
        figure = self.scheme.figures[node.name]
        if not figure.by:
            return self._constant(simple(figure.values[()] * fen_scale(figure.unit)))
        table, key = self._table(figure)
        return f"{table}.get({key}, 0)"

    def _table(self, figure: PolicyFigure) -> tuple[str, str]:
        """The name of the table of a figure, and the text of the key to look up."""
        whole = [self.scheme.facts[fact].type == FactType.INT for fact in figure.by]
        entries: dict[Any, Any] = {}
        for key, value in figure.values.items():
            parts = tuple(int(part) if number else part for part, number in zip(key, whole, strict=True))
            entries[parts if len(parts) > 1 else parts[0]] = simple(value * fen_scale(figure.unit))
        slots = ", ".join(self._slot(fact) for fact in figure.by)
        return self._constant(entries), f"({slots})"

    def arithmetic(self, node: n.Arithmetic) -> str:
        left, right = self.text(node.left), self.text(node.right)
        if node.op == "/":
            divisor: Any = FunctionType(_lambda(right), self.names)([])
            return self._part(left, 1 / Fraction(divisor))
        if node.op == "*":
            for factor, other in ((node.left, right), (node.right, left)):
                value = constant(factor, self.scheme.figures)
                if value is not None and value.denominator != 1:
                    return self._part(other, value * fen_scale(factor.type.unit))
        return f"({left} {node.op} {right})"

    @staticmethod
    def _part(text: str, factor: Fraction) -> str:
        return f"part_of({text}, {factor.numerator}, {factor.denominator})"

    def pick(self, node: n.Pick) -> str:
        return f"{node.op}({', '.join(self._texts(node.items))})"

    def floor(self, node: n.Floor) -> str:
        return f"({self.text(node.item)} // 1)"

    def months(self, node: n.Months) -> str:
        return f"max({self.text(node.last)} - {self.text(node.first)} + 1, 0)"

    def compare(self, node: n.Compare) -> str:
        return f"({self.text(node.left)} {node.op} {self.text(node.right)})"

    def among(self, node: n.Among) -> str:
        return f"({self._slot(node.fact)} in {self._constant(frozenset(node.values))})"

    def listed(self, node: n.Listed) -> str:
        table, key = self._table(self.scheme.figures[node.figure])
        return f"({key} in {table})"

    def logic(self, node: n.Logic) -> str:
        return f"({f' {node.op} '.join(self._texts(node.items))})"

    def negation(self, node: n.Not) -> str:
        return f"(not {self.text(node.item)})"

    def branches(self, node: n.Branches) -> str:
        *others, (_, last) = node.cases
        tests = [
            f"{self.text(branch)} if {self._slot(node.fact)} == {self._constant(value)} else "
            for value, branch in others
        ]
        return f"({''.join(tests)}{self.text(last)})"


def _lambda(text: str) -> CodeType:
    """The compiled body of a function of the list."""
    code = compile(f"lambda env: {text}", "<formula>", "eval")
    return next(item for item in code.co_consts if isinstance(item, CodeType))
