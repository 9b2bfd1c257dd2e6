"""What the register of grants says of a case: matters taken, caps used, areas subsidised."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.values.money import to_yuan
from core.values.months import months_between
from core.values.text import key_of
from subsidies.cases.references import day_of, reference_of
from subsidies.claims.models import Claim
from subsidies.grants.selectors import MatterKey, granted_fen, open_grants, subsidised
from subsidies.rules import Scheme

MOST_MONTHS = 120  # twice the longest term of any policy; more is refused as invalid before it is paid


def matters_of(claim: Claim, scheme: Scheme, facts: Mapping[str, Any]) -> list[MatterKey]:
    """The matters that a claim is about: one, or one a month where the matter is months; none while it is unnamed."""
    return matter_keys(claim.applicant.uscc, scheme, reference_of(claim), day_of(claim), facts)


def matter_keys(
    unit: str, scheme: Scheme, reference: str, on: date | None, facts: Mapping[str, Any]
) -> list[MatterKey]:
    """The same from its parts. A matter is told by its reference, made canonical, and by what the scheme adds."""
    kind, key = scheme.matter.kind, key_of(reference)
    if not key:
        return []
    key = "|".join([key, *(_added(name, on, facts) for name in scheme.matter.adds if name != "months")])
    first, last = facts.get("first_month"), facts.get("last_month")
    if "months" in scheme.matter.adds and first and last:
        return [(unit, kind, f"{key}|{month}") for month in months_between(str(first), str(last))[:MOST_MONTHS]]
    return [(unit, kind, key)]


def _added(name: str, on: date | None, facts: Mapping[str, Any]) -> str:
    if name == "year":
        return f"year:{on.year}" if on else ""
    return f"{name}:{facts.get(name, '')}"


def bucket_key(claim: Claim, scheme: Scheme, on: date) -> str | None:
    """What the scheme's cap is counted in for this claim; None when it has no cap with a bucket, or none named yet."""
    return bucket_of(claim.applicant.uscc, claim.answers, scheme, on)


def bucket_of(unit: str, answers: Mapping[str, Any], scheme: Scheme, on: date) -> str | None:
    """The same from its parts."""
    if scheme.cap is None or "prior_awarded" not in scheme.facts:
        return None
    parts = []
    for per in scheme.cap.per:
        subject = answers.get("achievement", "") if per == "achievement" else unit
        key = key_of(str(subject))
        if not key:
            return None
        parts.append(f"{per}:{key}")
    if scheme.cap.period == "calendar_year":
        parts.append(f"year:{on.year}")
    return "|".join(parts)


def prior_awarded(claim: Claim, scheme: Scheme, on: date) -> str:
    """The fact `prior_awarded`: granted before in the claim's bucket, as yuan text."""
    key = bucket_key(claim, scheme, on)
    return "0" if key is None else f"{to_yuan(granted_fen(scheme.code, key)):f}"


def subsidised_areas(claim: Claim, facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The area of the unit's rooms of that kind already subsidised in each claimed month, in m²."""
    months = months_between(str(facts["first_month"]), str(facts["last_month"]))[:MOST_MONTHS]
    space = str(facts["space"])
    found = subsidised(claim.applicant.uscc, space=space, months=months)
    return {month: Decimal(found.get((space, month), 0)) / 100 for month in months}


def other_mode_used(claim: Claim, scheme: Scheme, facts: Mapping[str, Any]) -> bool:
    """The fact `other_mode_used`: whether this person's home was paid for in the other way (bought, not rented).

    A purchase is one matter named by the person, a rent one matter for each month.
    """
    person = key_of(reference_of(claim))
    paid = open_grants(claim.applicant.uscc, scheme.matter.kind)
    if facts.get("mode") == "purchase":
        return paid.filter(matter__reference__startswith=f"{person}|").exists()
    return paid.filter(matter__reference=person).exists()
