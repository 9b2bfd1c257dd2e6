"""The small language of formulas: numbers, + - * /, comparisons, and/or/not, in, min, max, floor, choice, months.

A formula is read with Python's `ast`; only the nodes below are let through. While reading, units are checked (yuan,
m², months, years, plain), every name must be known, a value that may be absent must stand behind a test of its mode,
and a divisor must be a constant other than zero. What is refused raises FormulaError with a Chinese sentence.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import MONTHS, PLAIN, Unit, parse_unit
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.schemes import Fact, Figure, StepRule, When

GIVEN = ("on_month", "policy_first_month", "policy_last_month")
BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARE = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
FUNCTIONS = ("min", "max", "floor", "months")
Known = Mapping[str, frozenset[str]]


@dataclass
class Scope:
    """The names a formula may use. `present` are optional facts known to be there at that place."""

    facts: Mapping[str, Fact]
    figures: Mapping[str, Figure]
    steps: Mapping[str, StepRule]
    present: frozenset[str] = frozenset()
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    @contextmanager
    def knowing(self, more: Known) -> Iterator[None]:
        """Within this block the enum facts are known to have one of these values."""
        before = dict(self.known)
        for fact, values in more.items():
            self.known[fact] = self.possible(fact) & values
        yield
        self.known = before

    def possible(self, fact: str) -> frozenset[str]:
        """The values that the enum fact can still have here."""
        return self.known.get(fact, frozenset(self.facts[fact].values))

    def met(self, when: When | None) -> bool:
        """Is it certain here that the mode is the one needed?"""
        return when is None or self.possible(when.fact) <= set(when.values)


def parse(formula: str, scope: Scope, *, want: str, unit: Unit | None = None, when: When | None = None) -> n.Node:
    """The checked formula. `want` is number, bool or any (number or month); a number must have `unit` if given."""
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"公式“{formula}”写法不对") from error
    with scope.knowing({when.fact: frozenset(when.values)} if when else {}):
        node = _Reader(scope).read(tree)
    return _as(node, want, unit, formula)


def _as(node: n.Node, want: str, unit: Unit | None, formula: str) -> n.Node:
    if want == "any" and node.type.sort in ("number", "month"):
        want = node.type.sort
    if node.type.sort != want:
        raise FormulaError(f"公式“{formula}”的结果应当是{'是或否' if want == 'bool' else '数'}")
    if want == "number" and unit is not None:
        node = _lend(node, unit)
        if node.type.unit != unit:
            raise FormulaError(f"公式“{formula}”的结果单位是{node.type.unit}，应当是{unit}")
    return node


def _lend(node: n.Node, unit: Unit) -> n.Node:
    """A bare number takes the unit of what stands beside it."""
    if isinstance(node, n.Number) and node.bare:
        return n.Number(n.Type("number", unit), node.value, bare=False)
    if isinstance(node, n.Choice) and all(isinstance(branch, n.Number) for _, branch in node.cases):
        return replace(
            node, type=n.Type("number", unit), cases=tuple((value, _lend(branch, unit)) for value, branch in node.cases)
        )
    return node


class _Reader:
    """Reads one syntax tree within one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def read(self, tree: ast.expr) -> n.Node:
        method = getattr(self, f"read_{type(tree).__name__.lower()}", None)
        if method is None:
            raise FormulaError(f"公式中不允许“{ast.unparse(tree)}”这种写法")
        node: n.Node = method(tree)
        return node

    # -- values
    def read_constant(self, tree: ast.Constant) -> n.Node:
        if type(tree.value) is not int:
            raise FormulaError(f"公式中的数只能写成整数或整数之比，不能写“{ast.unparse(tree)}”")
        return n.Number(n.Type("number"), Fraction(tree.value))

    def read_name(self, tree: ast.Name) -> n.Node:
        name = tree.id
        if name in self.scope.facts:
            return self._fact(self.scope.facts[name])
        if name in self.scope.steps:
            return self._step(self.scope.steps[name])
        if name in self.scope.figures:
            return self._figure(self.scope.figures[name])
        if name in GIVEN:
            return n.Given(n.MONTH, name)
        raise FormulaError(f"不认识的名字“{name}”")

    def _fact(self, fact: Fact) -> n.Node:
        absent = fact.optional and fact.name not in self.scope.present
        if absent and not (fact.only_when and self.scope.met(fact.only_when)):
            raise FormulaError(f"此处“{fact.name}”可能没有填报，应先判明它所属的情形")
        return n.FactRef(fact_type(fact), fact.name)

    def _step(self, step: StepRule) -> n.Node:
        if not self.scope.met(step.only_when):
            raise FormulaError(f"此处不一定有步骤“{step.name}”，应先判明它所属的情形")
        for name in sorted(facts_used(step.node, self.scope.steps, self.scope.figures)):
            fact = self.scope.facts[name]
            if fact.optional and not fact.only_when and name not in self.scope.present:
                raise FormulaError(f"步骤“{step.name}”要用“{name}”，此处它可能没有填报")
        return n.StepRef(step.node.type, step.name)

    def _figure(self, figure: Figure) -> n.Node:
        for key in figure.by:
            self._fact(self.scope.facts[key])
        return n.FigureRef(n.Type("number", figure.unit), figure.name)

    # -- arithmetic
    def read_unaryop(self, tree: ast.UnaryOp) -> n.Node:
        if isinstance(tree.op, ast.Not):
            return n.Not(n.BOOL, self._truth(tree.operand))
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
            right = _lend(right, MONTHS)
            if right.type.unit == MONTHS:
                return n.Arithmetic(n.MONTH, "+" if op == "+" else "-", left, right)
        left, right = self._alike(left, right, tree)
        if left.type.sort != "number":
            raise FormulaError(f"“{ast.unparse(tree)}”不是数的加减")
        return _folded(n.Arithmetic(left.type, "+" if op == "+" else "-", left, right))

    def _product(self, op: str, left: n.Node, right: n.Node, tree: ast.expr) -> n.Node:
        if left.type.sort != "number" or right.type.sort != "number":
            raise FormulaError(f"“{ast.unparse(tree)}”不是数的乘除")
        if op == "*":
            return _folded(n.Arithmetic(n.Type("number", left.type.unit * right.type.unit), "*", left, right))
        if constant(right, self.scope.figures) in (None, 0):
            raise FormulaError(f"“{ast.unparse(tree)}”的除数必须是不为零的常数")
        return _folded(n.Arithmetic(n.Type("number", left.type.unit / right.type.unit), "/", left, right))

    def _alike(self, left: n.Node, right: n.Node, tree: ast.expr) -> tuple[n.Node, n.Node]:
        """Both sides of one kind and one unit, a bare number taking the unit of the other."""
        left, right = _lend(left, right.type.unit), _lend(right, left.type.unit)
        if left.type != right.type:
            one, two = _words(left), _words(right)
            raise FormulaError(f"“{ast.unparse(tree)}”把{one}与{two}混在一起")
        return left, right

    # -- functions
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
            return n.Span(n.Type("number", MONTHS), items[0], items[1])
        raise FormulaError(f"“{ast.unparse(tree)}”的参数不对：{_wanted(name, items)}")

    def _pick(self, name: str, items: list[n.Node], tree: ast.Call) -> n.Node:
        unit = next((item.type.unit for item in items if item.type.unit != PLAIN), PLAIN)
        items = [_lend(item, unit) for item in items]
        for item in items[1:]:
            self._alike(items[0], item, tree)
        if items[0].type.sort not in ("number", "month"):
            raise FormulaError(f"“{ast.unparse(tree)}”只能比较数或月份")
        return n.Pick(items[0].type, "min" if name == "min" else "max", tuple(items))

    def _choice(self, tree: ast.Call) -> n.Node:
        if len(tree.args) != 1 or not isinstance(tree.args[0], ast.Name):
            raise FormulaError(f"“{ast.unparse(tree)}”应写成 choice(事实, 取值=公式, …)")
        fact = self._enum(tree.args[0])
        cases: dict[str, n.Node] = {}
        for keyword in tree.keywords:
            value = self._value_of(fact, keyword.arg or "")
            with self.scope.knowing({fact.name: frozenset({value})}):
                cases[value] = self.read(keyword.value)
        missing = self.scope.possible(fact.name) - set(cases)
        if missing:
            raise FormulaError(f"choice 没有说明“{fact.name}”为{'、'.join(sorted(missing))}时怎么算")
        return self._branches(fact, cases, tree)

    def _branches(self, fact: Fact, cases: dict[str, n.Node], tree: ast.Call) -> n.Node:
        first, *others = cases.values()
        for other in others:
            first, _ = self._alike(first, other, tree)
        lent = tuple((value, _lend(branch, first.type.unit)) for value, branch in cases.items())
        for _, branch in lent:
            self._alike(first, branch, tree)
        return n.Choice(first.type, fact.name, lent)

    # -- truths
    def read_boolop(self, tree: ast.BoolOp) -> n.Node:
        op, items = ("and" if isinstance(tree.op, ast.And) else "or"), []
        with self.scope.knowing({}):
            for value in tree.values:
                items.append(self._truth(value))
                learnt = _learnt(items[-1], op == "and", self.scope)
                self.scope.known.update({fact: self.scope.possible(fact) & known for fact, known in learnt.items()})
        return n.Logic(n.BOOL, "and" if op == "and" else "or", tuple(items))

    def read_compare(self, tree: ast.Compare) -> n.Node:
        if len(tree.ops) != 1:
            raise FormulaError(f"“{ast.unparse(tree)}”一次只能比较两个值")
        operator, right = tree.ops[0], tree.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn):
            node = self._membership(tree.left, right)
            return node if isinstance(operator, ast.In) else n.Not(n.BOOL, node)
        if isinstance(tree.left, ast.Name) and self._is_enum(tree.left):
            return self._equality(tree.left, operator, right, tree)
        return self._comparison(self.read(tree.left), operator, self.read(right), tree)

    def _comparison(self, left: n.Node, operator: ast.cmpop, right: n.Node, tree: ast.Compare) -> n.Node:
        op = COMPARE.get(type(operator))
        left, right = self._alike(left, right, tree)
        if op is None or left.type.sort not in ("number", "month"):
            raise FormulaError(f"“{ast.unparse(tree)}”不能这样比较")
        return n.Compare(n.BOOL, op, left, right)  # type: ignore[arg-type]

    def _equality(self, left: ast.Name, operator: ast.cmpop, right: ast.expr, tree: ast.Compare) -> n.Node:
        if not isinstance(operator, ast.Eq | ast.NotEq) or not isinstance(right, ast.Name):
            raise FormulaError(f"“{ast.unparse(tree)}”不能这样比较")
        fact = self._enum(left)
        node = n.Among(n.BOOL, fact.name, (self._value_of(fact, right.id),))
        return node if isinstance(operator, ast.Eq) else n.Not(n.BOOL, node)

    def _membership(self, left: ast.expr, right: ast.expr) -> n.Node:
        if isinstance(right, ast.Name) and right.id in self.scope.figures:
            return self._listed(left, self.scope.figures[right.id])
        if not isinstance(left, ast.Name) or not isinstance(right, ast.Tuple | ast.List):
            raise FormulaError("“in”的左边应是事实，右边应是几个取值或一张表")
        fact = self._enum(left)
        values = [self._value_of(fact, item.id) for item in right.elts if isinstance(item, ast.Name)]
        if len(values) != len(right.elts):
            raise FormulaError(f"“{ast.unparse(right)}”应是“{fact.name}”的几个取值")
        return n.Among(n.BOOL, fact.name, tuple(values))

    def _listed(self, left: ast.expr, figure: Figure) -> n.Node:
        names = [item.id for item in getattr(left, "elts", [left]) if isinstance(item, ast.Name)]
        if tuple(names) != figure.by:
            raise FormulaError(f"表“{figure.name}”按{'、'.join(figure.by) or '固定值'}查，不按“{ast.unparse(left)}”查")
        self._figure(figure)
        return n.Listed(n.BOOL, figure.name)

    def _truth(self, tree: ast.expr) -> n.Node:
        node = self.read(tree)
        if node.type != n.BOOL:
            raise FormulaError(f"“{ast.unparse(tree)}”应当是一个条件")
        return node

    # -- enums
    def _is_enum(self, tree: ast.Name) -> bool:
        fact = self.scope.facts.get(tree.id)
        return fact is not None and fact.type == "enum"

    def _enum(self, tree: ast.Name) -> Fact:
        if not self._is_enum(tree):
            raise FormulaError(f"“{tree.id}”不是一个有固定取值的事实")
        self._fact(self.scope.facts[tree.id])
        return self.scope.facts[tree.id]

    def _value_of(self, fact: Fact, value: str) -> str:
        if value not in fact.values:
            raise FormulaError(f"“{fact.name}”没有取值“{value}”")
        return value


