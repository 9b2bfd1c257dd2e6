"""What counts as given: matters that are taken, caps that are used, area that is subsidised.

Every figure is a sum over rows that are never changed, less what was released; nothing is kept as a running total.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q, QuerySet, Sum

from subsidies.grants.models import BothDue, CapGrant, Grant, Hold, Matter, RentedMonth
from subsidies.grants.models.grants import GrantQuerySet

# Unit, kind, reference. The unit is empty where a matter counts for nobody in particular (a record): then it is asked
# of whomever it was given to. A claim that is due beside another's has the matter under its own unit.
MatterKey = tuple[str, str, str]


def taken(matters: Iterable[MatterKey], *, beside: Collection[str] = ()) -> list[Grant]:
    """The open grants of these matters of one unit, with their bookings. `beside`: the claims beside which this one is
    due; what those were given does not count, what any other was given does, whoever it is."""
    wanted = list(matters)
    if not wanted:
        return []
    unit, kind, _ = wanted[0]
    rows = open_grants("" if beside else unit, kind).exclude(booking__claim_number__in=beside)
    return list(rows.filter(matter__reference__in=[row[2] for row in wanted]).select_related("booking", "matter"))


def open_grants(unit: str, kind: str) -> GrantQuerySet:
    """What was given for a kind of matter and not released: to a unit, or to whomever where the unit is empty."""
    own = Q(matter__unit=unit) | Q(matter__unit="", booking__unit=unit)
    return Grant.objects.open().filter(own if unit else Q(), matter__kind=kind)


def paid_among(matters: Iterable[MatterKey]) -> set[MatterKey]:
    """Those of many units' matters that are paid for and not released, in one query."""
    wanted = set(matters)
    if not wanted:
        return set()
    rows = Grant.objects.open().filter(matter__kind__in={kind for _, kind, _ in wanted})
    found: set[MatterKey] = set()
    names = ("matter__unit", "booking__unit", "matter__kind", "matter__reference")
    for unit, given_to, kind, reference in rows.values_list(*names).iterator():
        found |= {("", kind, reference), (unit or given_to, kind, reference)}
    return wanted & found


def matter_name(kind: str, reference: str) -> str:
    """What tells a matter from every other as one text, for those who store it."""
    return f"{kind}|{reference}"


def claims_sharing(matters: Iterable[MatterKey], *, but: str, told: str = "") -> set[str]:
    """The numbers of the claims, all but this one, that hold a thing of these matters or were given it, for whomever.

    A matter that counts for nobody in particular (its unit is empty) is the same for all; one city's law may mean a
    part of it (a contract's year) where another's means all. One that is a unit's own is
    shared with those alone beside which it was said to be due.
    """
    beside = due_beside(but, told)
    things = [(kind, reference) for unit, kind, reference in matters if not unit or beside]
    if not things:
        return set()
    references = {reference for _, reference in things}
    wholes = {reference[:place] for reference in references for place, c in enumerate(reference) if c == "|"}
    named = Q(matter__reference__in=references | wholes)
    for reference in references:
        named |= Q(matter__reference__startswith=f"{reference}|")
    about = Q(matter__kind__in={kind for kind, _ in things}) & named
    holds = Hold.objects.filter(about, ended_at=None).values_list("claim_number", flat=True)
    grants = Grant.objects.open().filter(about).values_list("booking__claim_number", flat=True)
    return {*holds, *grants} - {but}


def counted(numbers: Collection[str]) -> set[str]:
    """Those of the claims that hold a matter or were given one that was not released."""
    return set(counted_matters(numbers))


