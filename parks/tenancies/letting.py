"""In which months premises are let to their tenant, and how much of them."""

from dataclasses import dataclass
from decimal import Decimal

from parks.models import Premises, Tenancy
from parks.models.tenancy import OPEN_END


@dataclass(frozen=True)
class LetTerm:
    """One stretch of calendar months (YYYY-MM, both included), and the area let in it."""

    first_month: str
    last_month: str
    area_m2: Decimal

    @property
    def until(self) -> str:
        """The last month in words."""
        return "长期" if self.last_month == OPEN_END else self.last_month


def let_terms(premises: Premises) -> list[LetTerm]:
    """The terms of the tenant's tenancies of a space of the park, else that of the lease, the earliest first."""
    area = premises.let_area_m2
    if premises.is_self_rented:
        assert premises.leased_from is not None  # the database holds it
        last = f"{premises.leased_to:%Y-%m}" if premises.leased_to else OPEN_END
        return [LetTerm(f"{premises.leased_from:%Y-%m}", last, area)]
    rows = Tenancy.objects.filter(space=premises.space_id, applicant=premises.applicant_id).order_by("starts_on")
    return [LetTerm(row.first_month, row.last_month, area) for row in rows]