def _wanted(name: str, items: list[n.Node]) -> str:
    """What the function takes, with a hint where a number has a unit that floor would lose."""
    if name == "floor" and len(items) == 1 and items[0].type.sort == "number":
        unit = items[0].type.unit
        return f"floor 只取没有单位的数的整数部分，这里是{unit}；先除以同一单位的数字（figures 中 unit: {unit}）"
    return {
        "floor": "floor 只取一个没有单位的数",
        "months": "months 应写两个月份：months(起, 止)",
    }.get(name, f"{name} 至少写两个数或月份")


def _learnt(node: n.Node, truth: bool, scope: Scope) -> Known:
    """What is known of enum facts once the node has come out as `truth`."""
    if isinstance(node, n.Not):
        return _learnt(node.item, not truth, scope)
    if isinstance(node, n.Among):
        values = frozenset(node.values)
        return {node.fact: values if truth else frozenset(scope.facts[node.fact].values) - values}
    if isinstance(node, n.Logic) and (node.op == "and") == truth:
        known: dict[str, frozenset[str]] = {}
        for item in node.items:
            for fact, values in _learnt(item, truth, scope).items():
                known[fact] = known.get(fact, values) & values
        return known
    return {}


def _folded(node: n.Arithmetic) -> n.Node:
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


