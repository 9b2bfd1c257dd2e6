"""A tenancy is entered, changed or ended."""

from dataclasses import dataclass

from django.db import transaction

from core.consequences import carry_out, consequences
from parks.models import Premises, Tenancy

BY_TENANCY = "园区租约"


@dataclass(frozen=True)
class TenancyChange:
    """A tenancy that is about to change, as it is stored; one that is new, as it will be."""

    tenancy: Tenancy


@transaction.atomic
def keep(tenancy: Tenancy) -> Tenancy:
    """Write a new or changed tenancy, its tenant's premises, and with it the work that it makes in the rooms above.

    What rested on the tenancy as it was is told, and what rests on it as it is: it may have another tenant now.
    """
    stored = Tenancy.objects.select_for_update(of=("self",)).filter(pk=tenancy.pk).first() if tenancy.pk else None
    before = consequences(TenancyChange(stored), work_alone=True) if stored else []
    tenancy.save()
    premises_of(tenancy)
    after = consequences(TenancyChange(tenancy), work_alone=True)
    carry_out([*before, *(row for row in after if row not in before)])
    return tenancy


def premises_of(tenancy: Tenancy) -> Premises:
    """The tenant's premises in that space, one for all its terms there; the park's own office answers for them."""
    row, _ = Premises.objects.get_or_create(
        applicant_id=tenancy.applicant_id, space_id=tenancy.space_id,
        defaults={"certified": True, "source": BY_TENANCY},
    )  # fmt: skip
    return row