def counted_matters(numbers: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """By claim: the kind and reference of each matter that it holds or was given, as far as it was not released."""
    about = ("matter__kind", "matter__reference")
    holds = Hold.objects.filter(claim_number__in=numbers, ended_at=None).values_list("claim_number", *about)
    grants = Grant.objects.open().filter(booking__claim_number__in=numbers)
    found: dict[str, set[tuple[str, str]]] = {}
    for number, kind, reference in [*holds, *grants.values_list("booking__claim_number", *about)]:
        found.setdefault(number, set()).add((kind, reference))
    return found


def said_now(claim_number: str, told: str = "") -> dict[str, list[BothDue]]:
    """By the other claim: what people said of this claim and it, on either's page, as far as it holds today.

    `told`: what tells its matter apart now. What was said of another matter, or when the two had less in common than
    now, counts no more; empty: of whatever matter.
    """
    found: dict[str, list[BothDue]] = {}
    about = Q(claim_number=claim_number) | Q(other_number=claim_number)
    for row in BothDue.objects.filter(about).select_related("said_by", "city"):
        other = row.other_number if row.claim_number == claim_number else row.claim_number
        if not (told and row.told and row.told != told):
            found.setdefault(other, []).append(row)
    return {other: _of_no_more(rows, in_common(claim_number, other)) for other, rows in found.items()}


def _of_no_more(rows: Iterable[BothDue], common: frozenset[str]) -> list[BothDue]:
    return [row for row in rows if not row.common or common <= set(row.common.split("\n"))]


def in_common(one: str, other: str) -> frozenset[str]:
    """What both claims hold or were given: references of matters, the narrower where one is a part of the other."""
    ours, theirs = _references(one), _references(other)
    return frozenset(
        max(mine, yours, key=len)
        for mine in ours
        for yours in theirs
        if mine == yours or mine.startswith(f"{yours}|") or yours.startswith(f"{mine}|")
    )


def _references(claim_number: str) -> set[str]:
    holds = Hold.objects.filter(claim_number=claim_number, ended_at=None).values_list("matter__reference", flat=True)
    grants = Grant.objects.open().filter(booking__claim_number=claim_number)
    return {*holds, *grants.values_list("matter__reference", flat=True)}


def due_beside(claim_number: str, told: str = "") -> frozenset[str]:
    """The claims beside which this one is due for the same matter: two people said so, from each of the cities, of
    all that the two have in common today (`said_now`)."""
    return frozenset(other for other, rows in said_now(claim_number, told).items() if _settled(rows))


def _settled(rows: Sequence[BothDue]) -> bool:
    cities = {city for row in rows for city in (row.city_id, row.other_city_id)}
    return len({row.said_by_id for row in rows}) > 1 and {row.city_id for row in rows} == cities


def held(matters: Iterable[MatterKey]) -> list[Hold]:
    """The open holds of these matters: which claims are under way for them."""
    wanted = set(matters)
    if not wanted:
        return []
    rows = Hold.objects.filter(ended_at=None, matter__kind__in={kind for _, kind, _ in wanted})
    rows = rows.filter(matter__reference__in={reference for _, _, reference in wanted}).select_related("matter")
    return [row for row in rows.order_by("pk") if not wanted.isdisjoint(_alike(row.matter))]


def _alike(matter: Matter) -> set[MatterKey]:
    """The keys by which a matter that is held may be asked for."""
    return {(unit, matter.kind, matter.reference) for unit in ("", matter.unit)}


def known_of(unit: str, kind: str, told: Collection[str]) -> tuple[QuerySet[Hold], QuerySet[Grant]]:
    """What is held and what is given of the matters that these tell apart, whatever month or year of them: of a unit,
    or of whomever where the unit is empty."""
    wanted = Q(matter__reference__in=told)
    for one in told:
        wanted |= Q(matter__reference__startswith=f"{one}|")
    about = Q(matter__kind=kind) & wanted & (Q(matter__unit=unit) if unit else Q())
    holds = Hold.objects.filter(about, ended_at=None).select_related("matter").order_by("pk")
    grants = Grant.objects.open().filter(about).select_related("matter", "booking").order_by("pk")
    return holds, grants


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
