"""The applicant on its first page, and what its profile does not say yet."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants.current import acting_applicant, current_applicant
from enterprises.applicants.selectors import missing_particulars
from enterprises.values.applicant_words import OF_A_UNIT


@on_first_page(FirstPage.VISITOR)
def way_in(request: PortalRequest) -> dict[str, Any]:
    """`sign_up_url`: where an applicant joins."""
    return {"sign_up_url": reverse("enterprises:sign_up")}


@on_first_page(FirstPage.APPLICANT, place=20, template="enterprises/home/missing.html", aside=True)
def own_profile(request: PortalRequest) -> dict[str, Any]:
    """`applicant`, and `missing`: the particulars still wanted."""
    applicant = acting_applicant(request)
    return {"applicant": applicant, "missing": missing_particulars(applicant)}


@on_first_page(FirstPage.APPLICANT, place=40, template="enterprises/home/links.html", aside=True)
def ways_to_declare(request: PortalRequest) -> dict[str, Any]:
    """Nothing but its template."""
    return {}


def profile_words(request: HttpRequest | None) -> str:
    """What the way to the profile is called."""
    asked: Any = request
    applicant = current_applicant(asked) if hasattr(request, "actor") else None
    return (applicant.words if applicant else OF_A_UNIT).profile
