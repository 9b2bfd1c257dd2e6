"""The figures of a claim that the text leaves to the office, each with its bounds."""

from dataclasses import dataclass
from typing import Any

from core.values.money import format_yuan
from subsidies.cases import facts
from subsidies.cases.deciding import reckoned
from subsidies.cases.explaining import bounds_words
from subsidies.cases.facts import Collected, matters_now
from subsidies.claims.models import Claim
from subsidies.claims.reviewing import RESOLUTION
from subsidies.rules import Decision, Fact, GivenBy, Scheme


@dataclass(frozen=True)
class Decidable:
    """A figure that the text leaves to the office: what it is, its bounds in words, what was decided so far."""

    name: str
    label: str
    unit: str
    help: str
    bounds: str
    value: str
    reason: str
    by: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_resolution(self) -> bool:
        return self.name == RESOLUTION


def decidable(claim: Claim, scheme: Scheme, collected: Collected, decision: Decision) -> list[Decidable]:
    """The figures that the office decides for this claim, in the mode that it is in."""
    rows = [
        _fact_form(claim, scheme, fact)
        for fact in scheme.facts.values()
        if fact.given_by == GivenBy.OFFICER and matters_now(fact, collected)
    ]
    return [*rows, _resolution_form(claim)] if decision.outcome == "case_by_case" else rows


def _fact_form(claim: Claim, scheme: Scheme, fact: Fact) -> Decidable:
    made = claim.decided.get(fact.name, {})
    return Decidable(
        fact.name, fact.label, fact.unit or ("元" if fact.type == "money" else ""), fact.help,
        _bounds(claim, scheme, fact), made.get("value", ""), made.get("reason", ""), made.get("by", ""),
        tuple(fact.values.items()),
    )  # fmt: skip


def _bounds(claim: Claim, scheme: Scheme, fact: Fact) -> str:
    """The bounds that the text sets, reckoned as if nothing had been decided yet."""
    if fact.name == scheme.decision_fact:
        undecided = Claim(**{f.attname: getattr(claim, f.attname) for f in Claim._meta.concrete_fields})
        undecided.decided = {name: row for name, row in claim.decided.items() if name != fact.name}
        decision = reckoned(undecided, facts.collect(undecided))
        return bounds_words(decision.floor, decision.ceiling).replace("，由责任单位核定", "")
    least, most = fact.least, fact.most
    words = [
        f"不低于 {_amount(fact, least)}" if least is not None else "",
        f"不高于 {_amount(fact, most)}" if most else "",
    ]
    return "，".join(word for word in words if word)


def _amount(fact: Fact, value: Any) -> str:
    if fact.type == "money" and (value * 100).denominator == 1:
        return format_yuan(int(value * 100))
    return f"{value} {fact.unit}".strip()


def _resolution_form(claim: Claim) -> Decidable:
    made = claim.decided.get(RESOLUTION, {})
    return Decidable(
        RESOLUTION, "议定金额", "元", "文件没有规定金额，按专班或会议议定的数额录入。", "",
        made.get("value", ""), made.get("reason", ""), made.get("by", ""),
    )  # fmt: skip
