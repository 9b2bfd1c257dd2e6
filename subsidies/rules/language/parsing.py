"""A formula as it is written, read and checked."""

from __future__ import annotations

import ast

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import Unit
from subsidies.rules.language.comparing import Comparisons
from subsidies.rules.language.lending import as_wanted
from subsidies.rules.language.scope import Scope
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.schemes import When

LONGEST = 2000
DEEPEST = 60


class FormulaReader(Comparisons):
    """Reads one syntax tree within one scope; what is not named here is not of the language."""

    def read(self, tree: ast.expr) -> n.Node:
        """The node of any part of a formula. Raises FormulaError."""
        match tree:
            case ast.Constant():
                return self.read_constant(tree)
            case ast.Name():
                return self.read_name(tree)
            case ast.UnaryOp():
                return self.read_unaryop(tree)
            case ast.BinOp():
                return self.read_binop(tree)
            case ast.Call():
                return self.read_call(tree)
            case ast.BoolOp():
                return self.read_boolop(tree)
            case ast.Compare():
                return self.read_compare(tree)
            case _:
                raise FormulaError(f"公式中不允许“{ast.unparse(tree)}”这种写法")


def _depth(tree: ast.expr) -> int:
    """How many parts of the formula lie within one another, at most."""
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def parse(formula: str, scope: Scope, *, want: str, unit: Unit | None = None, when: When | None = None) -> n.Node:
    """The checked formula. `want` is number, bool or any (number or month); a number must have `unit` if given."""
    if len(formula) > LONGEST:
        raise FormulaError("公式太长，请用 steps 分成几步")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"公式“{formula}”写法不对") from error
    if _depth(tree) > DEEPEST:
        raise FormulaError("公式太长或套得太深，请用 steps 分成几步")
    with scope.knowing({when.fact: frozenset(when.values)} if when else {}):
        node = FormulaReader(scope).read(tree)
    return as_wanted(node, want, unit, formula)
