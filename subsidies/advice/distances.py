"""How far it is to the next step: the least change of one known number that would remove what stands in the way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from core.values.money import format_yuan, to_yuan
from subsidies.advice.trial import Trial
from subsidies.cases.presenting import fact_value
from subsidies.cases.records import capital
from subsidies.rules import Decision, Fact, FactType, GivenBy, Outcome

HUNDREDTHS = {FactType.MONEY: 100, FactType.DECIMAL: 100, FactType.INT: 1}
LARGEST = 10**16
CAPITAL = "登记的实缴资本（不含补助）"
GROWS_BY_ITSELF = ("insurance_months", "months_worked")


@dataclass(frozen=True)
class Distance:
    """What is missing and how far, in words; `met_on` is the day (YYYY-MM-DD) where time alone does it, else empty."""

    label: str
    sentence: str
    met_on: str = ""


def distances_to(trial: Trial, decision: Decision, answers: Mapping[str, Any], today: date) -> Iterator[Distance]:
    """For the one reason that stands in the way: each known number that could remove it, with how much is missing."""
    reason = decision.reasons[0]
    for name, known in trial.known.items():
        fact = trial.scheme.facts[name]
        if fact.certified_by == capital.READER:
            yield from _of_capital(trial, answers, fact, reason)
        elif (
            fact.given_by == GivenBy.APPLICANT and fact.type in HUNDREDTHS and not fact.shown
        ):  # an ordinal is no amount
            have = _units(fact, known.value)
            need = _least(trial, answers, fact, have, reason, partial(_value, fact))
            if need is not None:
                yield _distance(fact, have, need, today)


def _of_capital(trial: Trial, answers: Mapping[str, Any], fact: Fact, reason: str) -> Iterator[Distance]:
    """How much own money is missing, as it is registered: what is granted beside it grows with it."""
    have = trial.case.applicant.paid_in_capital_fen or 0

    def whole(own: int) -> str:
        return f"{to_yuan(own + capital.grant_beside(trial.case, own)):f}"

    need = _least(trial, answers, fact, have, reason, whole)
    if need is not None:
        yield Distance(CAPITAL, _missing(have, need))


def _units(fact: Fact, value: Any) -> int:
    """The value in its smallest steps: fen, hundredths, ones."""
    return int(Decimal(str(value)) * HUNDREDTHS[fact.type])


def _value(fact: Fact, units: int) -> Any:
    scale = HUNDREDTHS[fact.type]
    return units if scale == 1 else f"{units // scale}.{units % scale:02d}"


def _least(
    trial: Trial, answers: Mapping[str, Any], fact: Fact, have: int, reason: str, value: Callable[[int], Any]
) -> int | None:
    """The smallest larger number of units whose value takes the reason away, by doubling and halving; None if none."""

    def helps(units: int) -> bool:
        decision = trial.decide({**answers, fact.name: value(units)})
        return decision.outcome != Outcome.INVALID and reason not in decision.reasons

    high = max(have, 1)
    while not helps(high):
        if high > LARGEST:
            return None
        high *= 2
    low = have
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if helps(middle) else (middle, high)
    return high


def _distance(fact: Fact, have: int, need: int, today: date) -> Distance:
    missing = need - have
    if fact.type == FactType.MONEY:
        words = _missing(have, need)
    else:
        shown = [fact_value(fact, _value(fact, units)) for units in (missing, have, need)]
        words = f"还差 {shown[0]}（现为 {shown[1]}，需达到 {shown[2]}）"
    met = _months_later(today, missing).isoformat() if fact.name in GROWS_BY_ITSELF else ""
    return Distance(fact.label, words, met)


def _missing(have: int, need: int) -> str:
    return f"还差 {format_yuan(need - have)}（现为 {format_yuan(have)}，需达到 {format_yuan(need)}）"


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
