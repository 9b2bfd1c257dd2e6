"""What may be decided: the lines of the least and the most that the text allows, and what lies outside in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from subsidies.rules.exact.inputs import Inputs, Presence
from subsidies.rules.exact.lowering import Lowering
from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.articles import UNSAID
from subsidies.rules.model.kinds import FactType, Outcome
from subsidies.rules.model.schemes import Scheme, StepRule
from subsidies.rules.model.values import Number
from subsidies.rules.single.reckoning import Reckoned, beyond, in_mode
from subsidies.rules.words.line import Line, LineItem
from subsidies.rules.words.wording import YUAN_STYLE, Style, style_of


class Bounds:
    """The bounds of one scheme."""

    def __init__(self, scheme: Scheme, item: Callable[[StepRule], LineItem]) -> None:
        self.rules = [rule for rule in (scheme.floor, scheme.ceiling) if rule]
        self.items = [item(rule) for rule in self.rules]
        self.broken = frozenset(rule.name for rule in self.rules if not _whole_fen(scheme, rule.node))
        self.unsaid = frozenset(rule.name for rule in self.rules if _nothing(rule.node))

    def lines(self, found: Reckoned) -> list[Line]:
        """Exact where a decision was held against them, rounded as they are answered where it is still to be made."""
        items = [item for item in self.items if item.when is None or item.when(found.env)]
        return [self._line(item, found) for item in items]

    def _line(self, item: LineItem, found: Reckoned) -> Line:
        line = item.line(found.env, set())
        if item.name in self.unsaid:
            return line._replace(rule=UNSAID)
        rounds = found.outcome == Outcome.NEEDS_DECISION and item.name in self.broken
        return _rounded(item.name, line) if rounds else line


def _nothing(node: n.Node) -> bool:
    """A bare 0 in the formula: no text says it."""
    return isinstance(node, n.Number) and not node.value


def _rounded(name: str, line: Line) -> Line:
    article, _, words = line.rule.partition("：")
    return line._replace(rule=f"{article}：向下取到分（{words}）", source=f"fen:{name}", value=line.value // 1)


def _whole_fen(scheme: Scheme, node: n.Node) -> bool:
    """Can the amount have no parts of a fen?"""
    least = {FactType.MONEY: 1, FactType.DECIMAL: 1, FactType.RATE: 1, FactType.INT: 1}
    return 100 % Lowering(Inputs(scheme, Presence(), least)).visit(node).scale == 0


# ------------------------------------------------------------------ what lies outside
def outside(found: Reckoned) -> list[str]:
    """What was decided or published beyond its bounds: the fact, its value and the bounds."""
    return [*_facts_outside(found), *_amount_outside(found)]


def _facts_outside(found: Reckoned) -> Iterator[str]:
    program, env = found.program, found.env
    for fact in program.bounded:
        value = env[fact.slot]
        if value is not None and fact.bounds and in_mode(fact, env) and beyond(value, *fact.bounds):
            style = style_of(program.scheme.facts[fact.name])
            yield f"按{_stated(found, fact.name)}，应{_range(*fact.bounds, style)}"


def _amount_outside(found: Reckoned) -> Iterator[str]:
    program, scheme = found.program, found.program.scheme
    if scheme.decision_fact is None or scheme.amount is None or program.amount is None:
        return
    if found.env[program.slots[scheme.decision_fact]] is None:
        return
    amount = program.amount(found.env)
    if beyond(amount, found.floor, found.ceiling):
        stated = _stated(found, scheme.decision_fact)
        if not isinstance(scheme.amount.node, n.FactRef):
            stated = f"{stated}得「{scheme.amount.label}」 {YUAN_STYLE.text(amount)}"
        floor = None if found.floor is None else -(-found.floor // 1)
        ceiling = None if found.ceiling is None else found.ceiling // 1
        yield f"按{stated}，应{_range(floor, ceiling, YUAN_STYLE)}"


def _stated(found: Reckoned, name: str) -> str:
    fact = found.program.scheme.facts[name]
    return f"「{fact.label}」 {style_of(fact).text(found.env[found.program.slots[name]])}"


def _range(least: Number | None, most: Number | None, style: Style) -> str:
    if least is None or most is None:
        return f"不超过 {style.text(most)}" if most is not None else f"不低于 {style.text(least or 0)}"
    return f"在 {style.text(least)} 至 {style.text(most)} 之间"