def constant(node: n.Node, figures: Mapping[str, Figure]) -> Fraction | None:
    """The value of a node that is the same for every claim, else None."""
    if isinstance(node, n.Number):
        return node.value
    if isinstance(node, n.FigureRef) and not figures[node.name].by:
        return figures[node.name].values[()]
    return None


def facts_used(node: n.Node, steps: Mapping[str, StepRule], figures: Mapping[str, Figure]) -> frozenset[str]:
    """Every fact that the value of the node depends on, through steps and tables too."""
    if isinstance(node, n.FactRef):
        return frozenset({node.name})
    if isinstance(node, n.StepRef):
        return facts_used(steps[node.name].node, steps, figures)
    own: frozenset[str] = frozenset()
    if isinstance(node, n.FigureRef | n.Listed):
        own = frozenset(figures[node.name if isinstance(node, n.FigureRef) else node.figure].by)
    if isinstance(node, n.Choice | n.Among):
        own = frozenset({node.fact})
    return own.union(*(facts_used(child, steps, figures) for child in n.children(node)))


def fact_type(fact: Fact) -> n.Type:
    """The type that a fact has in a formula."""
    if fact.type in ("money", "decimal", "int"):
        return n.Type("number", parse_unit(fact.unit))
    if fact.type == "rate":
        return n.Type("number")
    if fact.type == "bool":
        return n.BOOL
    if fact.type == "month":
        return n.MONTH
    return n.Type("enum", enum=fact.name)


def _words(node: n.Node) -> str:
    kinds = {"number": f"以{node.type.unit}计的数", "bool": "条件", "enum": "取值", "month": "月份"}
    return kinds[node.type.sort]


__all__ = ["GIVEN", "Scope", "constant", "fact_type", "facts_used", "parse"]
