"""Who is resident in a valley: a fact that follows from tenancies."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import City
from enterprises.models import Applicant
from parks.models import Tenancy


def is_resident(applicant: Applicant, city: City, on: date) -> bool:
    """Whether the applicant holds a tenancy in the city's valley on that day."""
    tenancies = Tenancy.objects.current(on).filter(applicant=applicant)
    return tenancies.filter(space__building__park__valley__city=city).exists()


def tenancies_of(applicant: Applicant, city: City, kind: str) -> QuerySet[Tenancy]:
    """The applicant's tenancies of that kind of space in the city's valley, past ones too, the earliest first."""
    rows = Tenancy.objects.select_related("space__building__park").filter(applicant=applicant, space__kind=kind)
    return rows.filter(space__building__park__valley__city=city).order_by("starts_on", "pk")
