"""What is kept of an applicant by its tenancies."""

from accounts.actor import Actor
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import fields_of
from parks.models import Tenancy


def _tenancies(applicant: Applicant, by: Actor) -> Told:
    rows = Tenancy.objects.visible_to(by).filter(applicant=applicant).select_related("space__building__park")
    return [fields_of(row, applicant) for row in rows]


register_kept("tenancies", Kept("租约", "是租赁合同的记录，按合同档案保存，不删除。", _tenancies, models=(Tenancy,)))
