"""What became of the corrections that an applicant asked for, on its first page."""

from typing import Any

from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants.current import acting_applicant
from enterprises.registers.selectors import corrections_of_late


@on_first_page(FirstPage.APPLICANT, place=25, template="enterprises/home/corrections.html", aside=True)
def own_corrections(request: PortalRequest) -> dict[str, Any]:
    """`corrections`: those that wait, and what became of the others of late."""
    return {"corrections": corrections_of_late(acting_applicant(request), request.actor)}
