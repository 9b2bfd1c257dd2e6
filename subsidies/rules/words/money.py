"""The lines of the money: cap, other policy, what is given in the end, who pays it, and what is given beside it."""

from __future__ import annotations

from typing import Any

from subsidies.rules.model.articles import article_label
from subsidies.rules.model.decision import yuan
from subsidies.rules.model.kinds import GivenBy, Outcome
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.failing import Failing
from subsidies.rules.words.items import SOURCES, Items, key_facts
from subsidies.rules.words.line import Line

OTHER_LABEL = "本市其他政策已给金额"
FINAL_LABEL = "应给予的金额"
REST_LABEL = "差额"
NO_MONEY = "0.00 元"


class Money:
    """The words of one scheme for its money."""

    def __init__(self, items: Items, failing: Failing) -> None:
        self.items, self.failing = items, failing
        self.program, self.scheme, self.article = items.program, items.scheme, items.article

    def _final_words(self, found: Reckoned) -> str:
        """What is rounded in the end, by whether a cap and another policy come into it."""
        amount = self.scheme.amount
        if amount is None:
            return ""
        base = f"「{amount.label}」" if self.items.amount else self.items.wording.text(amount.node, {})
        inner = base if found.cap_left is None else f"较小者（{base}，「{self.cap_label}」）"
        return f"{inner} － 「{OTHER_LABEL}」" if found.header.other else inner

    @property
    def cap_label(self) -> str:
        return f"{self.scheme.cap.label}的余额" if self.scheme.cap else ""

    def lines(self, found: Reckoned, binding: set[str]) -> list[Line]:
        """What the amount comes to."""
        lines = [self.items.amount.line(found.env, binding)] if self.items.amount else []
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
                words.append(
                    f"{payer.article}：较小者（「{FINAL_LABEL}」，{self.items.wording.text(payer.limit, values)}）"
                )
                above = f"{above} － 「其中：{payer.label}」"
        return words

    def _entitlements(self) -> list[Line]:
        return [
            Line(item.label, f"{yuan(item.amount)} 元", f"{item.article}：可享受的额度，不是发放的资金")
            for item in self.scheme.entitlements
        ]
