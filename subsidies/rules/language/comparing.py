"""Comparisons and conditions of a formula, and what is learnt of enum facts on the way."""

from __future__ import annotations

import ast

from subsidies.rules.formulas import nodes as n
from subsidies.rules.language.calculating import Calculations
from subsidies.rules.language.lending import alike
from subsidies.rules.language.scope import learnt
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.schemes import PolicyFigure

COMPARE = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class Comparisons(Calculations):
    """Reads what yields a truth."""

    def read_boolop(self, tree: ast.BoolOp) -> n.Node:
        op, items = ("and" if isinstance(tree.op, ast.And) else "or"), []
        with self.scope.knowing({}):
            for value in tree.values:
                items.append(self.truth(value))
                more = learnt(items[-1], op == "and", self.scope)
                self.scope.known.update({fact: self.scope.possible(fact) & known for fact, known in more.items()})
        return n.Logic(n.BOOL, "and" if op == "and" else "or", tuple(items))

    def read_compare(self, tree: ast.Compare) -> n.Node:
        if len(tree.ops) != 1:
            raise FormulaError(f"“{ast.unparse(tree)}”一次只能比较两个值")
        operator, right = tree.ops[0], tree.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn):
            node = self._membership(tree.left, right)
            return node if isinstance(operator, ast.In) else n.Not(n.BOOL, node)
        if isinstance(tree.left, ast.Name) and self.is_enum(tree.left):
            return self._equality(tree.left, operator, right, tree)
        return self._comparison(self.read(tree.left), operator, self.read(right), tree)

    def _comparison(self, left: n.Node, operator: ast.cmpop, right: n.Node, tree: ast.Compare) -> n.Node:
        op = COMPARE.get(type(operator))
        left, right = alike(left, right, tree)
        if op is None or left.type.sort not in ("number", "month"):
            raise FormulaError(f"“{ast.unparse(tree)}”不能这样比较")
        return n.Compare(n.BOOL, op, left, right)  # type: ignore[arg-type]  # COMPARE names what a node knows

    def _equality(self, left: ast.Name, operator: ast.cmpop, right: ast.expr, tree: ast.Compare) -> n.Node:
        if not isinstance(operator, ast.Eq | ast.NotEq) or not isinstance(right, ast.Name):
            raise FormulaError(f"“{ast.unparse(tree)}”不能这样比较")
        fact = self.enum(left)
        node = n.Among(n.BOOL, fact.name, (self.value_of(fact, right.id),))
        return node if isinstance(operator, ast.Eq) else n.Not(n.BOOL, node)

    def _membership(self, left: ast.expr, right: ast.expr) -> n.Node:
        if isinstance(right, ast.Name) and right.id in self.scope.figures:
            return self._listed(left, self.scope.figures[right.id])
        if not isinstance(left, ast.Name) or not isinstance(right, ast.Tuple | ast.List):
            raise FormulaError("“in”的左边应是事实，右边应是几个取值或一张表")
        fact = self.enum(left)
        values = [self.value_of(fact, item.id) for item in right.elts if isinstance(item, ast.Name)]
        if len(values) != len(right.elts):
            raise FormulaError(f"“{ast.unparse(right)}”应是“{fact.name}”的几个取值")
        return n.Among(n.BOOL, fact.name, tuple(values))

    def _listed(self, left: ast.expr, figure: PolicyFigure) -> n.Node:
        names = [item.id for item in getattr(left, "elts", [left]) if isinstance(item, ast.Name)]
        if tuple(names) != figure.by:
            raise FormulaError(f"表“{figure.name}”按{'、'.join(figure.by) or '固定值'}查，不按“{ast.unparse(left)}”查")
        self.figure(figure)
        return n.Listed(n.BOOL, figure.name)
