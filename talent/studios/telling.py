"""What is kept of an applicant by the doctoral studios that it hosts."""

from accounts.actor import Actor
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import fields_of
from talent.models import DoctoralStudio


def _studios(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in DoctoralStudio.objects.filter(applicant=applicant)]


register_kept("studios", Kept("博士创新工作室", "由部门登记，不删除。", _studios, models=(DoctoralStudio,)))
