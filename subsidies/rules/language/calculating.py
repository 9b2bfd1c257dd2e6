"""Sums, products and functions of a formula, with their units."""

from __future__ import annotations

import ast

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import MONTHS, PLAIN
from subsidies.rules.language.lending import alike, folded, lend
from subsidies.rules.language.looking import constant
from subsidies.rules.language.reading import Names
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.schemes import Fact

BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
FUNCTIONS = ("min", "max", "floor", "months")


class Calculations(Names):
    """Reads what yields a number."""

    def read_unaryop(self, tree: ast.UnaryOp) -> n.Node:
        if isinstance(tree.op, ast.Not):
            return n.Not(n.BOOL, self.truth(tree.operand))
        raise FormulaError(f"公式中不允许“{ast.unparse(tree)}”这种写法")

    def read_binop(self, tree: ast.BinOp) -> n.Node:
        op = BINARY.get(type(tree.op))
        if op is None:
            raise FormulaError(f"公式中不允许“{ast.unparse(tree)}”这种运算")
        left, right = self.read(tree.left), self.read(tree.right)
        if op in "+-":
            return self._sum(op, left, right, tree)
        return self._product(op, left, right, tree)

    def _sum(self, op: str, left: n.Node, right: n.Node, tree: ast.expr) -> n.Node:
        if left.type.sort == "month" and right.type.sort == "number":
            right = lend(right, MONTHS)
            if right.type.unit == MONTHS:
                return n.Arithmetic(n.MONTH, "+" if op == "+" else "-", left, right)
        left, right = alike(left, right, tree)
        if left.type.sort != "number":
            raise FormulaError(f"“{ast.unparse(tree)}”不是数的加减")
        return folded(n.Arithmetic(left.type, "+" if op == "+" else "-", left, right))

    def _product(self, op: str, left: n.Node, right: n.Node, tree: ast.expr) -> n.Node:
        if left.type.sort != "number" or right.type.sort != "number":
            raise FormulaError(f"“{ast.unparse(tree)}”不是数的乘除")
        if op == "*":
            return folded(n.Arithmetic(n.Type("number", left.type.unit * right.type.unit), "*", left, right))
        if constant(right, self.scope.figures) in (None, 0):
            raise FormulaError(f"“{ast.unparse(tree)}”的除数必须是不为零的常数")
        return folded(n.Arithmetic(n.Type("number", left.type.unit / right.type.unit), "/", left, right))

    def read_call(self, tree: ast.Call) -> n.Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if name == "choice":
            return self._choice(tree)
        if name not in FUNCTIONS or tree.keywords or any(isinstance(item, ast.Starred) for item in tree.args):
            raise FormulaError(f"“{ast.unparse(tree)}”不是这种语言里的函数，或写法不对")
        items = [self.read(item) for item in tree.args]
        if name in ("min", "max") and len(items) >= 2:
            return self._pick(name, items, tree)
        if name == "floor" and len(items) == 1 and items[0].type == n.Type("number"):
            return n.Floor(items[0].type, items[0])
        if name == "months" and len(items) == 2 and {item.type for item in items} == {n.MONTH}:
            return n.Months(n.Type("number", MONTHS), items[0], items[1])
        raise FormulaError(f"“{ast.unparse(tree)}”的参数不对：{_wanted(name, items)}")

    def _pick(self, name: str, items: list[n.Node], tree: ast.Call) -> n.Node:
        unit = next((item.type.unit for item in items if item.type.unit != PLAIN), PLAIN)
        items = [lend(item, unit) for item in items]
        for item in items[1:]:
            alike(items[0], item, tree)
        if items[0].type.sort not in ("number", "month"):
            raise FormulaError(f"“{ast.unparse(tree)}”只能比较数或月份")
        return n.Pick(items[0].type, "min" if name == "min" else "max", tuple(items))

    def _choice(self, tree: ast.Call) -> n.Node:
        if len(tree.args) != 1 or not isinstance(tree.args[0], ast.Name):
            raise FormulaError(f"“{ast.unparse(tree)}”应写成 choice(事实, 取值=公式, …)")
        fact = self.enum(tree.args[0])
        cases: dict[str, n.Node] = {}
        for keyword in tree.keywords:
            value = self.value_of(fact, keyword.arg or "")
            with self.scope.knowing({fact.name: frozenset({value})}):
                cases[value] = self.read(keyword.value)
        missing = self.scope.possible(fact.name) - set(cases)
        if missing:
            raise FormulaError(f"choice 没有说明“{fact.name}”为{'、'.join(sorted(missing))}时怎么算")
        return self._branches(fact, cases, tree)

    def _branches(self, fact: Fact, cases: dict[str, n.Node], tree: ast.Call) -> n.Node:
        first, *others = cases.values()
        for other in others:
            first, _ = alike(first, other, tree)
        lent = tuple((value, lend(branch, first.type.unit)) for value, branch in cases.items())
        for _, branch in lent:
            alike(first, branch, tree)
        return n.Branches(first.type, fact.name, lent)


def _wanted(name: str, items: list[n.Node]) -> str:
    """What the function takes, with a hint where a number has a unit that floor would lose."""
    if name == "floor" and len(items) == 1 and items[0].type.sort == "number":
        unit = items[0].type.unit
        return f"floor 只取没有单位的数的整数部分，这里是{unit}；先除以同一单位的数字（figures 中 unit: {unit}）"
    return {
        "floor": "floor 只取一个没有单位的数",
        "months": "months 应写两个月份：months(起, 止)",
    }.get(name, f"{name} 至少写两个数或月份")
