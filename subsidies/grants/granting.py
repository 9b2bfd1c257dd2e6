"""Holding, granting, releasing: the only ways in which the register of what was given grows.

All run in the caller's transaction. Locks are taken in one order: the unit, then the cap's bucket; matters are written
sorted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from core.values.verdict import Refused
from subsidies.grants.models import (
    AreaRelease,
    Booking,
    Bucket,
    CapGrant,
    CapRelease,
    Grant,
    Hold,
    Matter,
    Release,
    RentedMonth,
)
from subsidies.grants.selectors import MatterKey, taken


class AlreadyGranted(Refused):
    """The matter is paid for, and nothing has released it."""

    def __init__(self, numbers: Iterable[str]) -> None:
        super().__init__(f"同一事项已由{'、'.join(sorted(set(numbers)))}核定，释放以前不能再次核定。")


@dataclass(frozen=True)
class Capped:
    """An amount (fen) that counts under a scheme's cap, in the bucket of this key."""

    scheme_code: str
    key: str
    fen: int


@dataclass(frozen=True)
class Rented:
    """An area (hundredths of a m²) of one kind of space that is subsidised in each of some months (YYYY-MM)."""

    space: str
    months: Sequence[str]
    area_hundredths: int


def lock_unit(unit: str) -> None:
    """Let one award at a time be made for a unit, until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"unit:{unit}"])


def locked_bucket(scheme_code: str, key: str) -> Bucket:
    """The cap's bucket, locked until the caller's transaction ends."""
    Bucket.objects.get_or_create(scheme_code=scheme_code, key=key)
    return Bucket.objects.select_for_update().get(scheme_code=scheme_code, key=key)


def lock_matters(matters: Iterable[MatterKey]) -> None:
    """Let one claim at a time be handed in for these matters, until the caller's transaction ends."""
    keys = [row.pk for row in _matters(matters)]
    list(Matter.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))


def hold(*, matters: Iterable[MatterKey], claim_number: str) -> None:
    """A claim is under way for these matters. What it holds already it goes on holding; other claims may hold too."""
    rows = [Hold(matter=matter, claim_number=claim_number) for matter in _matters(matters)]
    Hold.objects.bulk_create(rows, ignore_conflicts=True)


def end_hold(*, claim_number: str) -> None:
    """The claim is decided, refused or withdrawn: it holds nothing any more."""
    Hold.objects.filter(claim_number=claim_number, ended_at=None).update(ended_at=timezone.now())


def grant(
    *,
    unit: str,
    claim_number: str,
    turn: int,
    matters: Iterable[MatterKey],
    cap: Capped | None = None,
    rent: Rented | None = None,
    beside: Collection[str] = (),
) -> Booking:
    """Give a claim's award (its `turn`th) these matters, its amount under a cap and its area, all under one booking.
    `beside`: the claims beside which it is due for them.

    Raises AlreadyGranted where one of the matters is paid for and not released.
    """
    lock_unit(unit)
    capped = (locked_bucket(cap.scheme_code, cap.key), cap.fen) if cap else None
    matters = list(matters)
    if numbers := [row.booking.claim_number for row in taken(matters, beside=beside)]:
        raise AlreadyGranted(numbers)
    booking = Booking.objects.create(unit=unit, claim_number=claim_number, turn=turn)
    Grant.objects.bulk_create(_next_turns(_matters(matters), booking))
    if capped:
        CapGrant.objects.create(bucket=capped[0], booking=booking, amount_fen=capped[1])
    if rent:
        RentedMonth.objects.bulk_create(
            RentedMonth(booking=booking, unit=unit, space=rent.space, month=month, area_hundredths=rent.area_hundredths)
            for month in rent.months
        )
    return booking


def _matters(keys: Iterable[MatterKey]) -> list[Matter]:
    """The rows of these matters, new ones made; sorted, so that two who make the same never wait crosswise."""
    wanted = sorted(set(keys))
    Matter.objects.bulk_create(
        (Matter(unit=unit, kind=kind, reference=reference) for unit, kind, reference in wanted), ignore_conflicts=True
    )
    units, kinds, references = ({key[place] for key in wanted} for place in range(3))
    rows = Matter.objects.filter(unit__in=units, kind__in=kinds, reference__in=references)
    found = {(row.unit, row.kind, row.reference): row for row in rows}
    return [found[key] for key in wanted]


