"""Papers: taken in with the form or one by one, shown with size and hash, removed while the claim can be changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.numbers import whole_number
from core.values.verdict import Refused
from subsidies.claims import claiming
from subsidies.claims.corrections.comparing import said_at
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import paper_rows, wanted_papers
from subsidies.portal.views.fetching import own_claim

FILES = "paper_"


def take_files(request: PortalRequest, claim: Claim) -> None:
    """Keep the files that came with the form and remove the one that was asked for; each refusal is told."""
    for number, _ in enumerate(wanted_papers(claim.scheme)):
        for sentence in attach_all(request, claim, number, request.FILES.getlist(f"{FILES}{number}")):
            messages.error(request, sentence)
    name, _, wanted = str(request.POST.get("action", "")).partition(":")
    if name == "remove":
        _remove(request, claim, whole_number(wanted))


def attach_all(request: PortalRequest, claim: Claim, number: int, uploads: list[Any]) -> list[str]:
    """Attach files to one wanted paper; a sentence for each that was not taken."""
    label, refused = wanted_papers(claim.scheme)[number], []
    for upload in uploads:
        try:
            claiming.attach(claim=claim, paper=number, label=label, upload=upload, by=request.actor)
        except ValidationError as error:
            refused.append(f"“{upload.name[:60]}”没有收下：{''.join(error.messages)}")
    return refused


@require_POST
@permitted_to(applicants)
def evidence_add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Files for one wanted paper, sent by script; answers with the paper's row."""
    claim = own_claim(request, public_id)
    number = whole_number(request.POST.get("paper"))
    if number >= len(wanted_papers(claim.scheme)):
        return HttpResponse(status=400)
    try:
        refused = attach_all(request, claim, number, request.FILES.getlist("files"))
    except Refused as refusal:
        refused = [refusal.reason]
    return _row(request, claim, number, refused)


@require_POST
@permitted_to(applicants)
def evidence_remove(request: PortalRequest, public_id: UUID, evidence_id: int) -> HttpResponse:
    """Take a file out again; with script the paper's row comes back, without it the form."""
    claim = own_claim(request, public_id)
    row = claim.evidence.filter(pk=evidence_id).first()
    number = row.paper if row else 0
    sentences: list[str] = []
    try:
        _remove(request, claim, evidence_id)
    except Refused as refusal:
        sentences.append(refusal.reason)
    if request.headers.get("X-Requested-With") == "fetch":
        return _row(request, claim, number, sentences)
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(f"{reverse('subsidies:claim_edit', args=[claim.public_id])}#papers")


def _remove(request: PortalRequest, claim: Claim, evidence_id: int) -> None:
    row = claim.evidence.filter(pk=evidence_id).first()
    if row is not None:
        claiming.detach(claim=claim, evidence=row, by=request.actor)


def _row(request: PortalRequest, claim: Claim, number: int, refused: list[str]) -> HttpResponse:
    row = paper_rows(claim, claim.scheme)[number]
    said = said_at(claim).get(row.label, "")
    return render(
        request, "subsidies/parts/paper.html", {"claim": claim, "paper": row, "refused": refused, "said": said}
    )
