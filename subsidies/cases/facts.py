"""The only bridge from the records to the engine: what a claim's facts are, and where each comes from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parks.tenancies.residency import is_resident
from subsidies.cases.already_granted import other_mode_used, prior_awarded, subsidised_areas
from subsidies.cases.records import NO_ANSWER, Question, Reading, read
from subsidies.cases.references import day_of, reference_of
from subsidies.cases.rented import uneven_months
from subsidies.cases.tidying import tidy, tidy_money
from subsidies.catalogue.in_force import Figure, parameter_for
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.rules import Fact, FactError, GivenBy, Scheme, parse_fact

CERTIFIED, DECLARED, OFFICER, PARAMETER, LEDGER = "certified", "declared", "officer", "parameter", "ledger"
SOURCE_LABELS = {
    CERTIFIED: "记录核实",
    DECLARED: "单位申报",
    OFFICER: "审核核定",
    PARAMETER: "公布标准",
    LEDGER: "兑付台账",
}


AREA = "other_subsidised_area_m2"


@dataclass(frozen=True)
class Known:
    """One fact: its value in the engine's JSON types, its source (see SOURCE_LABELS) and where it was read."""

    name: str
    value: Any
    source: str
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "value": self.value, "source": self.source, "note": self.note}


@dataclass
class Collected:
    """What the engine is given for a claim (`claim`: the batch form), with sources and the parameters used."""

    claim: dict[str, Any]
    known: dict[str, Known] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> list[dict[str, Any]]:
        return [row.as_json() for row in self.known.values()]


def question_of(claim: Claim) -> Question | None:
    """What the records are asked for this claim; None as long as its day is not known."""
    on = day_of(claim)
    if on is None:
        return None
    return Question(claim.applicant, on, reference_of(claim), claim.answers.get("facts", {}))


def on_record(claim: Claim, fact: Fact) -> Known | None:
    """What our records say of a fact, unless the applicant disputes it; what no office has checked is declared."""
    question = question_of(claim)
    if question is None or fact.name in claim.answers.get("disputed", []):
        return None
    found = read(claim.scheme_code, fact.name, question)
    if found is None or found is NO_ANSWER:
        return None
    return Known(fact.name, found.value, CERTIFIED if found.certified else DECLARED, found.source)


def readings(claim: Claim) -> dict[str, Reading]:
    """What our records say of the facts that the applicant is asked for, disputed or not."""
    question = question_of(claim)
    if question is None:
        return {}
    asked = (fact for fact in library().schemes[claim.scheme_code].facts.values() if fact.given_by == GivenBy.APPLICANT)
    found = {fact.name: read(claim.scheme_code, fact.name, question) for fact in asked}
    return {name: reading for name, reading in found.items() if reading and reading is not NO_ANSWER}


def unanswered(claim: Claim, fact: Fact) -> str:
    """Why a fact is not known although a register holds it; empty where there is none, or where it answered."""
    question = question_of(claim)
    return NO_ANSWER.source if question and read(claim.scheme_code, fact.name, question) is NO_ANSWER else ""


def collect(claim: Claim) -> Collected:
    """All that is known of a claim now: records first, then what was declared, decided, published, granted before.

    Facts that nobody gave are left out, so that the engine names them. Texts that are no value of their type are
    left out too and stand in `errors` with their sentence.
    """
    scheme = library().schemes[claim.scheme_code]
    result = Collected(claim=_header(claim))
    for kind in ("applicant", "officer", "parameter", "ledger"):
        for fact in scheme.facts.values():
            if fact.given_by == kind:
                _GATHERERS[kind](claim, scheme, fact, result)
    result.claim["facts"] = {name: row.value for name, row in result.known.items()}
    if AREA in result.known and (sentence := uneven_months(claim, result.claim)):
        result.errors["last_month"] = sentence
    return result


def _header(claim: Claim) -> dict[str, Any]:
    question = question_of(claim)
    resident = question is not None and is_resident(claim.applicant, claim.city, question.on)
    header: dict[str, Any] = {
        "scheme": claim.scheme_code,
        "applicant_kind": claim.applicant.kind,
        "resident": resident,
        "approved_outside": claim.applicant.approved_outside,
    }
    if question is not None:
        header["on"] = question.on.isoformat()
    other = tidy_money(claim.answers.get("other_policy_amount") or "")
    return header | ({"other_policy_amount": other} if other else {})


def _given(fact: Fact, text: Any, source: str, result: Collected) -> None:
    """Take a typed text as the fact's value, or note why it is none."""
    if text is None or str(text).strip() == "":
        return
    value = parse_fact(fact, tidy(fact, text))
    if isinstance(value, FactError):
        result.errors[fact.name] = value.sentence
    else:
        result.known[fact.name] = Known(fact.name, value, source)


def _from_applicant(claim: Claim, scheme: Scheme, fact: Fact, result: Collected) -> None:
    if not matters_now(fact, result):
        return
    known = on_record(claim, fact)
    if known is not None:
        result.known[fact.name] = known
    else:
        _given(fact, claim.answers.get("facts", {}).get(fact.name), DECLARED, result)


def matters_now(fact: Fact, result: Collected) -> bool:
    """Whether a fact is asked in the mode that the claim is in."""
    if fact.only_when is None:
        return True
    known = result.known.get(fact.only_when.fact)
    return known is not None and known.value in fact.only_when.values


def _from_officer(claim: Claim, scheme: Scheme, fact: Fact, result: Collected) -> None:
    decided = claim.decided.get(fact.name)
    if decided:
        _given(fact, decided["value"], OFFICER, result)


def _from_parameter(claim: Claim, scheme: Scheme, fact: Fact, result: Collected) -> None:
    question = question_of(claim)
    if question is None or not matters_now(fact, result):
        return
    values = {name: row.value for name, row in result.known.items()}
    figure = parameter_for(scheme, fact.name, values, question.on)
    if figure is not None:
        note = f"{figure.source_number}，自{figure.holds_from.isoformat()}起"
        result.known[fact.name] = Known(fact.name, figure.value, PARAMETER, note)
        result.figures.append(figure)


def _from_ledger(claim: Claim, scheme: Scheme, fact: Fact, result: Collected) -> None:
    question = question_of(claim)
    if question is None:
        return
    values = {name: row.value for name, row in result.known.items()}
    value: str | bool
    if fact.name == "prior_awarded":
        value = prior_awarded(claim, scheme, question.on)
    elif fact.name == "other_mode_used":
        value = other_mode_used(claim, scheme, values)
    elif {"first_month", "last_month", "space"} <= result.known.keys():
        value = f"{max(subsidised_areas(claim, values).values(), default=0):f}"
    else:
        return
    result.known[fact.name] = Known(fact.name, value, LEDGER, "本门户兑付记录")


_GATHERERS: dict[str, Callable[[Claim, Scheme, Fact, Collected], None]] = {
    "applicant": _from_applicant,
    "officer": _from_officer,
    "parameter": _from_parameter,
    "ledger": _from_ledger,
}
