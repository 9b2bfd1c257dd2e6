"""What was granted before: matters that are taken, caps that are used, area that is subsidised.

Every figure is a sum over rows that are never changed; nothing is kept as a running total.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from core.money import to_yuan
from subsidies.engine import Scheme
from subsidies.headers import day_of, key_of, reference_of
from subsidies.models import CapBucket, CapGrant, Claim, Matter, RentedMonth
from subsidies.months import months_between

MatterKey = tuple[str, str, str]
MOST_MONTHS = 120  # twice the longest term of any policy; more is refused as invalid before it is paid


def matters_of(claim: Claim, scheme: Scheme, facts: Mapping[str, Any]) -> list[MatterKey]:
    """The matters that a claim is about: one, or one a month where the matter is months; none while it is unnamed."""
    return matter_keys(claim.enterprise.uscc, scheme, reference_of(claim), day_of(claim), facts)


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


def taken(matters: Iterable[MatterKey]) -> list[Matter]:
    """Those of the matters that an award already paid for."""
    wanted = list(matters)
    if not wanted:
        return []
    unit, kind, _ = wanted[0]
    references = [reference for _, _, reference in wanted]
    rows = Matter.objects.filter(unit=unit, kind=kind, reference__in=references)
    return list(rows.select_related("award__claim"))


def paid_among(matters: Iterable[MatterKey]) -> set[MatterKey]:
    """Those of many units' matters that an award already paid for, in one query."""
    wanted = set(matters)
    units, kinds = {unit for unit, _, _ in wanted}, {kind for _, kind, _ in wanted}
    rows = Matter.objects.filter(unit__in=units, kind__in=kinds) if wanted else Matter.objects.none()
    return wanted.intersection(rows.values_list("unit", "kind", "reference").iterator())


def bucket_key(claim: Claim, scheme: Scheme, on: date) -> str | None:
    """What the scheme's cap is counted in for this claim; None when it has no cap with a bucket, or none named yet."""
    return bucket_of(claim.enterprise.uscc, claim.answers, scheme, on)


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


def lock_unit(unit: str) -> None:
    """Let one award at a time be made for a unit, until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"unit:{unit}"])


def locked_bucket(scheme_code: str, key: str) -> CapBucket:
    """The cap's bucket, locked until the caller's transaction ends."""
    CapBucket.objects.get_or_create(scheme_code=scheme_code, key=key)
    return CapBucket.objects.select_for_update().get(scheme_code=scheme_code, key=key)


def granted_fen(scheme_code: str, key: str) -> int:
    """What was granted in a bucket so far, in fen."""
    rows = CapGrant.objects.filter(bucket__scheme_code=scheme_code, bucket__key=key)
    return int(rows.aggregate(total=Sum("amount_fen"))["total"] or 0)


def prior_awarded(claim: Claim, scheme: Scheme, on: date) -> str:
    """The fact `prior_awarded`: granted before in the claim's bucket, as yuan text."""
    key = bucket_key(claim, scheme, on)
    return "0" if key is None else f"{to_yuan(granted_fen(scheme.code, key)):f}"


def subsidised_areas(claim: Claim, facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The area of the unit's rooms of that kind already subsidised in each claimed month, in m²."""
    months = months_between(str(facts["first_month"]), str(facts["last_month"]))[:MOST_MONTHS]
    rows = RentedMonth.objects.filter(unit=claim.enterprise.uscc, space=facts["space"], month__in=months)
    found = dict(rows.values_list("month").annotate(area=Sum("area_hundredths")))
    return {month: Decimal(found.get(month, 0)) / 100 for month in months}


def other_mode_used(claim: Claim, scheme: Scheme, facts: Mapping[str, Any]) -> bool:
    """The fact `other_mode_used`: whether this person's home was paid for in the other way (bought, not rented).

    A purchase is one matter named by the person, a rent one matter for each month.
    """
    person = key_of(reference_of(claim))
    paid = Matter.objects.filter(unit=claim.enterprise.uscc, kind=scheme.matter.kind)
    if facts.get("mode") == "purchase":
        return paid.filter(reference__startswith=f"{person}|").exists()
    return paid.filter(reference=person).exists()
