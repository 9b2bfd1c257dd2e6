"""Names and values of a formula."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from fractions import Fraction
from typing import assert_never

from core.texts.fields import MOST_DIGITS
from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import parse_unit
from subsidies.rules.language.looking import facts_used
from subsidies.rules.language.scope import GIVEN, Scope
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, PolicyFigure, StepRule


class Names(ABC):
    """Reads what has a name, within one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @abstractmethod
    def read(self, tree: ast.expr) -> n.Node:
        """The node of any part of a formula."""

    def truth(self, tree: ast.expr) -> n.Node:
        node = self.read(tree)
        if node.type != n.BOOL:
            raise FormulaError(f"“{ast.unparse(tree)}”应当是一个条件")
        return node

    def read_constant(self, tree: ast.Constant) -> n.Node:
        if type(tree.value) is not int:
            raise FormulaError(f"公式中的数只能写成整数或整数之比，不能写“{ast.unparse(tree)}”")
        if tree.value >= 10**MOST_DIGITS:
            raise FormulaError(f"公式中的数太长：最多{MOST_DIGITS}位")
        return n.Number(n.Type("number"), Fraction(tree.value))

    def read_name(self, tree: ast.Name) -> n.Node:
        name = tree.id
        if name in self.scope.facts:
            return self.fact(self.scope.facts[name])
        if name in self.scope.steps:
            return self.step(self.scope.steps[name])
        if name in self.scope.figures:
            return self.figure(self.scope.figures[name])
        if name in GIVEN:
            return n.Given(n.MONTH, name)
        raise FormulaError(f"不认识的名字“{name}”")

    def fact(self, fact: Fact) -> n.Node:
        absent = fact.optional and fact.name not in self.scope.present
        if absent and not (fact.only_when and self.scope.met(fact.only_when)):
            raise FormulaError(f"此处“{fact.name}”可能没有填报，应先判明它所属的情形")
        return n.FactRef(fact_type(fact), fact.name)

    def step(self, step: StepRule) -> n.Node:
        if not self.scope.met(step.only_when):
            raise FormulaError(f"此处不一定有步骤“{step.name}”，应先判明它所属的情形")
        for name in sorted(facts_used(step.node, self.scope.steps, self.scope.figures)):
            fact = self.scope.facts[name]
            if fact.optional and not fact.only_when and name not in self.scope.present:
                raise FormulaError(f"步骤“{step.name}”要用“{name}”，此处它可能没有填报")
        return n.StepRef(step.node.type, step.name)

    def figure(self, figure: PolicyFigure) -> n.Node:
        for key in figure.by:
            self.fact(self.scope.facts[key])
        return n.FigureRef(n.Type("number", figure.unit), figure.name)

    def is_enum(self, tree: ast.Name) -> bool:
        fact = self.scope.facts.get(tree.id)
        return fact is not None and fact.type == FactType.ENUM

    def enum(self, tree: ast.Name) -> Fact:
        if not self.is_enum(tree):
            raise FormulaError(f"“{tree.id}”不是一个有固定取值的事实")
        self.fact(self.scope.facts[tree.id])
        return self.scope.facts[tree.id]

    def value_of(self, fact: Fact, value: str) -> str:
        if value not in fact.values:
            raise FormulaError(f"“{fact.name}”没有取值“{value}”")
        return value


def fact_type(fact: Fact) -> n.Type:
    """The type that a fact has in a formula; a day can only be compared by name, as an enum is."""
    match fact.type:
        case FactType.MONEY | FactType.DECIMAL | FactType.INT:
            return n.Type("number", parse_unit(fact.unit))
        case FactType.RATE:
            return n.Type("number")
        case FactType.BOOL:
            return n.BOOL
        case FactType.MONTH:
            return n.MONTH
        case FactType.ENUM | FactType.DATE:
            return n.Type("enum", enum=fact.name)
        case _:
            assert_never(fact.type)
