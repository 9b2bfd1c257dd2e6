"""A claim after and around its form: list, page, preview, submission, receipt, withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.numbers import whole_number
from core.values.verdict import Refused, sentence_of
from parks.models import ServiceWindow
from subsidies.awards.selectors import with_award
from subsidies.claims import claiming, copying
from subsidies.claims.answers.live_answer import live_answer
from subsidies.claims.clocks.clocks import promised_to
from subsidies.claims.corrections.comparing import compared
from subsidies.claims.papers.listing import doubled, lacking, lacking_on_receipt, matter_told, paper_rows, received
from subsidies.claims.selectors import GROUPS, counts_of, own_claims
from subsidies.claims.series import continuing
from subsidies.claims.series.periods import next_periods
from subsidies.claims.states import EDITABLE_STATES
from subsidies.portal.dossier import dossier_of, led_by, rival_of, summaries
from subsidies.portal.views.fetching import own_claim, starts_too_often

PER_PAGE = 20


@require_safe
@permitted_to(applicants)
def claim_list(request: PortalRequest) -> HttpResponse:
    """Own claims, those that wait for me first."""
    rows = own_claims(request.actor)
    counts = counts_of(rows)
    group = request.GET.get("group", "")
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group][1])
    page = Paginator(with_award(rows).order_by("-saved_at", "-pk"), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    here = reverse("subsidies:claim_list")
    titles = {"": "全部", **{key: words for key, (words, _) in GROUPS.items()}}
    tabs = [
        {"url": f"{here}?group={key}" if key else here, "label": words, "count": counts[key], "chosen": key == group}
        for key, words in titles.items()
    ]
    context = {"page_obj": shown, "claims": summaries(shown.object_list), "tabs": tabs, "group": group}
    context["due"] = next_periods(request.actor.applicant_ids)
    return render(request, "subsidies/claim_list.html", context)


@require_safe
@permitted_to(applicants)
def claim_page(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Where a claim stands, what it rests on, what happens next."""
    claim = own_claim(request, public_id)
    return render(request, "subsidies/claim_for_applicant.html", {"dossier": dossier_of(claim, request.actor)})


@require_safe
@permitted_to(applicants)
def claim_preview(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Everything that will be handed in, and what it would come to."""
    claim = own_claim(request, public_id)
    if claim.state not in EDITABLE_STATES:
        return redirect("subsidies:claim", claim.public_id)
    answer = live_answer(claim)
    if answer.questions:
        return _to_open_questions(claim)
    scheme = claim.scheme
    papers = paper_rows(claim, scheme)
    context = {
        "dossier": dossier_of(claim, request.actor),
        "explanation": answer.explanation,
        "lacking": lacking(papers),
        "papers": papers,
        "doubled": doubled(papers),
        "rivals": [rival_of(row) for row in answer.rivals],
        "correction": compared(claim) if claim.number else None,
    }
    return render(request, "subsidies/claim_preview.html", context)


@require_POST
@permitted_to(applicants)
def claim_submit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Hand in; a second press leads to the same receipt."""
    claim = own_claim(request, public_id)
    try:
        claiming.submit(claim=claim, by=request.actor, version=whole_number(request.POST.get("version")))
    except ValidationError:
        return _to_open_questions(claim)
    except claiming.Changed as changed:
        messages.warning(request, changed.reason)
        return redirect("subsidies:claim_preview", claim.public_id)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("subsidies:claim", claim.public_id)
    return redirect("subsidies:claim_receipt", claim.public_id)


def _to_open_questions(claim: Any) -> HttpResponse:
    return redirect(f"{reverse('subsidies:claim_edit', args=[claim.public_id])}?check=1")


@require_POST
@permitted_to(applicants)
def claim_withdraw(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Take the claim back."""
    claim = own_claim(request, public_id)
    try:
        claiming.withdraw(claim=claim, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "申报已撤回。需要时可以复制为新草稿，重新申报。")
    return redirect("subsidies:claim", claim.public_id)


@require_POST
@permitted_to(applicants)
def claim_copy(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Begin anew what was withdrawn or not supported: to the draft with its answers and files."""
    claim = own_claim(request, public_id)
    if starts_too_often(request, claim.applicant_id):
        return redirect("subsidies:claim", claim.public_id)
    try:
        copied = copying.copy(claim=claim, by=request.actor)
    except (Refused, ValidationError) as refusal:
        messages.error(request, sentence_of(refusal))
        return redirect("subsidies:claim", claim.public_id)
    messages.success(request, copied.words)
    return redirect("subsidies:claim_edit", copied.draft.public_id)


@require_POST
@permitted_to(applicants)
def claim_next(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Begin the next period of a claim's series: to the draft with its record and months."""
    claim = own_claim(request, public_id)
    if starts_too_often(request, claim.applicant_id):
        return redirect("subsidies:claim_list")
    try:
        draft = continuing.begin_next(claim=claim, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("subsidies:claim", claim.public_id)
    messages.success(request, "下一期的事项和月份已经填好，请补充本期的情况和材料，核对后提交。")
    return redirect("subsidies:claim_edit", draft.public_id)


@require_safe
@permitted_to(applicants)
def claim_receipt(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The receipt of the last submission, to print and keep."""
    claim = own_claim(request, public_id)
    if not claim.receipt:
        raise Http404
    windows = ServiceWindow.objects.visible_to(request.actor).filter(valley__city=claim.city).exclude(telephone="")
    context = {
        "claim": claim, "scheme": claim.scheme, "files": received(claim.receipt), "matter": matter_told(claim),
        "windows": windows, "lacking": lacking_on_receipt(claim), "led_by": led_by(claim.scheme),
        "promised": promised_to(claim),
    }  # fmt: skip
    return render(request, "subsidies/claim_receipt.html", context)
