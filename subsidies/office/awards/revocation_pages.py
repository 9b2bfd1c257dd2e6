"""The page on which an award is taken back: one person proposes, another confirms or refuses, each through its verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from core import audit
from core.values.numbers import whole_number
from core.values.text import clean_prose
from core.values.verdict import Refused, sentence_of
from subsidies.awards import revoking
from subsidies.awards.models import Award, RevocationProposal
from subsidies.office.awards.revocations import revoking_state

TEMPLATE = "admin/subsidies/award/revoking.html"


def award_or_404(request: PortalRequest, pk: int, page: Any) -> Award:
    """The award through the page's own gate."""
    found: Award | None = page.get_object(request, str(pk))
    if found is None or not page.has_view_permission(request, found):
        raise Http404
    return found


@require_safe
def revoking_page(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """What would be taken back and what follows from it, with what this person may do."""
    return _page(request, award_or_404(request, pk, page), page)


def _page(request: PortalRequest, award: Award, page: Any, *, status: int = 200, **told: Any) -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": f"撤销核定 {award.claim.number}", "original": award,
        "revoking": revoking_state(award, request.actor), **told,
    }  # fmt: skip
    return TemplateResponse(request, TEMPLATE, context, status=status)


def _propose(request: PortalRequest, award: Award, reason: str) -> None:
    what, parts = request.POST.get("what", ""), request.POST.getlist("month")
    if revoking_state(award, request.actor).months and what not in ("whole", "months"):
        raise Refused("请选择撤销范围。")
    if what == "months" and not parts:
        raise Refused("请选择要撤销的月份。")
    parts = parts if what == "months" else []
    revoking.propose(award=award, reason=reason, months=parts, by=request.actor)


def _confirm(request: PortalRequest, award: Award, reason: str) -> None:
    revoking.confirm(proposal=_proposal(request, award), by=request.actor)


def _refuse(request: PortalRequest, award: Award, reason: str) -> None:
    revoking.refuse(proposal=_proposal(request, award), reason=reason, by=request.actor)


def _proposal(request: PortalRequest, award: Award) -> RevocationProposal:
    """The proposal that the person read; another one is not meant."""
    pk = whole_number(request.POST.get("proposal"))
    rows = RevocationProposal.objects.visible_to(request.actor).filter(award=award)
    found: RevocationProposal | None = rows.filter(pk=pk).first()
    if found is None:
        raise Refused("没有这项撤销提议，请核对本页的最新内容。")
    return found


Act = Callable[[PortalRequest, Award, str], None]
ACTS: dict[str, tuple[Act, str]] = {
    "propose": (_propose, "已提出撤销，待另一位审核人员确认。"),
    "confirm": (_confirm, "已撤销。撤销通知书生成后，申请人可以下载。"),
    "refuse": (_refuse, "已办结，核定结果不变。"),
}


@require_POST
def act(request: PortalRequest, pk: int, name: str, *, page: Any) -> HttpResponse:
    """One of the three. What cannot be done is said on the page, with what was typed still there."""
    award = award_or_404(request, pk, page)
    if name not in ACTS:
        raise Http404
    verb, done = ACTS[name]
    typed = request.POST.get("reason", "")
    try:
        verb(request, award, clean_prose(typed, audit.MOST_OF_A_REASON))
    except (Refused, ValidationError) as error:
        sentence = sentence_of(error)
        again = award_or_404(request, pk, page)
        told = {"act": name, "typed": typed, "what": request.POST.get("what"), "chosen": request.POST.getlist("month")}
        return _page(request, again, page, status=409, refused=sentence, **told)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("admin:awards_award_revoking", args=[pk]))
