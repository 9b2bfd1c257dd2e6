"""Units while a formula is read: a bare number takes the unit beside it, and both sides must be of one kind."""

from __future__ import annotations

import ast
from dataclasses import replace

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import Unit
from subsidies.rules.model.errors import FormulaError


def lend(node: n.Node, unit: Unit) -> n.Node:
    """A bare number takes the unit of what stands beside it."""
    if isinstance(node, n.Number) and node.bare:
        return n.Number(n.Type("number", unit), node.value, bare=False)
    if isinstance(node, n.Branches) and all(isinstance(branch, n.Number) for _, branch in node.cases):
        return replace(
            node, type=n.Type("number", unit), cases=tuple((value, lend(branch, unit)) for value, branch in node.cases)
        )
    return node


def alike(left: n.Node, right: n.Node, tree: ast.expr) -> tuple[n.Node, n.Node]:
    """Both sides of one kind and one unit, a bare number taking the unit of the other."""
    left, right = lend(left, right.type.unit), lend(right, left.type.unit)
    if left.type != right.type:
        one, two = words_of(left), words_of(right)
        raise FormulaError(f"“{ast.unparse(tree)}”把{one}与{two}混在一起")
    return left, right


def as_wanted(node: n.Node, want: str, unit: Unit | None, formula: str) -> n.Node:
    if want == "any" and node.type.sort in ("number", "month"):
        want = node.type.sort
    if node.type.sort != want:
        raise FormulaError(f"公式“{formula}”的结果应当是{'是或否' if want == 'bool' else '数'}")
    if want == "number" and unit is not None:
        node = lend(node, unit)
        if node.type.unit != unit:
            raise FormulaError(f"公式“{formula}”的结果单位是{node.type.unit}，应当是{unit}")
    return node


def folded(node: n.Arithmetic) -> n.Node:
    """Numbers written beside each other are reckoned at once: 3/20 is one fraction."""
    left, right = node.left, node.right
    if not (isinstance(left, n.Number) and isinstance(right, n.Number)):
        return node
    value = {
        "+": lambda: left.value + right.value,
        "-": lambda: left.value - right.value,
        "*": lambda: left.value * right.value,
        "/": lambda: left.value / right.value,
    }[node.op]()
    return n.Number(node.type, value, bare=left.bare and right.bare)


def words_of(node: n.Node) -> str:
    kinds = {"number": f"以{node.type.unit}计的数", "bool": "条件", "enum": "取值", "month": "月份"}
    return kinds[node.type.sort]
