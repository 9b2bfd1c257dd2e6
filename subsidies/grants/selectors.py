"""What counts as given: matters that are taken, caps that are used, area that is subsidised.

Every figure is a sum over rows that are never changed, less what was released; nothing is kept as a running total.
"""

from collections.abc import Collection, Iterable

from django.db.models import Sum

from subsidies.grants.models import CapGrant, Grant, RentedMonth
from subsidies.grants.models.grants import GrantQuerySet

MatterKey = tuple[str, str, str]  # unit, kind, reference


def taken(matters: Iterable[MatterKey]) -> list[Grant]:
    """The open grants of these matters of one unit, with their bookings."""
    wanted = list(matters)
    if not wanted:
        return []
    unit, kind, _ = wanted[0]
    rows = open_grants(unit, kind).filter(matter__reference__in=[reference for _, _, reference in wanted])
    return list(rows.select_related("booking"))


def open_grants(unit: str, kind: str) -> GrantQuerySet:
    """What was given to a unit for a kind of matter and not released."""
    return Grant.objects.open().filter(matter__unit=unit, matter__kind=kind)


def paid_among(matters: Iterable[MatterKey]) -> set[MatterKey]:
    """Those of many units' matters that are paid for and not released, in one query."""
    wanted = set(matters)
    units, kinds = {unit for unit, _, _ in wanted}, {kind for _, kind, _ in wanted}
    if not wanted:
        return set()
    rows = Grant.objects.open().filter(matter__unit__in=units, matter__kind__in=kinds)
    return wanted.intersection(rows.values_list("matter__unit", "matter__kind", "matter__reference").iterator())


def granted_fen(scheme_code: str, key: str) -> int:
    """What is used of a bucket, in fen."""
    rows = CapGrant.objects.filter(bucket__scheme_code=scheme_code, bucket__key=key).counted()
    return int(rows.aggregate(total=Sum("left"))["total"] or 0)


def subsidised(
    unit: str, *, space: str | None = None, months: Collection[str] | None = None
) -> dict[tuple[str, str], int]:
    """By kind of space and month: the area of a unit that is subsidised, in hundredths of a m²."""
    rows = RentedMonth.objects.filter(unit=unit)
    rows = rows if space is None else rows.filter(space=space)
    rows = rows if months is None else rows.filter(month__in=months)
    found: dict[tuple[str, str], int] = {}
    for kind, month, left in rows.counted().values_list("space", "month", "left"):
        found[kind, month] = found.get((kind, month), 0) + left
    return found
