"""The reckoning: which lines are shown for an answer, and in what order."""

from __future__ import annotations

from typing import Any

from subsidies.rules.model.articles import article_label
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.schemes import Fact
from subsidies.rules.single.program import Program
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.binding import Contests
from subsidies.rules.words.bounds import Bounds
from subsidies.rules.words.failing import Failing
from subsidies.rules.words.items import Items
from subsidies.rules.words.line import Line
from subsidies.rules.words.money import Money

ALL_MET = "均符合"
OPEN = "未公布"
SINGLY = "由工作专班一事一议"


class Reckoning(Items):
    """The lines of one scheme."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.bounds = Bounds(self.scheme, self.step)
        self.rules = [*self.shown_steps(), *self.bounds.rules]
        if self.amount and self.scheme.amount:
            self.rules.append(self.scheme.amount)
        self.failing = Failing(self.scheme)
        self.contests, self.money = Contests(self), Money(self, self.failing)

    def lines(self, found: Reckoned) -> list[Line]:
        """The reckoning of what was found, before the figures are written."""
        if found.outcome == Outcome.INVALID or (found.outcome == Outcome.NOT_PAYABLE and not found.reckoned):
            return [self.failing.line(code, found) for code in sorted(set(found.reasons))]
        if found.outcome == Outcome.CASE_BY_CASE:
            return [self._conditions(found), Line("支持方式", SINGLY, f"{self.article}：没有计算公式，单独研究确定")]
        open_ = found.outcome == Outcome.NEEDS_PARAMETER
        binding = set() if open_ or found.cap_binds else self.contests.winners(found)
        items = self.facts if open_ else [*self.facts, *self.steps]
        env = found.env
        lines = [item.line(env, binding) for item in items if item.when is None or item.when(env)]
        lines += [] if open_ else self.bounds.lines(found)
        if open_:
            lines += self._open(found)
        elif found.outcome != Outcome.NEEDS_DECISION:
            lines += self.money.lines(found, binding)
        return [self._conditions(found), *lines]

    def _open(self, found: Reckoned) -> list[Line]:
        """The rates and standards that the text leaves to a later document."""
        missing = [fact.name for fact in self.program.parameters if found.env[fact.slot] is None]
        facts = [fact for name in missing if self._matters(fact := self.scheme.facts[name], found.env)]
        return [
            Line(fact.label, OPEN, f"{self.article}：{fact.help or '文件没有写明，待后续文件规定'}") for fact in facts
        ]

    def _matters(self, fact: Fact, env: list[Any]) -> bool:
        mode = self.in_mode(fact.only_when)
        return mode is None or mode(env)

    def _conditions(self, found: Reckoned) -> Line:
        scope = self.scheme.policy.scope.article
        where = f"{self.article}、{article_label(scope)}：" if scope else f"{self.article}："
        return Line("申报条件", ALL_MET, where + self.met.words(found))
