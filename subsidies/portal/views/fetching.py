"""How the applicant's pages fetch a claim: their own or none."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from accounts.requests.portal_request import PortalRequest
from subsidies.claims.models import Claim
from subsidies.claims.selectors import own_claims


def own_claim(request: PortalRequest, public_id: UUID) -> Claim:
    """The claim, if it is of an applicant that the person files for; else it is not there."""
    actor = request.actor
    claim: Claim | None = own_claims(actor).filter(public_id=public_id).first()
    if claim is None:
        raise Http404
    return claim


def now_text() -> str:
    """The time of day, for «saved at»."""
    return f"{timezone.localtime():%H:%M:%S}"
