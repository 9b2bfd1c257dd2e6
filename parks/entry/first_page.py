"""The way into the valley on the first page of an applicant that is not resident."""

from typing import Any

from django.utils import timezone

from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants.current import acting_applicant
from parks.models import EntryRequest
from parks.tenancies.residency import is_resident


@on_first_page(FirstPage.APPLICANT, place=15, template="parks/home/entry.html", aside=True)
def way_in(request: PortalRequest) -> dict[str, Any]:
    """`entry_wanted`: whether it is no resident yet; `entry`: its latest request."""
    applicant = acting_applicant(request)
    if is_resident(applicant, applicant.city, timezone.localdate()):
        return {"entry_wanted": False, "entry": None}
    rows = EntryRequest.objects.visible_to(request.actor).filter(applicant=applicant)
    return {"entry_wanted": True, "entry": rows.first()}
