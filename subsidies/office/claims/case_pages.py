"""The page of one claim, and the steps taken on it: each a form, each through its verb."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import Actor
from accounts.requests.portal_request import PortalRequest
from accounts.trail.seeing import seen_in
from core import audit
from core.values.text import clean_prose
from core.values.verdict import Refused, sentence_of
from enterprises.models import TeamCharter
from enterprises.registers import certifying
from enterprises.teams import answering
from subsidies.awards.selectors import award_of, paper_of
from subsidies.cases.facts import collect
from subsidies.cases.picking import name_for
from subsidies.claims import reviewing, sharing
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked
from subsidies.claims.states import CLAIM
from subsidies.office.claims.casework import case_of
from subsidies.office.claims.correcting import correction_file, marks_of, marks_sent

DONE = {
    "accept": "已受理，请审核。",
    "return": "已退回补正，申请人会看到补正意见。",
    "decide": "已保存核定数。",
    "approve": "审核通过，正在核算；完成后本页会自动显示结果。",
    "override": "已放行；由另一位审核人员审核通过。",
    "refuse": "已作出不予支持的决定。",
    "recall": "已取回审核。",
    "both_due": "已记入说明。",
    "reckon_again": "已重新核算；完成后本页会自动显示结果。",
}
Typed = dict[str, Any]  # the fields by their names; `denied` is a list, `marks` what is wrong by place
Verb = Callable[[Claim, Typed, Actor], Claim]
VERBS: dict[str, Verb] = {
    "accept": lambda claim, typed, by: reviewing.accept(claim=claim, by=by, despite=typed["despite"]),
    "return": lambda claim, typed, by: reviewing.return_for_correction(
        claim=claim, reason=typed["reason"], by=by, marks=marks_of(typed["marks"])
    ),
    "decide": lambda claim, typed, by: reviewing.decide_figure(
        claim=claim, name=typed["name"], value=typed["value"], reason=typed["reason"], by=by
    ),
    "approve": lambda claim, typed, by: reviewing.approve(
        claim=claim, by=by, reason=typed["reason"], answer=typed["answer"], despite=typed["despite"]
    ),
    "override": lambda claim, typed, by: reviewing.override_record(
        claim=claim, reason=typed["reason"], by=by, seen=typed["open"]
    ),
    "refuse": lambda claim, typed, by: reviewing.refuse(
        claim=claim, reason=typed["reason"], by=by, denied=typed["denied"]
    ),
    "both_due": lambda claim, typed, by: _said(claim, typed, by),
    "recall": lambda claim, typed, by: reviewing.recall(claim=claim, reason=typed["reason"], by=by),
    "reckon_again": lambda claim, typed, by: reviewing.reckon_again(claim=claim, by=by),
}


def _said(claim: Claim, typed: Typed, by: Actor) -> Claim:
    sharing.say_both_due(claim=claim, other=typed["name"], reason=typed["reason"], by=by)
    return claim


def claim_or_404(request: PortalRequest, pk: Any, page: Any) -> Claim:
    """The claim through the page's own gate."""
    claim: Claim | None = page.get_object(request, str(pk))
    if claim is None or not page.has_view_permission(request, claim):
        raise Http404
    return claim


@require_safe
def case(request: PortalRequest, object_id: str, *, page: Any) -> HttpResponse:
    """A claim with everything that a decision needs."""
    return _page(request, claim_or_404(request, object_id, page), page)


def _page(request: PortalRequest, claim: Claim, page: Any, *, status: int = 200, **told: Any) -> HttpResponse:
    case = case_of(claim, request.actor)
    may_return = any(step.name == "return" and step.verdict for step in case.steps)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": f"{claim.number} {claim.applicant.name}", "original": claim, "case": case,
        "correction": correction_file(claim, told.get("typed", {}).get("marks", {}), may=may_return), **told,
    }  # fmt: skip
    return TemplateResponse(request, "admin/subsidies/claim/case.html", context, status=status)


def not_done(
    request: PortalRequest, pk: int, page: Any, *, sentence: str, step: str, typed: Mapping[str, Any]
) -> HttpResponse:
    """The claim's page as it is now, with why a step was not taken and what was typed for it."""
    claim = claim_or_404(request, pk, page)
    return _page(request, claim, page, status=409, refused=sentence, refused_step=step, typed=typed)


@require_POST
def take(request: PortalRequest, pk: int, step: str, *, page: Any) -> HttpResponse:
    """Take one step. What cannot be done is said on the page, with what was typed still there."""
    claim = claim_or_404(request, pk, page)
    if step not in VERBS:
        raise Http404
    typed: Typed = {
        name: request.POST.get(name, "") for name in ("name", "value", "reason", "answer", "despite", "version", "open")
    }
    typed |= {"denied": request.POST.getlist("denied"), "marks": marks_sent(request.POST)}
    sentence = _taken(claim, step, typed, request.actor)
    if sentence:
        return not_done(request, pk, page, sentence=sentence, step=step, typed=typed)
    messages.success(request, DONE[step])
    return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[pk]))


def _taken(claim: Claim, step: str, typed: Typed, by: Actor) -> str:
    """Take the step on the claim as it is under lock; why it was not taken, empty when it was."""
    try:
        said = {name: clean_prose(typed[name], audit.MOST_OF_A_REASON) for name in ("reason", "answer", "despite")}
        with transaction.atomic():
            now = locked(claim)
            if typed["version"] != str(now.version):
                return stale_words(now)
            VERBS[step](now, typed | said, by)
    except (Refused, ValidationError) as error:
        return sentence_of(error)
    return ""


def stale_words(claim: Claim) -> str:
    """Who did what since the page was opened."""
    entries = audit.history(claim)
    last = entries[-1] if entries else None
    who = f"已由{last.actor_name}办理“{last.what}”" if last else "已有更新"
    return f"您打开本页之后，这份申报{who}，现在是“{CLAIM.state(claim).label_office}”。请核对最新内容后再办理。"


@require_POST
def certify(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """A record that the claim rests on, or what its team says of itself, agrees with its paper; said where the claim is
    looked at."""
    claim = claim_or_404(request, pk, page)
    case = claim.case()
    name, collected = request.POST.get("record") or case.matter.record, collect(case)
    rows = [row for row in (*collected.grounds, *collected.uncertified, collected.charter) if row is not None]
    record = next((row for row in rows if name_for(row) == name), None)
    if record is None:
        raise Http404
    try:
        if isinstance(record, TeamCharter):
            answering.certify(charter=record, by=request.actor)
        else:
            certifying.certify(record=record, by=request.actor, seen=seen_in(request))
        messages.success(request, f"已核验“{record}”。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[pk]))


@require_safe
def state(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Asked by the page while a worker reckons: 204 as long as nothing changed, then the word to load it again."""
    claim = claim_or_404(request, pk, page)
    known = request.GET.get("known", "")
    noticed = "notice" if paper_of(claim, award_of(claim)) else ""
    now = f"{claim.state}-{claim.version}-{noticed}"
    return HttpResponse(status=204) if known == now else HttpResponse(status=204, headers={"HX-Refresh": "true"})
