"""The form of a claim: every save keeps what was typed, every answer is reckoned, nothing is lost in two tabs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core import audit
from core.values.numbers import whole_number
from core.values.verdict import Refused
from subsidies.awards.record import said_last
from subsidies.cases.explaining import field_label
from subsidies.cases.facts import recorded
from subsidies.catalogue.questions import once_words
from subsidies.claims import claiming
from subsidies.claims.answers.comparing import differences
from subsidies.claims.answers.live_answer import LiveAnswer, live_answer
from subsidies.claims.claiming import as_typed
from subsidies.claims.corrections.comparing import compared, said_at
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.permissions import why_not_editable
from subsidies.claims.states import EDITABLE_STATES
from subsidies.portal.choosing import record_question
from subsidies.portal.dossier import rival_of
from subsidies.portal.forms.claim_form import ClaimForm
from subsidies.portal.views.evidence import take_files
from subsidies.portal.views.fetching import now_text, own_claim
from subsidies.rules import Scheme


@require_http_methods(["GET", "HEAD", "POST"])
@permitted_to(applicants)
def claim_edit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The form, as it was left; with ?check=1 every open question is marked."""
    claim = own_claim(request, public_id)
    if claim.state not in EDITABLE_STATES:
        if request.method == "POST":
            messages.error(request, f"{why_not_editable(claim)}刚才填写的内容没有保存。")
        return redirect("subsidies:claim", claim.public_id)
    if request.method == "POST":
        return _keep(request, claim)
    answers = _preselected(request, claim)
    form = ClaimForm(claim.scheme, answers, recorded(claim.case_with(answers)))
    answer = live_answer(claim, answers)
    form.show_problems(answer.questions if "check" in request.GET else answer.misread)
    return render(request, "subsidies/claim_form.html", _page(claim, form, answer))


def _preselected(request: PortalRequest, claim: Claim) -> dict[str, Any]:
    """The answers as they were left; a record that was just added is chosen already, and saved with the rest."""
    chosen = request.GET.get("record", "")
    kept: dict[str, Any] = claim.answers
    return kept | ({"record": chosen} if chosen and claim.scheme.matter.record else {})


def _keep(request: PortalRequest, claim: Claim) -> HttpResponse:
    """Save what was typed, take in the files that came along, and go where the button says."""
    form = ClaimForm(claim.scheme, {}, {}, data=request.POST)
    version = whole_number(request.POST.get("version"))
    try:
        claiming.save_draft(claim=claim, answers=form.answers(), version=version, by=request.actor)
        take_files(request, claim)
    except claiming.Stale as stale:
        return _conflict(request, claim, stale)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("subsidies:claim", claim.public_id)
    return _next(request, claim)


def _next(request: PortalRequest, claim: Claim) -> HttpResponse:
    action = request.POST.get("action", "save")
    edit = reverse("subsidies:claim_edit", args=[claim.public_id])
    if action == "preview":
        claim.refresh_from_db()
        ready = not claiming.missing(claim)
        return redirect("subsidies:claim_preview", claim.public_id) if ready else redirect(f"{edit}?check=1")
    if action == "save":
        messages.success(request, f"草稿已于 {now_text()} 保存，可以随时回来继续填写。")
        return redirect(edit)
    return redirect(f"{edit}#papers")


def _conflict(request: PortalRequest, claim: Claim, stale: Refused) -> HttpResponse:
    """The page keeps what was typed here and shows what was stored elsewhere; saving again takes this page's words."""
    claim = own_claim(request, claim.public_id)
    form, here = _as_posted(request, claim)
    form.full_clean()
    page = _page(claim, form, live_answer(claim, here))
    page |= {"conflict": stale.reason, "differences": differences(claim, as_typed(here))}
    return render(request, "subsidies/claim_form.html", page, status=409)


@require_POST
@permitted_to(applicants)
def claim_autosave(request: PortalRequest, public_id: UUID) -> JsonResponse:
    """The silent save: answers with the new version and the time, or with the sentence why not."""
    claim = own_claim(request, public_id)
    form = ClaimForm(claim.scheme, {}, {}, data=request.POST)
    version = whole_number(request.POST.get("version"))
    try:
        saved = claiming.save_draft(claim=claim, answers=form.answers(), version=version, by=request.actor)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.reason}, status=409)
    return JsonResponse({"version": saved.version, "saved": f"已自动保存 {now_text()}"})


@require_POST
@permitted_to(applicants)
def claim_reckon(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The reckoning of what stands on the page now, with the questions that stand otherwise there. Writes nothing."""
    claim = own_claim(request, public_id)
    form, here = _as_posted(request, claim)
    answer, marks = live_answer(claim, here), said_at(claim)
    form.mark(marks)
    questions = (question for group in form.groups(answer.moot) for question in group.questions)
    changed = [question for question in questions if not question.stands_in(request.POST)]
    moved = request.POST.get("shape_on", "") != _day_shape(answer)
    page = {"claim": claim, "changed": changed, "form": form, "day_changed": moved, "marks": marks}
    page |= _answer(claim.scheme, answer)
    return render(request, "subsidies/parts/live.html", page)


def _as_posted(request: PortalRequest, claim: Claim) -> tuple[ClaimForm, dict[str, Any]]:
    """The form as it was sent, with what the records say to those answers, and the answers."""
    answers = ClaimForm(claim.scheme, {}, {}, data=request.POST).answers()
    known = recorded(claim.case_with(as_typed(answers)))
    return ClaimForm(claim.scheme, {}, known, data=request.POST), answers


def _page(claim: Claim, form: ClaimForm, answer: LiveAnswer) -> dict[str, Any]:
    scheme, record, marks = claim.scheme, str(form.data.get("record") or ""), said_at(claim)
    form.mark(marks)
    return {
        "claim": claim,
        "scheme": scheme,
        "form": form,
        "groups": form.groups(answer.moot),
        "papers": paper_rows(claim.with_answers(claim.answers | {"record": record}), scheme),
        "own_matter": once_words(scheme),
        "record_question": record_question(claim, record),
        "said": said_last(claim, audit.history(claim)),
        "correction": compared(claim) if claim.number else None,
        "marks": marks,
        **_answer(scheme, answer),
    }


def _answer(scheme: Scheme, answer: LiveAnswer) -> dict[str, Any]:
    wrong = dict(answer.misread)
    todo = [(name, wrong.get(name) or field_label(scheme, name)) for name, _ in answer.questions]
    rivals = [rival_of(row) for row in answer.rivals]
    return {"explanation": answer.explanation, "lease": answer.lease, "todo": todo, "scheme": scheme, "rivals": rivals,
            "recorded_on": answer.recorded_on, "day_certified": answer.day_certified, "day_moot": "on" in answer.moot,
            "day_shape": _day_shape(answer)}  # fmt: skip


def _day_shape(answer: LiveAnswer) -> str:
    """How the question of the day stands on the page."""
    if answer.recorded_on:
        return f"{answer.recorded_on.isoformat()}{' certified' if answer.day_certified else ''}"
    return "moot" if "on" in answer.moot else "asked"
