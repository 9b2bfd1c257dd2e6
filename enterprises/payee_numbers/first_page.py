"""The person's first page: a payment waits for its number."""

from typing import Any

from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants.current import acting_applicant
from enterprises.payee_numbers.giving import can_give
from enterprises.payee_numbers.needing import needed_for


@on_first_page(FirstPage.APPLICANT, place=10, template="enterprises/home/payee_number.html", aside=True)
def payee_number(request: PortalRequest) -> dict[str, Any]:
    """`payments`: what cannot be paid to the person before it gives its number."""
    applicant = acting_applicant(request)
    return {"payments": needed_for(applicant) if can_give(request.actor, applicant) else []}
