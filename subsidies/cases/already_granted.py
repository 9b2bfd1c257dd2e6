"""What the register of grants says of a case: matters taken, caps used, areas subsidised.

The only place that asks the register on behalf of a case.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.values.money import to_yuan
from core.values.months import months_between
from core.values.text import key_of
from enterprises.models import Applicant
from subsidies.cases.case import MOST_MONTHS, Case, MatterRef
from subsidies.grants import selectors as grants
from subsidies.grants.selectors import MatterKey
from subsidies.rules import Scheme


def matters_of(case: Case, facts: Mapping[str, Any]) -> list[MatterKey]:
    """The matters that a case is about, as its facts tell them apart; none while it is unnamed."""
    return matter_keys(case.applicant.uscc, case.matter.told_apart(case.scheme, case.on, facts))


def matter_keys(unit: str, matter: MatterRef) -> list[MatterKey]:
    """What a unit's matter is called in the register: one key, or one a month where the matter is months."""
    if not matter.record:
        return []
    year = f"year:{matter.year}" if matter.year is not None else ""
    key = "|".join(part for part in (matter.record, year, matter.level) if part)
    return [(unit, matter.kind, f"{key}|{month}") for month in matter.months] or [(unit, matter.kind, key)]


def claims_paid(case: Case, facts: Mapping[str, Any]) -> list[str]:
    """The numbers of the claims for which matters of this case were already paid."""
    return sorted({str(row.booking.claim_number) for row in grants.taken(matters_of(case, facts))})


def paid_among(matters: Iterable[MatterKey]) -> set[MatterKey]:
    """Those of many units' matters that were already paid, in one query."""
    return grants.paid_among(matters)


def bucket_key(case: Case) -> str | None:
    """What the scheme's cap is counted in for this case; None when it has no cap with a bucket, or none named yet."""
    return bucket_of(case.applicant.uscc, case.achievement, case.scheme, case.on) if case.on else None


def bucket_of(unit: str, achievement: str, scheme: Scheme, on: date) -> str | None:
    """The same from its parts."""
    if scheme.cap is None or "prior_awarded" not in scheme.facts:
        return None
    parts = []
    for per in scheme.cap.per:
        key = key_of(achievement if per == "achievement" else unit)
        if not key:
            return None
        parts.append(f"{per}:{key}")
    if scheme.cap.period == "calendar_year":
        parts.append(f"year:{on.year}")
    return "|".join(parts)


def prior_awarded(case: Case) -> str:
    """The fact `prior_awarded`: granted before in the case's bucket, as yuan text."""
    key = bucket_key(case)
    return "0" if key is None else f"{to_yuan(grants.granted_fen(case.scheme.code, key)):f}"


def subsidised_areas(case: Case, facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The area of the unit's rooms of that kind already subsidised in each claimed month, in m²."""
    months = months_between(str(facts["first_month"]), str(facts["last_month"]))[:MOST_MONTHS]
    space = str(facts["space"])
    found = grants.subsidised(case.applicant.uscc, space=space, months=months)
    return {month: Decimal(found.get((space, month), 0)) / 100 for month in months}


def subsidised_by_month(applicant: Applicant) -> dict[tuple[str, str], Decimal]:
    """The area already subsidised for a unit, in m², by kind of space and month."""
    return {key: Decimal(area) / 100 for key, area in grants.subsidised(applicant.uscc).items()}


def other_mode_used(case: Case, facts: Mapping[str, Any]) -> bool:
    """The fact `other_mode_used`: whether this person's home was paid for in the other way (bought, not rented).

    A purchase is one matter named by the person, a rent one matter for each month.
    """
    person = case.matter.record
    paid = grants.open_grants(case.applicant.uscc, case.scheme.matter.kind)
    if facts.get("mode") == "purchase":
        return paid.filter(matter__reference__startswith=f"{person}|").exists()
    return paid.filter(matter__reference=person).exists()
