"""The reckoning: which lines are shown for an answer, in what order, and how each is worded.

A scheme has a fixed list of items. An item knows when it is shown, what figure it shows, and its rule in words; the
words depend on nothing but the values of enum facts, so each wording is made once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.formulas.units import fen_scale
from subsidies.rules.language import facts_used
from subsidies.rules.model.decision import yuan
from subsidies.rules.model.kinds import FactType, GivenBy, Outcome, WhenMissing
from subsidies.rules.model.schemes import Fact, StepRule, When, article_label
from subsidies.rules.single.program import Program
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.bounds import Bounds
from subsidies.rules.words.failing import Failing
from subsidies.rules.words.line import Item, Line
from subsidies.rules.words.met import Met
from subsidies.rules.words.wording import Style, Wording, fact_text, style_of, unit_word

SOURCES = {
    GivenBy.APPLICANT: "申报事实",
    GivenBy.OFFICER: "由责任单位核定",
    GivenBy.PARAMETER: "按已公布的标准",
    GivenBy.LEDGER: "按发放台账",
}
ALL_MET = "均符合"
OPEN = "未公布"
OTHER_LABEL = "本市其他政策已给金额"
FINAL_LABEL = "应给予的金额"
REST_LABEL = "差额"
NO_MONEY = "0.00 元"
NO_MONTHS = "，起月晚于止月时为0"
SINGLY = "由工作专班一事一议"


class Reckoning:
    """The items of one scheme and the words of its rules."""

    def __init__(self, program: Program) -> None:
        self.program, self.scheme = program, program.scheme
        self.wording = Wording(self.scheme)
        self.article = self.scheme.article_label
        self.met = Met(self.scheme, program.slots)
        self.facts = [self._fact(fact) for fact in self._shown_facts()]
        self.steps_ = [self._step(step) for step in self._shown_steps()]
        self.bounds = Bounds(self.scheme, self._step)
        self.amount = self._amount_item()
        self.contests = self._contests()
        self.rules = [*self._shown_steps(), *self.bounds.rules]
        if self.amount and self.scheme.amount:
            self.rules.append(self.scheme.amount)
        self.failing = Failing(self.scheme)

    # -- which items there are
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
        return [step for step in self._shown_steps() if isinstance(step.node, n.Months)]

    @property
    def contest_nodes(self) -> list[tuple[n.Node, ...]]:
        """The parts of every "the lesser of" that is shown."""
        shown = [step for step in (*self._shown_steps(), self.scheme.ceiling, self.scheme.amount) if step]
        return [step.node.items for step in shown if isinstance(step.node, n.Pick) and step.node.op == "min"]

    def _shown_facts(self) -> Iterable[Fact]:
        used = self._used() | self.met.asked
        return [fact for fact in self.scheme.facts.values() if fact.name in used and fact.name != "prior_awarded"]

    def _shown_steps(self) -> Iterable[StepRule]:
        nodes = [step.node for step in (self.scheme.amount, self.scheme.floor, self.scheme.ceiling) if step]
        used = steps_used(nodes, self.program)
        return [step for step in self.scheme.steps.values() if step.name in used]

    def _fact(self, fact: Fact) -> Item:
        get = self.program.closures.make(n.FactRef(n.BOOL, fact.name))
        rule = f"{self.article}：{SOURCES[fact.given_by]}"
        show = partial(fact_text, fact) if fact.type in (FactType.ENUM, FactType.BOOL) else partial(_named, fact.shown)
        when = self._present(fact) if fact.optional else None
        return Item(fact.name, f"fact:{fact.name}", fact.label, style_of(fact), show, lambda env: rule, get, when)

    def _present(self, fact: Fact) -> Callable[[list[Any]], bool]:
        slot, mode = self.program.slots[fact.name], self._in_mode(fact.only_when)
        return lambda env: env[slot] is not None and (mode is None or mode(env))

    def _in_mode(self, when: When | None) -> Callable[[list[Any]], bool] | None:
        if when is None:
            return None
        slot, values = self.program.slots[when.fact], frozenset(when.values)
        return lambda env: env[slot] in values

    def _step(self, step: StepRule) -> Item:
        reckon, kind = self.program.closures.make(step.node), step.node.type
        month, rule = kind.sort == "month", self._rule(step)
        style = Style("month") if month else Style("number", unit_word(kind.unit), fen_scale(kind.unit))
        if isinstance(step.node, n.Months):
            rule = _with_note(rule, reckon)
        return Item(step.name, f"step:{step.name}", step.label, style, None, rule, reckon, self._ready(step))

    def _ready(self, step: StepRule) -> Callable[[list[Any]], bool] | None:
        """Shown when its mode is on and every fact that it needs is there."""
        mode = self._in_mode(step.only_when)
        facts = self.scheme.facts
        names = facts_used(step.node, self.scheme.steps, self.scheme.figures)
        slots = [self.program.slots[name] for name in names if facts[name].optional and not facts[name].only_when]
        if mode is None and not slots:
            return None
        return lambda env: (mode is None or mode(env)) and all(env[slot] is not None for slot in slots)

    def _amount_item(self) -> Item | None:
        """The amount as its own line, unless it is a fact or a step that has one already."""
        amount = self.scheme.amount
        if amount is None or isinstance(amount.node, n.FactRef | n.StepRef):
            return None
        return self._step(amount)

    # -- words
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

    def _conditions(self, found: Reckoned) -> Line:
        scope = self.scheme.policy.scope.article
        where = f"{self.article}、{article_label(scope)}：" if scope else f"{self.article}："
        return Line("申报条件", ALL_MET, where + self.met.words(found))

    def _final_words(self, found: Reckoned) -> str:
        """What is rounded in the end, by whether a cap and another policy come into it."""
        amount = self.scheme.amount
        if amount is None:
            return ""
        base = f"「{amount.label}」" if self.amount else self.wording.text(amount.node, {})
        inner = base if found.cap_left is None else f"较小者（{base}，「{self.cap_label}」）"
        return f"{inner} － 「{OTHER_LABEL}」" if found.header.other else inner

    @property
    def cap_label(self) -> str:
        return f"{self.scheme.cap.label}的余额" if self.scheme.cap else ""

    # -- which limit binds
    def _contests(self) -> list[tuple[tuple[str, Callable[[list[Any]], Any]], ...]]:
        """Every "the lesser of" that is shown: its parts with the names of their lines."""
        shown = [step for step in (*self._shown_steps(), self.scheme.ceiling, self.scheme.amount) if step]
        return [self._parts(step) for step in shown if isinstance(step.node, n.Pick) and step.node.op == "min"]

    def _parts(self, step: StepRule) -> tuple[tuple[str, Callable[[list[Any]], Any]], ...]:
        items = step.node.items if isinstance(step.node, n.Pick) else ()
        return tuple((self._limit_name(item), self.program.closures.make(item)) for item in items)

    def _limit_name(self, item: n.Node) -> str:
        """The line that is a limit; what the applicant states is none."""
        if isinstance(item, n.FactRef) and self.scheme.facts[item.name].given_by == GivenBy.APPLICANT:
            return ""
        return str(getattr(item, "name", ""))

    def _binding(self, found: Reckoned) -> set[str]:
        winners = set()
        for parts in self.contests:
            winner = self._winner(parts, found.env)
            if winner:
                winners.add(winner)
        return winners

    def _winner(self, parts: tuple[tuple[str, Callable[[list[Any]], Any]], ...], env: list[Any]) -> str:
        try:
            values = [(reckon(env), name) for name, reckon in parts]
        except TypeError:
            return ""
        least = min(value for value, _ in values)
        return next(name for value, name in values if value == least)

    # -- the lines
    def lines(self, found: Reckoned) -> list[Line]:
        """The reckoning of what was found, before the figures are written."""
        if found.outcome == Outcome.INVALID or (found.outcome == Outcome.NOT_PAYABLE and not found.reckoned):
            return [self.failing.line(code, found) for code in sorted(set(found.reasons))]
        if found.outcome == Outcome.CASE_BY_CASE:
            return [self._conditions(found), Line("支持方式", SINGLY, f"{self.article}：没有计算公式，单独研究确定")]
        open_ = found.outcome == Outcome.NEEDS_PARAMETER
        binding = set() if open_ or found.cap_binds else self._binding(found)
        items = self.facts if open_ else [*self.facts, *self.steps_]
        env = found.env
        lines = [item.line(env, binding) for item in items if item.when is None or item.when(env)]
        lines += [] if open_ else self.bounds.lines(found)
        if open_:
            lines += self._open(found)
        elif found.outcome != Outcome.NEEDS_DECISION:
            lines += self._money(found, binding)
        return [self._conditions(found), *lines]

    def _open(self, found: Reckoned) -> list[Line]:
        """The rates and standards that the text leaves to a later document."""
        missing = [fact.name for fact in self.program.parameters if found.env[fact.slot] is None]
        facts = [fact for name in missing if self._matters(fact := self.scheme.facts[name], found.env)]
        return [
            Line(fact.label, OPEN, f"{self.article}：{fact.help or '文件没有写明，待后续文件规定'}") for fact in facts
        ]

    def _matters(self, fact: Fact, env: list[Any]) -> bool:
        mode = self._in_mode(fact.only_when)
        return mode is None or mode(env)

    def _money(self, found: Reckoned, binding: set[str]) -> list[Line]:
        lines = [self.amount.line(found.env, binding)] if self.amount else []
        if found.cap_left is not None:
            lines += self._cap_lines(found, found.cap_binds)
        if found.header.other:
            policy = self.scheme.policy
            rule = f"{article_label(policy.higher.article)}：{policy.higher.says}，补足差额"
            lines.append(Line(OTHER_LABEL, None, rule, source="other", value=found.header.other))
        if found.outcome == Outcome.NOT_PAYABLE:
            return [*lines, *self._nothing(found), *(self.failing.line(code, found) for code in found.reasons)]
        rule = f"{self.article}：向下取到分（{self._final_words(found)}）"
        lines.append(Line(FINAL_LABEL, None, rule, source="amount", value=found.amount))
        if self.scheme.payers:
            lines += self._shares(found)
        return [*lines, *self._entitlements()]

    def _nothing(self, found: Reckoned) -> list[Line]:
        """The subtraction or the rounding that leaves nothing to pay."""
        label, words = REST_LABEL if found.header.other else FINAL_LABEL, self._final_words(found)
        if found.under_a_fen:
            return [Line(label, NO_MONEY, f"{self.article}：向下取到分（{words}）")]
        if "other_policy_higher" in found.reasons:
            return [Line(label, NO_MONEY, f"{self.article}：较大者（{NO_MONEY}，{words}）")]
        return []

    def _cap_lines(self, found: Reckoned, binds: bool) -> list[Line]:
        cap, slot = self.scheme.cap, self.program.prior_slot
        if cap is None or slot is None or found.cap_left is None:
            return []
        prior, label = found.env[slot], self.scheme.facts["prior_awarded"].label
        figure = None if prior else NO_MONEY
        rule = f"{cap.article}：{SOURCES[GivenBy.LEDGER]}"
        ledger = Line(label, figure, rule, source="fact:prior_awarded", value=prior)
        words = f"〔{cap.label}：{yuan(cap.amount)} 元〕 － 「{label}」"
        rule = f"{cap.article}：较大者（{NO_MONEY}，{words}）" if found.cap_left < 0 else f"{cap.article}：{words}"
        return [ledger, Line(self.cap_label, None, rule, binds, source="cap_left", value=max(found.cap_left, 0))]

    def _shares(self, found: Reckoned) -> list[Line]:
        shares = found.shares
        return [
            Line(f"其中：{payer.label}", None, words, source=f"share:{payer.key}", value=shares[payer.key])
            for payer, words in zip(self.scheme.payers, self._payer_words(found.env), strict=True)
        ]

    def _payer_words(self, env: list[Any]) -> list[str]:
        words, above = [], f"「{FINAL_LABEL}」"
        for payer in self.scheme.payers:
            if payer.limit is None:
                words.append(f"{payer.article}：{above}")
            else:
                keys = key_facts(payer.limit, self.program)
                values = {name: env[self.program.slots[name]] for name in keys}
                words.append(f"{payer.article}：较小者（「{FINAL_LABEL}」，{self.wording.text(payer.limit, values)}）")
                above = f"{above} － 「其中：{payer.label}」"
        return words

    def _entitlements(self) -> list[Line]:
        return [
            Line(item.label, f"{yuan(item.amount)} 元", f"{item.article}：可享受的额度，不是发放的资金")
            for item in self.scheme.entitlements
        ]


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
