"""Applicants with a recognition. A recognition that an applicant declared counts once an office has checked it."""

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from enterprises.models import Applicant, ApplicantKind, Recognition, RecognitionKind
from indicators.definitions.registry import UNCHECKED, Column, counts
from indicators.models import Target

HELD = (
    Column("企业", lambda row: row.name),
    Column("类别", lambda row: RecognitionKind(row.held_kind).label),
    Column("证书编号", lambda row: row.held_no),
    Column("发证日期", lambda row: row.held_from),
    Column("有效期至", lambda row: row.held_until),
)


def holders(target: Target, held: QuerySet[Recognition]) -> QuerySet[Any]:
    """The city's applicants with one of the recognitions, each once, with its latest as held_*."""
    latest = held.filter(applicant=OuterRef("pk")).order_by("-issued_on", "-id")
    fields = {"held_kind": "kind", "held_no": "certificate_no", "held_from": "issued_on", "held_until": "expires_on"}
    shown = {name: Subquery(latest.values(field)[:1]) for name, field in fields.items()}
    rows = Applicant.objects.filter(city=target.city, pk__in=held.values("applicant_id"))
    return rows.annotate(**shown).order_by(F("held_from").desc(), "pk")


def three_years_before(day: date) -> date:
    """The last day on which a certificate of three years may have been issued that has run out on `day`."""
    try:
        return day.replace(year=day.year - 3)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 3, day=28)


def _high_tech(target: Target, on: date, certified: bool) -> QuerySet[Recognition]:
    running = Q(expires_on__gte=on) | Q(expires_on=None, issued_on__gt=three_years_before(on))
    return Recognition.objects.filter(running, kind=RecognitionKind.HIGH_TECH, issued_on__lte=on, certified=certified)


def _tech_sme(target: Target, on: date, certified: bool) -> QuerySet[Recognition]:
    running = Q(expires_on=None) | Q(expires_on__gte=on)
    year = {"issued_on__gte": date(on.year, 1, 1), "issued_on__lte": on}
    return Recognition.objects.filter(running, kind=RecognitionKind.TECH_SME, certified=certified, **year)


def unchecked_high_tech(target: Target, on: date) -> QuerySet[Any]:
    """Declared certificates that nobody has checked."""
    counted = high_tech_applicants(target, on).values("pk")
    return holders(target, _high_tech(target, on, False)).exclude(pk__in=counted)


def unchecked_tech_sme(target: Target, on: date) -> QuerySet[Any]:
    """Declared registrations that nobody has checked."""
    counted = tech_sme_applicants(target, on).values("pk")
    return holders(target, _tech_sme(target, on, False)).exclude(pk__in=counted)


@counts("高新技术企业", columns=HELD, left_out=unchecked_high_tech, left_out_because=UNCHECKED, grounds=_high_tech)
def high_tech_applicants(target: Target, on: date) -> QuerySet[Any]:
    """Applicants with a high-tech certificate in force: to its last day, else three years from its issue."""
    return holders(target, _high_tech(target, on, True))


@counts(
    "科技型中小企业",
    columns=HELD,
    of_the_year=True,
    left_out=unchecked_tech_sme,
    left_out_because=UNCHECKED,
    grounds=_tech_sme,
)
def tech_sme_applicants(target: Target, on: date) -> QuerySet[Any]:
    """Applicants with a tech-SME registration of the year."""
    return holders(target, _tech_sme(target, on, True))


def raised(target: Target, on: date) -> Q:
    """Sci-tech applicants brought into the valley (a tenancy has begun), or approved from outside (article 19)."""
    place = "tenancies__space__building__park__valley__city"
    moved_in = Applicant.objects.filter(**{place: target.city}, tenancies__starts_on__lte=on).values("pk")
    brought_in = Q(pk__in=moved_in) | Q(approved_outside=True)
    return brought_in & Q(city=target.city, kind=ApplicantKind.ENTERPRISE, is_sci_tech=True)


@counts(
    "引进或培育科技型企业",
    columns=(
        Column("企业", lambda row: row.name),
        Column("产业领域", lambda row: row.industry),
        Column("首次入驻", lambda row: row.moved_in_on or "谷外，经专班审核"),
    ),
)
def sci_tech_applicants(target: Target, on: date) -> QuerySet[Any]:
    """Sci-tech applicants brought in or raised, each once."""
    first = Applicant.objects.filter(pk=OuterRef("pk"), tenancies__space__building__park__valley__city=target.city)
    begun = first.filter(tenancies__starts_on__lte=on).order_by("tenancies__starts_on")
    moved_in_on = Subquery(begun.values("tenancies__starts_on")[:1])
    rows = Applicant.objects.filter(raised(target, on)).annotate(moved_in_on=moved_in_on)
    return rows.order_by(F("moved_in_on").desc(nulls_last=True), "pk")


def _gains(target: Target, on: date, certified: bool) -> QuerySet[Recognition]:
    kinds = [RecognitionKind.HIGH_TECH, RecognitionKind.SPECIALISED, RecognitionKind.TECH_SME]
    since = {"issued_on__gte": target.since, "issued_on__lte": on}
    return Recognition.objects.filter(kind__in=kinds, certified=certified, **since)


def unchecked_gains(target: Target, on: date) -> QuerySet[Any]:
    """Gains that were declared and that nobody has checked."""
    counted = gained_recognition(target, on).values("pk")
    return holders(target, _gains(target, on, False)).filter(raised(target, on)).exclude(pk__in=counted)


@counts(
    "高新技术、专精特新、科技型中小企业",
    columns=HELD,
    left_out=unchecked_gains,
    left_out_because=UNCHECKED,
    grounds=_gains,
)
def gained_recognition(target: Target, on: date) -> QuerySet[Any]:
    """Of the sci_tech_applicants, those that gained any of the three since the plan began: cumulative, each once."""
    return holders(target, _gains(target, on, True)).filter(raised(target, on))
