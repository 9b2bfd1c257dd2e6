"""The papers on a claim's page: what was looked at is said in one form for all of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests.portal_request import PortalRequest
from core import audit
from core.values.text import clean_prose
from core.values.verdict import Refused
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.papers.looking import LookedFile, LookedPaper, Remarked, look_at, looked_papers
from subsidies.office.claims.case_pages import claim_or_404


@require_POST
def look(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Keep the ticks and remarks that were sent; what changed in the meantime is refused with a sentence."""
    claim = claim_or_404(request, pk, page)
    papers = looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))
    try:
        seen = [one for paper in papers for file in paper.files if (one := _said(request, paper, file)) is not None]
        asked = len(request.POST.getlist("seen"))
        if asked > sum(_key(paper, file) in request.POST.getlist("seen") for paper in papers for file in paper.files):
            raise Refused("您打开本页之后，材料有了改动，没有记下；请按现在的材料重新核看。")
        look_at(claim=claim, seen=seen, by=request.actor)
        messages.success(request, "已记下核看情况。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    except ValidationError as error:
        messages.error(request, str(error.messages[0]))
    return HttpResponseRedirect(f"{reverse('admin:claims_claim_change', args=[pk])}#h-papers")


def _key(paper: LookedPaper, file: LookedFile) -> str:
    return f"{paper.row.number}-{file.file.sha256}"


def _said(request: PortalRequest, paper: LookedPaper, file: LookedFile) -> Remarked | None:
    """What was said of a file: a tick, a remark that was not there yet, or nothing."""
    key = _key(paper, file)
    remark = clean_prose(request.POST.get(f"remark-{key}", ""), audit.MOST_OF_A_REASON)
    if key not in request.POST.getlist("seen") and not remark:
        return None
    return Remarked(paper.row.label, file.file.sha256, remark)
