"""What the claims of a list would come to: from the facts as they were handed in, in a few queries for all of them.

The claim's own page reckons anew from the records; a list of fifty cannot ask the records fifty times.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from core.money import format_yuan
from parks.models import Tenancy
from subsidies import ledger
from subsidies.engine import Decision, Scheme, evaluate
from subsidies.explaining import bounds_words
from subsidies.models import Award, Claim
from subsidies.parameters import Figure, released_figures, superseded
from subsidies.policies import library
from subsidies.typed import tidy_money
from subsidies.workflow import OPEN_STATES

Terms = Mapping[int, Sequence[tuple[int, date, date | None]]]


class HandedIn(NamedTuple):
    """What is kept of a claim since it was handed in, as far as the engine and the ledger ask."""

    scheme_code: str
    city_id: int
    enterprise_id: int
    unit: str
    kind: str
    approved_outside: bool
    on: date
    reference: str
    answers: dict[str, Any]
    facts: list[dict[str, Any]]
    decided: dict[str, Any]

    @property
    def matters(self) -> list[ledger.MatterKey]:
        """What the claim is about."""
        values = {fact["name"]: fact["value"] for fact in self.facts}
        return ledger.matter_keys(self.unit, library().schemes[self.scheme_code], self.reference, self.on, values)


def handed_in(claim: Claim, on: date) -> HandedIn:
    """A claim with its enterprise, as it was handed in."""
    unit = claim.enterprise
    return HandedIn(
        claim.scheme_code, claim.city_id, unit.pk, unit.uscc, unit.kind, unit.approved_outside, on, claim.reference,
        claim.answers, claim.facts, claim.decided,
    )  # fmt: skip


def estimates(claims: Sequence[Claim]) -> dict[int, str]:
    """Words for the amount of each claim by its key: what was awarded, or what it would come to now."""
    found = outlooks(claims)
    return {
        claim.pk: estimate_words(claim, found[claim.pk]) if claim.pk in found else _settled_words(claim)
        for claim in claims
    }


def outlooks(claims: Sequence[Claim]) -> dict[int, Decision]:
    """What each of the claims that are under way would come to now, by its key."""
    figures = released_figures()
    lib = superseded(library(), figures)
    under_way = [row for row in claims if row.state in OPEN_STATES and _award_of(row) is None]
    rows = {claim.pk: handed_in(claim, claim.on) for claim in under_way if claim.on is not None}
    terms = terms_of({row.enterprise_id for row in rows.values()})
    paid = ledger.paid_among(key for row in rows.values() for key in row.matters)
    found = {}
    for key, row in rows.items():
        duplicate = not paid.isdisjoint(row.matters)
        found[key] = evaluate(lib, claim_input(row, figures, terms), duplicate=duplicate, explain=False)
    return found


def terms_of(enterprise_ids: Collection[int]) -> Terms:
    """City, first and last day of every tenancy of some enterprises."""
    rows = Tenancy.objects.filter(enterprise__in=enterprise_ids)
    found: dict[int, list[tuple[int, date, date | None]]] = {}
    for enterprise, city, first, last in rows.values_list(
        "enterprise_id", "space__building__park__valley__city_id", "starts_on", "ends_on"
    ):
        found.setdefault(enterprise, []).append((city, first, last))
    return found


def _award_of(claim: Claim) -> Award | None:
    return getattr(claim, "award", None)


def _settled_words(claim: Claim) -> str:
    award = _award_of(claim)
    if award is None:
        return "—"
    return "不予兑付" if award.outcome == "not_payable" else format_yuan(award.amount_fen)


def estimate_words(claim: Claim, decision: Decision) -> str:
    """A decision on an open claim in a few words."""
    agreed = claim.decided.get("resolution")
    if decision.outcome == "case_by_case":
        return f"约定 {agreed['value']} 元" if agreed else "一事一议，待议定"
    if decision.outcome == "needs_decision":
        return f"待核定，{bounds_words(decision.floor, decision.ceiling)}"
    if decision.amount is not None and decision.outcome == "payable":
        return f"预计 {format_yuan(decision.amount)}"
    return {"needs_parameter": "标准未公布", "not_payable": "预计不予兑付"}.get(decision.outcome, "事实不全")


def claim_input(row: HandedIn, figures: Sequence[Figure], terms: Terms) -> dict[str, Any]:
    """The claim as the engine is given it, from the facts as they were handed in."""
    scheme = library().schemes[row.scheme_code]
    values = {fact["name"]: fact["value"] for fact in row.facts}
    values |= {name: made["value"] for name, made in row.decided.items() if name in scheme.facts}
    values |= _parameters(scheme, values, figures, row.on)
    other = tidy_money(row.answers.get("other_policy_amount") or "")
    return {
        "scheme": row.scheme_code, "applicant_kind": row.kind, "on": row.on.isoformat(),
        "resident": _resident(terms.get(row.enterprise_id, ()), row.city_id, row.on),
        "approved_outside": row.approved_outside, "facts": values,
    } | ({"other_policy_amount": other} if other else {})  # fmt: skip


def _parameters(scheme: Scheme, values: Mapping[str, Any], figures: Sequence[Figure], on: date) -> dict[str, str]:
    found = {}
    for row in figures:
        fact = scheme.facts.get(row.name) if row.scheme == scheme.code else None
        if fact is None or row.holds_from > on:
            continue
        key = str(values.get(fact.parameter_key, "")) if fact.parameter_key else ""
        if row.key == key:
            found[row.name] = row.value
    return found


def _resident(terms: Sequence[tuple[int, date, date | None]], city_id: int, on: date) -> bool:
    return any(city == city_id and first <= on and (last is None or last >= on) for city, first, last in terms)
