"""How the applicant's pages fetch a claim: their own or none."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.utils import timezone

from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from subsidies.claims.models import Claim
from subsidies.claims.selectors import own_claims

STARTS, SECONDS = 60, 600
TOO_OFTEN = "开始得太频繁，请过几分钟再试；已有的草稿都在“我的申报”里。"


def starts_too_often(request: PortalRequest, applicant_id: int) -> bool:
    """Whether the applicant has begun more claims than anybody begins by hand; says so on the next page."""
    if within_limit(request, f"start-{applicant_id}", limit=STARTS, seconds=SECONDS):
        return False
    messages.warning(request, TOO_OFTEN)
    return True


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
