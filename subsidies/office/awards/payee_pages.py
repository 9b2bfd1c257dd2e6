"""The page on which a treasurer looks at the identity number of the person to whom an award is paid, or writes it down
when the person shows it at the window."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from core.values.verdict import Refused, sentence_of
from enterprises.applicants.selectors import is_reachable
from enterprises.models import ApplicantKind, PayeeNumber
from enterprises.payee_numbers.giving import can_write, take_back, write_at_window
from enterprises.payee_numbers.looking import Purpose, can_look, look, looks_at
from subsidies.awards.models import Award
from subsidies.office.awards.revocation_pages import award_or_404

TEMPLATE = "admin/subsidies/award/payee.html"


@require_safe
def show(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Whether the number is there, who looked, and the way to look."""
    return _page(request, award_or_404(request, pk, page), page)


@require_POST
def see(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """The number, once, in this answer alone; the look is written down before it is shown."""
    award = award_or_404(request, pk, page)
    purpose = request.POST.get("purpose", "")
    claim = award.claim
    try:
        number = look(applicant=claim.applicant, payment=str(claim.number), purpose=purpose, by=request.actor)
    except Refused as refusal:
        return _page(request, award, page, status=409, refused=refusal.reason)
    return _page(request, award, page, number=number)


@require_POST
@sensitive_post_parameters("identity_number")
def write(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """The number as the person shows it, or away with it because the person wants so."""
    award = award_or_404(request, pk, page)
    about: dict[str, Any] = {
        "applicant": award.claim.applicant,
        "payment": str(award.claim.number),
        "by": request.actor,
    }
    try:
        if "take_back" in request.POST:
            take_back(**about)
            messages.success(request, "已删除。")
        else:
            typed = request.POST.get("identity_number", "")
            write_at_window(**about, identity_number=typed, present="present" in request.POST)
            messages.success(request, "已登记，加密保存。")
    except (Refused, ValidationError) as error:
        said = sentence_of(error)
        return _page(request, award, page, status=409, refused=said)
    return HttpResponseRedirect(reverse("admin:awards_award_payee", args=[award.pk]))


def _page(request: PortalRequest, award: Award, page: Any, *, status: int = 200, **told: Any) -> HttpResponse:
    payee, payment = award.claim.applicant, str(award.claim.number)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": f"领款人 {award.claim.number}", "original": award, "payee": payee,
        "purposes": Purpose.choices, "looks": looks_at(payee),
        "may_look": can_look(request.actor, payee, payment), "may_write": can_write(request.actor, payee, payment),
        "given": PayeeNumber.objects.visible_to(request.actor).filter(applicant=payee).exists(),
        "is_person": payee.kind == ApplicantKind.INDIVIDUAL, "reachable": is_reachable(payee), **told,
    }  # fmt: skip
    return TemplateResponse(request, TEMPLATE, context, status=status)
