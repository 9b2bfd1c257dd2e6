"""What is kept of an applicant by its requests to move in."""

from accounts.actor import Actor
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import fields_of
from parks.models import EntryRequest


def _requests(applicant: Applicant, by: Actor) -> Told:
    return [fields_of(row, applicant) for row in EntryRequest.objects.visible_to(by).filter(applicant=applicant)]


register_kept("entry", Kept("入驻申请", "随园区的入驻档案保存，不删除。", _requests, models=(EntryRequest,)))
