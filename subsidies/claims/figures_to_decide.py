"""What `reviewing.decide_figure` takes for a claim: the figures that the text leaves to the office, each with the
bounds within which the verb takes it and with what was decided so far."""

from dataclasses import dataclass
from typing import Any

from core.values.money import format_yuan, parse_yuan
from subsidies.cases.deciding import RESOLUTION, Ruling, bounds_of
from subsidies.cases.explaining import DECIDED_BY_OFFICE, limits_words
from subsidies.cases.facts import is_asked
from subsidies.cases.presenting import fact_value
from subsidies.rules import Fact, FactType, GivenBy, Outcome


@dataclass(frozen=True)
class FigureToDecide:
    """A figure that the text leaves to the office: what it is, its bounds in words, what was decided so far (`shown` as
    people read it)."""

    name: str
    label: str
    unit: str
    help: str
    bounds: str
    value: str
    reason: str
    by: str
    shown: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_resolution(self) -> bool:
        return self.name == RESOLUTION


def figures_to_decide(ruling: Ruling) -> list[FigureToDecide]:
    """The figures that the office decides for this case, in the mode that it is in. Of what comes to nothing as it
    stands no amount is asked; one that was decided already may be put right."""
    nothing, amount = ruling.decision.outcome == Outcome.NOT_PAYABLE, ruling.case.scheme.decision_fact
    rows = [
        _of_fact(ruling, fact)
        for fact in ruling.case.scheme.facts.values()
        if fact.given_by == GivenBy.OFFICER
        and is_asked(fact, ruling.collected.values)
        and not (nothing and fact.name == amount and fact.name not in ruling.case.decided)
    ]
    return [*rows, _resolution(ruling)] if ruling.decision.outcome == Outcome.CASE_BY_CASE else rows


def _of_fact(ruling: Ruling, fact: Fact) -> FigureToDecide:
    made = ruling.case.decided.get(fact.name, {})
    return FigureToDecide(
        fact.name, fact.label, fact.unit or ("元" if fact.type == FactType.MONEY else ""), fact.help,
        _bounds(ruling, fact), made.get("value", ""), made.get("reason", ""), made.get("by", ""),
        fact_value(fact, made["value"]) if made else "", tuple(fact.values.items()),
    )  # fmt: skip


def _bounds(ruling: Ruling, fact: Fact) -> str:
    """The bounds that the text sets; those of the amount hold whether it was decided already or not."""
    if fact.name == ruling.case.scheme.decision_fact:
        floor, ceiling = bounds_of(ruling, fact.name)
        return limits_words(floor, ceiling) or DECIDED_BY_OFFICE
    least, most = fact.least, fact.most
    words = [
        f"不低于 {_amount(fact, least)}" if least is not None else "",
        f"不高于 {_amount(fact, most)}" if most else "",
    ]
    return "，".join(word for word in words if word)


def _amount(fact: Fact, value: Any) -> str:
    if fact.type == FactType.MONEY and (value * 100).denominator == 1:
        return format_yuan(int(value * 100))
    return f"{value} {fact.unit}".strip()


def _resolution(ruling: Ruling) -> FigureToDecide:
    made = ruling.case.decided.get(RESOLUTION, {})
    return FigureToDecide(
        RESOLUTION, "议定金额", "元", "文件没有规定金额，按专班或会议议定的数额录入。", "",
        made.get("value", ""), made.get("reason", ""), made.get("by", ""),
        format_yuan(parse_yuan(made["value"])) if made else "",
    )  # fmt: skip
