"""What the register of grants says of a case: matters taken, caps used, areas subsidised.

The only place that asks the register on behalf of a case.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from core.values.keys import key_of
from core.values.money import to_yuan
from core.values.months import months_between
from subsidies.cases.case import Case
from subsidies.cases.tidying import MOST_MONTHS
from subsidies.grants import selectors as grants
from subsidies.grants.models import Grant
from subsidies.grants.selectors import MatterKey
from subsidies.rules import CapPer, CapPeriod
from talent.models import HomeMode

YEAR = "year:"  # so begins the year by which a matter is told apart
PROOF = "proof|"  # and so the paper by which it is paid for once besides


def matters_of(case: Case, facts: Mapping[str, Any]) -> list[MatterKey]:
    """What a case is about, as the register calls it and its facts tell it apart; none while it is unnamed.

    One key, or one a month where the matter is months.
    """
    matter = case.matter.told_apart(case.scheme, case.on, facts)
    if not matter.told:
        return []
    year = f"{YEAR}{matter.year}" if matter.year is not None else ""
    key = "|".join(part for part in (matter.told, year, matter.level) if part)
    keys = [f"{key}|{month}" for month in matter.months] or [key]
    keys += [f"{PROOF}{matter.proof}"] if matter.proof else []
    return [(matter.unit, matter.kind, reference) for reference in keys]


def apart(matters: Iterable[MatterKey]) -> list[MatterKey]:
    """Those of a case's keys that tell the matter apart: all but the paper that proves it."""
    return [row for row in matters if not row[2].startswith(PROOF)]


def grants_for(case: Case, facts: Mapping[str, Any]) -> list[Grant]:
    """What was already paid for matters of this case, with the claims for which it was."""
    return grants.taken(matters_of(case, facts), beside=case.matter.beside)


def paid_among(matters: Iterable[MatterKey]) -> set[MatterKey]:
    """Those of many units' matters that were already paid, in one query."""
    return grants.paid_among(matters)


def bucket_key(case: Case) -> str | None:
    """What the scheme's cap is counted in for this case; None when it has no cap with a bucket, or none named yet."""
    cap = case.scheme.cap
    if cap is None or case.on is None or "prior_awarded" not in case.scheme.facts:
        return None
    parts = []
    for per in cap.per:
        key = key_of(case.achievement if per == CapPer.ACHIEVEMENT else case.unit)
        if not key:
            return None
        parts.append(f"{per}:{key}")
    if cap.period == CapPeriod.CALENDAR_YEAR:
        parts.append(f"year:{case.on.year}")
    return "|".join(parts)


def prior_awarded(case: Case) -> str:
    """The fact `prior_awarded`: granted before in the case's bucket, as yuan text."""
    key = bucket_key(case)
    return "0" if key is None else f"{to_yuan(grants.granted_fen(case.scheme.code, key)):f}"


def subsidised_areas(case: Case, facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The area of the unit's rooms of that kind already subsidised in each claimed month, in m²."""
    months = months_between(str(facts["first_month"]), str(facts["last_month"]))[:MOST_MONTHS]
    space = str(facts["space"])
    found = grants.subsidised(case.unit, space=space, months=months)
    return {month: Decimal(found.get((space, month), 0)) / 100 for month in months}


def other_mode_used(case: Case, facts: Mapping[str, Any]) -> bool:
    """The fact `other_mode_used`: whether this person's home was paid for in the other way (bought, not rented).

    A purchase is one matter named by the person, a rent one matter for each month.
    """
    person = case.matter.told
    paid = grants.open_grants(case.matter.unit, case.scheme.matter.kind)
    if facts.get("mode") == HomeMode.PURCHASE:
        return paid.filter(matter__reference__startswith=f"{person}|").exists()
    return paid.filter(matter__reference=person).exists()
