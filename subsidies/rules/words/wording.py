"""Numbers and formulas in Chinese words, so that a reckoning can be read and redone by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple, assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import PLAIN, Unit
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, PolicyFigure, Scheme
from subsidies.rules.model.values import Number, month_text, part_of

OPERATORS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
UNIT_WORDS = {"月": "个月"}
Values = Mapping[str, object]


def decimal_text(value: Number, least: int = 0) -> str:
    """An exact decimal with at least `least` places, or a fraction where no decimal is exact."""
    if type(value) is int:
        return f"{value}.00" if least == 2 else str(value)
    if value.denominator == 1:
        return f"{value.numerator}.{'0' * least}" if least else str(value.numerator)
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    places = max(places, least)
    scaled = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}"


@lru_cache(maxsize=1024)
def _places(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def unit_word(unit: Unit) -> str:
    """The unit as people write it behind a number: 元, ㎡, 个月, 元/㎡/月."""
    return "" if unit == PLAIN else UNIT_WORDS.get(str(unit), str(unit))


def percent_text(value: Number) -> str:
    """0.15 as 15%."""
    return f"{decimal_text(value * 100)}%"


def number_text(value: Number, unit: str, *, rate: bool = False) -> str:
    """A number with its unit: 900000.00 元, 5000 ㎡, 12 个月, 15%."""
    if rate or (not unit and value.denominator != 1 and value < 1):
        return percent_text(value)
    if unit.startswith("元"):
        return f"{decimal_text(value, 2)} {unit}"
    return f"{decimal_text(value)} {unit}".rstrip()


def fact_text(fact: Fact, value: object) -> str:
    """The value of a fact as it is shown."""
    if fact.type == FactType.ENUM:
        return fact.values[str(value)]
    if fact.type == FactType.BOOL:
        return "是" if value else "否"
    if str(value) in fact.shown:
        return fact.shown[str(value)]
    if fact.type == FactType.MONTH:
        return month_text(int(str(value)))
    return number_text(
        value if isinstance(value, Fraction) else int(str(value)), fact.unit, rate=fact.type == FactType.RATE
    )


class Style(NamedTuple):
    """How a value is written as a figure: a number with its unit, a share as percent, or a month. `scale`: by how much
    the value as it is kept is larger than the figure (100 for money, which is kept in fen)."""

    form: Literal["number", "rate", "month"]
    unit: str = ""
    scale: int = 1

    def text(self, value: Number) -> str:
        if self.form == "month":
            return month_text(int(value))
        if type(value) is int and value >= 0 and self.scale == 100 and self.form == "number" and self.unit[:1] == "元":
            return f"{value // 100}.{value % 100:02d} {self.unit}"
        return number_text(part_of(value, 1, self.scale), self.unit, rate=self.form == "rate")


YUAN_STYLE = Style("number", "元", 100)


def style_of(fact: Fact) -> Style:
    """The style of a fact's values."""
    if fact.type == FactType.MONTH:
        return Style("month")
    return Style(
        "rate" if fact.type == FactType.RATE else "number", fact.unit, 100 if fact.type == FactType.MONEY else 1
    )


class FormulaWording:
    """Renders the formulas of one scheme. What a choice or a table shows depends on the values of its facts."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.given = {
            "on_month": "「事项发生月份」",
            "policy_first_month": f"〔政策首个完整月：{month_text(scheme.policy.first_month)}〕",
            "policy_last_month": f"〔政策最后完整月：{month_text(scheme.policy.last_month)}〕",
        }

    def text(self, node: n.Node, values: Values) -> str:
        """The formula in words; names stand in 「」 and are found above it in the reckoning."""
        if isinstance(node, n.Named):
            return self._named(node, values)
        if isinstance(node, n.Numeric):
            return self._numeric(node, values)
        raise TypeError(f"a test has a sentence of its own: {node}")

    def _named(self, node: n.Named, values: Values) -> str:
        match node:
            case n.FactRef():
                return f"「{self.scheme.facts[node.name].label}」"
            case n.StepRef():
                return f"「{self.scheme.steps[node.name].label}」"
            case n.Given():
                return self.given[node.name]
            case n.FigureRef():
                return self._figure(node, values)
            case _:
                assert_never(node)

    def _numeric(self, node: n.Numeric, values: Values) -> str:
        match node:
            case n.Number():
                return self._number(node)
            case n.Arithmetic():
                return self._arithmetic(node, values)
            case n.Pick():
                return self._pick(node, values)
            case n.Floor():
                return f"整数部分（{self.text(node.item, values)}）"
            case n.Months():
                return f"月数（{self.text(node.first, values)} 至 {self.text(node.last, values)}）"
            case n.Branches():
                return self.text(dict(node.cases)[str(values[node.fact])], values)
            case _:
                assert_never(node)

    def _number(self, node: n.Number) -> str:
        whole = node.value.denominator == 1
        return number_text(int(node.value) if whole else node.value, unit_word(node.type.unit))

    def _figure(self, node: n.FigureRef, values: Values) -> str:
        figure = self.scheme.figures[node.name]
        value = figure_value(figure, values)
        simple = value.numerator if value.denominator == 1 else value
        return f"〔{figure.label}：{number_text(simple, figure.unit_text)}〕"

    def _arithmetic(self, node: n.Arithmetic, values: Values) -> str:
        left, right = self.text(node.left, values), self.text(node.right, values)
        if node.op in "*/":
            left, right = self._wrap(node.left, left), self._wrap(node.right, right)
        elif node.op == "-" and isinstance(node.right, n.Arithmetic) and node.right.op in "+-":
            right = f"（{right}）"
        return f"{left} {OPERATORS[node.op]} {right}"

    def _wrap(self, node: n.Node, text: str) -> str:
        return f"（{text}）" if isinstance(node, n.Arithmetic) and node.op in "+-/" else text

    def _pick(self, node: n.Pick, values: Values) -> str:
        words = {"min": "较小者", "max": "较大者"} if node.type.sort == "number" else {"min": "较早者", "max": "较晚者"}
        return f"{words[node.op]}（{'，'.join(self.text(item, values) for item in node.items)}）"


def figure_value(figure: PolicyFigure, values: Values) -> Fraction:
    """The number of the text for these facts; 0 where the table has no entry."""
    return figure.values.get(tuple(str(values[key]) for key in figure.by), Fraction(0))