def _next_turns(matters: Sequence[Matter], booking: Booking) -> list[Grant]:
    """A grant of each matter in the turn after its last one."""
    last = dict(Grant.objects.filter(matter__in=matters).values_list("matter").annotate(Max("turn")))
    return [Grant(matter=matter, turn=last.get(matter.pk, 0) + 1, booking=booking) for matter in matters]


def release(*, booking: Booking, reason: str) -> None:
    """Free a booking whole: its matters may be paid for again, its amount and its areas count no more.

    What was freed before stays freed; a second call adds nothing.
    """
    _lock(booking)
    matters = Grant.objects.open().filter(booking=booking).order_by("matter_id")
    Release.objects.bulk_create([Release(grant=row, reason=reason) for row in matters])
    caps = booking.cap_grants.counted().filter(left__gt=0)
    CapRelease.objects.bulk_create([CapRelease(of=row, freed=row.left, reason=reason) for row in caps])
    areas = booking.rented_months.counted().filter(left__gt=0)
    AreaRelease.objects.bulk_create([AreaRelease(of=row, freed=row.left, reason=reason) for row in areas])


def release_months(*, booking: Booking, months: Iterable[str], fen: int, reason: str) -> None:
    """Free some months (YYYY-MM) of a booking: they may be paid for again, their areas count no more, and of the
    amount under a cap so many fen. Raises Refused where a month is not of this booking or is free already."""
    _lock(booking)
    wanted = set(months)
    rows = Grant.objects.open().filter(booking=booking).select_related("matter").order_by("matter_id")
    grants = [row for row in rows if row.matter.month in wanted]
    if not wanted or {row.matter.month for row in grants} != wanted:
        raise Refused("所选的月份须属于这次核定，且尚未释放。")
    Release.objects.bulk_create([Release(grant=row, reason=reason) for row in grants])
    areas = booking.rented_months.counted().filter(left__gt=0, month__in=wanted)
    AreaRelease.objects.bulk_create([AreaRelease(of=row, freed=row.left, reason=reason) for row in areas])
    if fen and (cap := booking.cap_grants.counted().filter(left__gt=0).first()):
        CapRelease.objects.create(of=cap, freed=min(fen, cap.left), reason=reason)


def release_fen(*, booking: Booking, fen: int, reason: str) -> None:
    """Free a part of the amount under the cap, in fen; the matters stay paid for. Raises Refused beyond what counts.

    For money that comes back in part (payments ask for it)."""
    _lock(booking)
    row = booking.cap_grants.counted().first()
    if row is None or not 0 < fen <= row.left:
        raise Refused("释放的金额须大于零，且不超过这次核定仍占用的限额。")
    CapRelease.objects.create(of=row, freed=fen, reason=reason)


def release_area(*, booking: Booking, months: Iterable[str], area_hundredths: int, reason: str) -> None:
    """Free an area (hundredths of a m²) in each of some months; the matters stay paid for.

    Raises Refused where a month is not of this booking, or less than that counts in it.
    """
    _lock(booking)
    wanted = sorted(set(months))
    rows = list(booking.rented_months.counted().filter(month__in=wanted).order_by("month"))
    if [row.month for row in rows] != wanted or not all(0 < area_hundredths <= row.left for row in rows):
        raise Refused("释放的面积须大于零，且不超过这次核定在各该月份仍占用的面积。")
    AreaRelease.objects.bulk_create([AreaRelease(of=row, freed=area_hundredths, reason=reason) for row in rows])


def _lock(booking: Booking) -> None:
    """The unit, then the buckets of the booking in the order of their keys, until the caller's transaction ends."""
    lock_unit(booking.unit)
    list(Bucket.objects.filter(grants__booking=booking).order_by("pk").select_for_update(of=("self",)))
