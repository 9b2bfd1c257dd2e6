"""What was granted before: matters that are taken, caps that are used, area that is subsidised.

Every figure is a sum over rows that are never changed; nothing is kept as a running total.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from subsidies.grants.models import CapBucket, CapGrant, Matter

MatterKey = tuple[str, str, str]


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
