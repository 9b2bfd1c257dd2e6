"""Which lines a scheme has: its facts, its steps and its amount, each with its rule in words.

The words of a rule depend on nothing but the values of enum facts, so each wording is made once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import fen_scale
from subsidies.rules.language import facts_used
from subsidies.rules.model.kinds import FactType, GivenBy, WhenMissing
from subsidies.rules.model.schemes import Fact, StepRule, When
from subsidies.rules.single.program import Program
from subsidies.rules.words.line import LineItem
from subsidies.rules.words.met import Met
from subsidies.rules.words.wording import FormulaWording, Style, fact_text, style_of, unit_word

SOURCES = {
    GivenBy.APPLICANT: "申报事实",
    GivenBy.OFFICER: "由责任单位核定",
    GivenBy.PARAMETER: "按已公布的标准",
    GivenBy.LEDGER: "按发放台账",
}
COUNTED = {"months_worked": "按申报的月份计数"}  # what the portal counts of the answers, though no one answers it
NO_MONTHS = "，起月晚于止月时为0"


class Items:
    """The items of one scheme and the words of its rules."""

    def __init__(self, program: Program) -> None:
        self.program, self.scheme = program, program.scheme
        self.wording = FormulaWording(self.scheme)
        self.article = self.scheme.article_label
        self.met = Met(self.scheme, program.slots)
        self.facts = [self._fact(fact) for fact in self._shown_facts()]
        self.steps = [self.step(step) for step in self.shown_steps()]
        self.amount = self._amount_item()

    def _used(self) -> frozenset[str]:
        nodes = [step.node for step in (self.scheme.amount, self.scheme.floor, self.scheme.ceiling) if step]
        used = [facts_used(node, self.scheme.steps, self.scheme.figures) for node in nodes]
        return frozenset().union(*used)

    def used_facts(self) -> list[Fact]:
        """The facts that the money or the words hang on, those of parameters not yet set among them."""
        used = self._used() | self.met.asked
        return [
            fact for fact in self.scheme.facts.values() if fact.name in used or fact.when_missing != WhenMissing.INVALID
        ]

    @property
    def spans(self) -> list[StepRule]:
        """The counts of months that are shown: of one that comes to nothing it is said why."""
        return [step for step in self.shown_steps() if isinstance(step.node, n.Months)]

    @property
    def contest_nodes(self) -> list[tuple[n.Node, ...]]:
        """The parts of every "the lesser of" that is shown."""
        return [nodes for nodes, _ in self.contests_shown]

    @property
    def contests_shown(self) -> list[tuple[tuple[n.Node, ...], bool]]:
        """The same, and whether it is of the amount: one that only bounds what the office decides is not."""
        shown = [step for step in (*self.shown_steps(), self.scheme.ceiling, self.scheme.amount) if step]
        of_amount = self._of_the_amount()
        return [
            (step.node.items, step.name in of_amount)
            for step in shown
            if isinstance(step.node, n.Pick) and step.node.op == "min"
        ]

    def _of_the_amount(self) -> frozenset[str]:
        amount = self.scheme.amount
        return steps_used([amount.node], self.program) | {amount.name} if amount else frozenset()

    def _shown_facts(self) -> Iterable[Fact]:
        used = self._used() | self.met.asked
        return [fact for fact in self.scheme.facts.values() if fact.name in used and fact.name != "prior_awarded"]

    def shown_steps(self) -> Iterable[StepRule]:
        nodes = [step.node for step in (self.scheme.amount, self.scheme.floor, self.scheme.ceiling) if step]
        used = steps_used(nodes, self.program)
        return [step for step in self.scheme.steps.values() if step.name in used]

    def _fact(self, fact: Fact) -> LineItem:
        get = self.program.closures.make(n.FactRef(n.BOOL, fact.name))
        rule = f"{self.article}：{COUNTED.get(fact.name) or SOURCES[fact.given_by]}"
        show = partial(fact_text, fact) if fact.type in (FactType.ENUM, FactType.BOOL) else partial(_named, fact.shown)
        when = self._present(fact) if fact.optional else None
        return LineItem(fact.name, f"fact:{fact.name}", fact.label, style_of(fact), show, lambda env: rule, get, when)

    def _present(self, fact: Fact) -> Callable[[list[Any]], bool]:
        slot, mode = self.program.slots[fact.name], self.in_mode(fact.only_when)
        return lambda env: env[slot] is not None and (mode is None or mode(env))

    def in_mode(self, when: When | None) -> Callable[[list[Any]], bool] | None:
        if when is None:
            return None
        slot, values = self.program.slots[when.fact], frozenset(when.values)
        return lambda env: env[slot] in values

    def step(self, step: StepRule) -> LineItem:
        reckon, kind = self.program.closures.make(step.node), step.node.type
        month, rule = kind.sort == "month", self._rule(step)
        style = Style("month") if month else Style("number", unit_word(kind.unit), fen_scale(kind.unit))
        if isinstance(step.node, n.Months):
            rule = _with_note(rule, reckon)
        return LineItem(step.name, f"step:{step.name}", step.label, style, None, rule, reckon, self._ready(step))

    def _ready(self, step: StepRule) -> Callable[[list[Any]], bool] | None:
        """Shown when its mode is on and every fact that it needs is there."""
        mode = self.in_mode(step.only_when)
        facts = self.scheme.facts
        names = facts_used(step.node, self.scheme.steps, self.scheme.figures)
        slots = [self.program.slots[name] for name in names if facts[name].optional and not facts[name].only_when]
        if mode is None and not slots:
            return None
        return lambda env: (mode is None or mode(env)) and all(env[slot] is not None for slot in slots)

    def _amount_item(self) -> LineItem | None:
        """The amount as its own line, unless it is a fact or a step that has one already."""
        amount = self.scheme.amount
        if amount is None or isinstance(amount.node, n.FactRef | n.StepRef):
            return None
        return self.step(amount)

    def _rule(self, step: StepRule) -> Callable[[list[Any]], str]:
        """The rule of a step: its article and its formula, one wording per combination of the facts it hangs on."""
        keys = sorted(key_facts(step.node, self.program))
        slots = [(key, self.program.slots[key]) for key in keys]
        if not slots:
            text = f"{step.article}：{self.wording.text(step.node, {})}"
            return lambda env: text
        kept: dict[tuple[Any, ...], str] = {}

        def words(env: list[Any]) -> str:
            key = tuple([env[slot] for _, slot in slots])
            if key not in kept:
                values = {name: env[slot] for name, slot in slots}
                kept[key] = f"{step.article}：{self.wording.text(step.node, values)}"
            return kept[key]

        return words


def _named(words: Mapping[str, str], value: Any) -> str | None:
    """The words for a number, where there are some."""
    return words.get(str(value)) if words else None


def _with_note(rule: Callable[[list[Any]], str], months: Callable[[list[Any]], Any]) -> Callable[[list[Any]], str]:
    """The rule, with a note where there are no months to count."""
    return lambda env: rule(env) if months(env) else f"{rule(env)}{NO_MONTHS}"


def key_facts(node: n.Node, program: Program) -> frozenset[str]:
    """The facts on whose value the wording of the node hangs: those of choices and tables, not of steps below it."""
    figures = program.scheme.figures
    if isinstance(node, n.FigureRef):
        return frozenset(figures[node.name].by)
    own = frozenset({node.fact}) if isinstance(node, n.Branches) else frozenset()
    return own.union(*(key_facts(child, program) for child in n.children(node)))


def steps_used(nodes: Iterable[n.Node], program: Program) -> frozenset[str]:
    """The steps that the nodes need, directly or through other steps."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, n.StepRef):
            found |= {node.name} | steps_used([program.scheme.steps[node.name].node], program)
        else:
            found |= steps_used(n.children(node), program)
    return frozenset(found)
