"""What follows from the rooms that a case is about: since when they are let, and what rent was paid for its months."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from core.values.money import format_yuan, to_yuan
from core.values.months import months_between
from parks.models import Premises
from parks.tenancies.residency import tenancies_of
from subsidies.cases.case import Case
from subsidies.cases.records.reading import Reading, of_record, reads

RENT_PAID = "rent_receipts"
OTHER_ROOMS = "；不是所选的这处，而是本单位最早租用的这类房屋，补贴期限从那时算起"


@reads("first_let_month")
def first_let_month(case: Case) -> Reading | None:
    """The month in which the applicant's first rooms of that kind were let to it, those picked or others. It rests on
    rooms of the other kind too that nobody certifies now: they may have been of this one a moment ago."""
    rooms = case.record
    if not isinstance(rooms, Premises):
        return None
    first = tenancies_of(case.applicant, case.city, rooms.used_as).first()
    starts = [(first.starts_on, f"租约：{first.space}", first.space_id == rooms.space_id)] if first else []
    all_rooms = list(_rooms_of(case))
    known = [row for row in all_rooms if row.used_as == rooms.used_as]
    starts += [(row.leased_from, f"经营场所：{row}", row.pk == rooms.pk) for row in known if row.leased_from]
    if not starts:
        return None
    day, source, same = min(starts, key=lambda row: row[0])
    said = f"{source}，{day.isoformat()} 起租{'' if same else OTHER_ROOMS}"
    grounds = tuple(row for row in all_rooms if row in known or not row.certified)
    certified = all(row.certified for row in grounds)
    return Reading(f"{day:%Y-%m}", f"{said}{_others_to_certify(grounds, source)}", certified, grounds)


def _others_to_certify(rooms: Iterable[Premises], named: str) -> str:
    """Which rooms beside the one that is named nobody has certified: without them it is not seen what is open."""
    others = [row for row in rooms if not row.certified and str(row.space or row) not in named]
    return f"；还没有核验的其他场所：{'、'.join(map(str, others))}" if others else ""


def _rooms_of(case: Case) -> QuerySet[Premises]:
    """All the applicant's rooms, those of the city's parks and those it rents elsewhere."""
    of_the_park = Q(space__building__park__valley__city=case.city)
    rows = Premises.objects.filter(of_the_park | Q(space=None), applicant=case.applicant)
    return rows.select_related("space__building__park").order_by("pk")


@reads(RENT_PAID)
def rent_paid(case: Case) -> Reading | None:
    """The rent that receipts of these rooms show for the claimed months; silent where one holds a month that is not
    claimed, since of its sum nobody knows what is whose."""
    rooms, months = case.record, case.matter.months
    if not isinstance(rooms, Premises) or not months:
        return None
    rows = rooms.rent_receipts.filter(first_month__lte=months[-1], last_month__gte=months[0])
    known = [row for row in rows if any(row.first_month <= month <= row.last_month for month in months)]
    if not known or any(not set(months).issuperset(months_between(row.first_month, row.last_month)) for row in known):
        return None
    fen = sum(row.paid_fen for row in known)
    certified = rooms.certified and all(row.certified for row in known)
    return Reading(f"{to_yuan(fen):f}", f"租金缴纳：{len(known)}张凭证", certified, (rooms, *known))


def rent_of_lease(case: Case) -> str:
    """What the park's lease of these rooms comes to for the claimed months, in words: to compare with what is typed;
    empty where no lease of one rent covers them."""
    rooms, months = case.record, case.matter.months
    if not isinstance(rooms, Premises) or not months or rooms.space is None:
        return ""
    rows = rooms.space.tenancies.filter(applicant=rooms.applicant_id)
    rents = {
        row.monthly_rent_fen for row in rows if all(_covers(row.starts_on, row.ends_on, month) for month in months)
    }
    rent = rents.pop() if len(rents) == 1 else None
    if rent is None:
        return ""
    return f"园区租约月租金 {format_yuan(rent)}，{len(months)} 个月合计 {format_yuan(rent * len(months))}"


def unlet(rooms: Premises, months: tuple[str, ...]) -> list[str]:
    """Those of the months in no day of which the rooms are let to their tenant."""
    spans = [
        (row.starts_on, row.ends_on)
        for row in (rooms.space.tenancies.filter(applicant=rooms.applicant_id) if rooms.space else ())
    ]
    if rooms.leased_from:
        spans.append((rooms.leased_from, rooms.leased_to))
    return [month for month in months if not any(_covers(first, last, month) for first, last in spans)]


def _covers(first: date, last: date | None, month: str) -> bool:
    return f"{first:%Y-%m}" <= month and (last is None or month <= f"{last:%Y-%m}")


@reads("let_area")
def let_area(case: Case) -> Reading | None:
    """How much is let."""
    rooms = case.record
    return of_record(rooms, f"{rooms.let_area_m2:f}") if isinstance(rooms, Premises) else None
