"""The page on which a treasurer looks at the identity number of the person to whom an award is paid."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from core.values.verdict import Refused
from enterprises.payee_numbers.looking import Purpose, can_look, look, looks_at
from subsidies.awards.models import Award
from subsidies.office.awards.revocation_pages import award_or_404

TEMPLATE = "admin/subsidies/award/payee.html"


@require_safe
def payee_page(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Whether the number is there, who looked, and the way to look."""
    return _page(request, award_or_404(request, pk, page), page)


@require_POST
def payee_look(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """The number, once, in this answer alone; the look is written down before it is shown."""
    award = award_or_404(request, pk, page)
    purpose = request.POST.get("purpose", "")
    claim = award.claim
    try:
        number = look(applicant=claim.applicant, payment=str(claim.number), purpose=purpose, by=request.actor)
    except Refused as refusal:
        return _page(request, award, page, status=409, refused=refusal.reason)
    return _page(request, award, page, number=number)


def _page(request: PortalRequest, award: Award, page: Any, *, status: int = 200, **told: Any) -> HttpResponse:
    payee = award.claim.applicant
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": f"领款人 {award.claim.number}", "original": award, "payee": payee,
        "purposes": Purpose.choices, "looks": looks_at(payee),
        "may_look": can_look(request.actor, payee, str(award.claim.number)), **told,
    }  # fmt: skip
    return TemplateResponse(request, TEMPLATE, context, status=status)
