"""Who is resident in a valley: a fact that follows from tenancies."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.models import City
from enterprises.models import Applicant
from enterprises.registers.certifying import written_by
from parks.models import Premises, Tenancy

Term = tuple[int, date, date | None]  # the city of its valley, first and last day; an open end is None


def is_resident(applicant: Applicant, city: City, on: date) -> bool:
    """Whether the applicant holds a tenancy in the city's valley on that day."""
    return resident_by(terms_of([applicant.pk]).get(applicant.pk, ()), city.pk, on)


def terms_of(applicant_ids: Collection[int]) -> dict[int, list[Term]]:
    """The terms of all tenancies of some applicants, by the applicant's key, in one query."""
    rows = Tenancy.objects.filter(applicant__in=applicant_ids)
    found: dict[int, list[Term]] = {}
    for applicant, city, first, last in rows.values_list(
        "applicant_id", "space__building__park__valley__city_id", "starts_on", "ends_on"
    ):
        found.setdefault(applicant, []).append((city, first, last))
    return found


def resident_by(terms: Iterable[Term], city_id: int, on: date) -> bool:
    """Whether one of an applicant's terms makes it resident in the city's valley on that day."""
    return any(city == city_id and first <= on and (last is None or last >= on) for city, first, last in terms)


def tenancies_of(applicant: Applicant, city: City, kind: str) -> QuerySet[Tenancy]:
    """The applicant's tenancies of that kind of space in the city's valley, past ones too, the earliest first."""
    rows = Tenancy.objects.select_related("space__building__park").filter(applicant=applicant, space__kind=kind)
    return rows.filter(space__building__park__valley__city=city).order_by("starts_on", "pk")


def rooms_of_residence(applicant: Applicant, city: City, on: date) -> list[Premises]:
    """The rooms of the city's valley that are let to the applicant on that day."""
    here = Tenancy.objects.filter(applicant=applicant, space=OuterRef("space"), starts_on__lte=on)
    here = here.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    rows = Premises.objects.filter(Exists(here), applicant=applicant, space__building__park__valley__city=city)
    return list(rows.select_related("space__building__park").order_by("pk"))


@dataclass(frozen=True)
class Stay:
    """A tenancy that makes its tenant resident, and the rooms that the tenant so has."""

    tenancy: Tenancy
    rooms: Premises | None


def stays_of(applicant: Applicant, city: City) -> list[Stay]:
    """All the applicant's tenancies in the city's valley, the newest first."""
    rows = Tenancy.objects.filter(applicant=applicant, space__building__park__valley__city=city)
    rooms = Premises.objects.filter(applicant=applicant).exclude(space=None).select_related("certified_by")
    by_space = {row.space_id: row for row in rooms}
    found = rows.select_related("space__building__park").order_by("-starts_on", "-pk")
    return [Stay(row, by_space.get(row.space_id)) for row in found]


def entered_alone(applicant: Applicant, city: City, actor: Actor) -> bool:
    """Whether a tenancy of the applicant in the city's valley was entered by this person and certified by nobody yet:
    money that rests on it wants a second one."""
    rows = Premises.objects.filter(applicant=applicant, space__building__park__valley__city=city, certified=False)
    return actor.user_id is not None and rows.filter(written_by(actor, Premises)).exists()
