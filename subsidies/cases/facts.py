"""The only bridge from the records to the rules: what is known of a case, and where each fact comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parks.tenancies.residency import is_resident
from subsidies.cases.already_granted import other_mode_used, prior_awarded, subsidised_areas
from subsidies.cases.case import Case
from subsidies.cases.records import NO_ANSWER, Reading, read
from subsidies.cases.rented import uneven_months
from subsidies.cases.sources import FactSource
from subsidies.cases.tidying import tidy, tidy_money
from subsidies.catalogue.in_force import Figure, parameter_for
from subsidies.catalogue.questions import asked
from subsidies.rules import Fact, FactError, Scheme, parse_fact

AREA = "other_subsidised_area_m2"


@dataclass(frozen=True)
class Known:
    """One fact: its value in the engine's JSON types, its source and where it was read."""

    name: str
    value: Any
    source: FactSource
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "value": self.value, "source": self.source, "note": self.note}


@dataclass
class Collected:
    """What the rules are given for a case (`claim`: the batch form), with sources and the parameters used."""

    claim: dict[str, Any]
    known: dict[str, Known] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """The value of each known fact."""
        return {name: row.value for name, row in self.known.items()}

    @property
    def sources(self) -> list[dict[str, Any]]:
        return [row.as_json() for row in self.known.values()]


def on_record(case: Case, fact: Fact) -> Known | None:
    """What our records say of a fact, unless the applicant disputes it; what no office has checked is declared."""
    found = None if fact.name in case.disputed else _answered(case, fact)
    if found is None:
        return None
    return Known(fact.name, found.value, FactSource.CERTIFIED if found.certified else FactSource.DECLARED, found.source)


def _answered(case: Case, fact: Fact) -> Reading | None:
    """What a register answers; None where it is silent, or as long as the day is not known."""
    found = read(case, fact.name) if case.on else None
    return None if found is NO_ANSWER else found


def recorded(case: Case) -> dict[str, Reading]:
    """What our records say of the facts that the applicant is asked for, disputed or not."""
    found = {fact.name: _answered(case, fact) for fact in asked(case.scheme)}
    return {name: reading for name, reading in found.items() if reading}


def unanswered(case: Case, fact: Fact) -> str:
    """Why a fact is not known although a register holds it; empty where there is none, or where it answered."""
    return NO_ANSWER.source if case.on and read(case, fact.name) is NO_ANSWER else ""


def collect(case: Case) -> Collected:
    """All that is known of a case now: records first, then what was declared, decided, published, granted before.

    Facts that nobody gave are left out, so that the engine names them. Texts that are no value of their type are
    left out too and stand in `errors` with their sentence.
    """
    result = Collected(claim=_head(case))
    for kind in ("applicant", "officer", "parameter", "ledger"):
        for fact in case.scheme.facts.values():
            if fact.given_by == kind:
                _GATHERERS[kind](case, fact, result)
    result.claim["facts"] = result.values
    if AREA in result.known and (sentence := uneven_months(case, result.claim)):
        result.errors["last_month"] = sentence
    return result


def _head(case: Case) -> dict[str, Any]:
    unit = case.applicant
    resident = case.on is not None and is_resident(unit, case.city, case.on)
    return head_of(case.scheme, unit.kind, unit.approved_outside, resident, case.on, case.other_policy_amount)


def head_of(
    scheme: Scheme, kind: str, approved_outside: bool, resident: bool, on: date | None, other: str
) -> dict[str, Any]:
    """What stands in the head of the batch form: who asks for which scheme, on which day, having got what elsewhere."""
    head: dict[str, Any] = {
        "scheme": scheme.code, "applicant_kind": kind, "resident": resident, "approved_outside": approved_outside,
    }  # fmt: skip
    amount = tidy_money(other)
    return head | ({"on": on.isoformat()} if on else {}) | ({"other_policy_amount": amount} if amount else {})


def _given(fact: Fact, text: Any, source: FactSource, result: Collected) -> None:
    """Take a typed text as the fact's value, or note why it is none."""
    if text is None or str(text).strip() == "":
        return
    value = parse_fact(fact, tidy(fact, text))
    if isinstance(value, FactError):
        result.errors[fact.name] = value.sentence
    else:
        result.known[fact.name] = Known(fact.name, value, source)


def _from_applicant(case: Case, fact: Fact, result: Collected) -> None:
    if not is_asked(fact, result.values):
        return
    known = on_record(case, fact)
    if known is not None:
        result.known[fact.name] = known
    else:
        _given(fact, case.facts.get(fact.name), FactSource.DECLARED, result)


def is_asked(fact: Fact, values: Mapping[str, Any]) -> bool:
    """Whether a fact is asked in the mode that the values say."""
    return fact.only_when is None or values.get(fact.only_when.fact) in fact.only_when.values


def _from_officer(case: Case, fact: Fact, result: Collected) -> None:
    decided = case.decided.get(fact.name)
    if decided:
        _given(fact, decided["value"], FactSource.OFFICER, result)


def _from_parameter(case: Case, fact: Fact, result: Collected) -> None:
    if case.on is None or not is_asked(fact, result.values):
        return
    figure = parameter_for(case.scheme, fact.name, result.values, case.on)
    if figure is not None:
        note = f"{figure.source_number}，自{figure.holds_from.isoformat()}起"
        result.known[fact.name] = Known(fact.name, figure.value, FactSource.PARAMETER, note)
        result.figures.append(figure)


def _from_ledger(case: Case, fact: Fact, result: Collected) -> None:
    if case.on is None:
        return
    value: str | bool
    if fact.name == "prior_awarded":
        value = prior_awarded(case)
    elif fact.name == "other_mode_used":
        value = other_mode_used(case, result.values)
    elif {"first_month", "last_month", "space"} <= result.known.keys():
        value = f"{max(subsidised_areas(case, result.values).values(), default=0):f}"
    else:
        return
    result.known[fact.name] = Known(fact.name, value, FactSource.LEDGER, "本门户兑付记录")


_GATHERERS: dict[str, Callable[[Case, Fact, Collected], None]] = {
    "applicant": _from_applicant,
    "officer": _from_officer,
    "parameter": _from_parameter,
    "ledger": _from_ledger,
}
