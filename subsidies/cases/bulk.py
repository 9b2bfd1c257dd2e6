"""Many cases at once: from the facts as they were handed in, in a few queries for all of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from parks.models import Tenancy
from subsidies.cases.already_granted import matter_keys
from subsidies.cases.tidying import tidy_money
from subsidies.catalogue.in_force import Figure
from subsidies.claims.models import Claim
from subsidies.grants.selectors import MatterKey
from subsidies.policies import library
from subsidies.rules import Scheme

Terms = Mapping[int, Sequence[tuple[int, date, date | None]]]


class HandedIn(NamedTuple):
    """What is kept of a claim since it was handed in, as far as the engine and the ledger ask."""

    scheme_code: str
    city_id: int
    applicant_id: int
    unit: str
    kind: str
    approved_outside: bool
    on: date
    reference: str
    answers: dict[str, Any]
    facts: list[dict[str, Any]]
    decided: dict[str, Any]

    @property
    def matters(self) -> list[MatterKey]:
        """What the claim is about."""
        values = {fact["name"]: fact["value"] for fact in self.facts}
        return matter_keys(self.unit, library().schemes[self.scheme_code], self.reference, self.on, values)


def handed_in(claim: Claim, on: date) -> HandedIn:
    """A claim with its applicant, as it was handed in."""
    unit = claim.applicant
    return HandedIn(
        claim.scheme_code, claim.city_id, unit.pk, unit.uscc, unit.kind, unit.approved_outside, on, claim.reference,
        claim.answers, claim.facts, claim.decided,
    )  # fmt: skip


def terms_of(applicant_ids: Collection[int]) -> Terms:
    """City, first and last day of every tenancy of some applicants."""
    rows = Tenancy.objects.filter(applicant__in=applicant_ids)
    found: dict[int, list[tuple[int, date, date | None]]] = {}
    for applicant, city, first, last in rows.values_list(
        "applicant_id", "space__building__park__valley__city_id", "starts_on", "ends_on"
    ):
        found.setdefault(applicant, []).append((city, first, last))
    return found


def claim_input(row: HandedIn, figures: Sequence[Figure], terms: Terms) -> dict[str, Any]:
    """The claim as the engine is given it, from the facts as they were handed in."""
    scheme = library().schemes[row.scheme_code]
    values = {fact["name"]: fact["value"] for fact in row.facts}
    values |= {name: made["value"] for name, made in row.decided.items() if name in scheme.facts}
    values |= _parameters(scheme, values, figures, row.on)
    other = tidy_money(row.answers.get("other_policy_amount") or "")
    return {
        "scheme": row.scheme_code, "applicant_kind": row.kind, "on": row.on.isoformat(),
        "resident": _resident(terms.get(row.applicant_id, ()), row.city_id, row.on),
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
