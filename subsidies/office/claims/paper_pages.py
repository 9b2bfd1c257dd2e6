"""The papers on a claim's page: what was looked at is said in one form for all of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests.portal_request import PortalRequest
from core import audit
from core.values.text import clean_prose
from core.values.verdict import Refused, sentence_of
from subsidies.claims.papers.looking import Remarked, look_at
from subsidies.office.claims.case_pages import claim_or_404, not_done

TICKED, REMARK = "seen", "remark-"
NO_PAPER = -1


@require_POST
def look(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Keep the ticks and remarks that were sent; what changed in the meantime is refused with a sentence."""
    claim = claim_or_404(request, pk, page)
    try:
        look_at(claim=claim, seen=_said(request.POST), by=request.actor)
    except (Refused, ValidationError) as error:
        sentence = sentence_of(error)
        remarks = [(name.removeprefix(REMARK), text) for name, text in request.POST.items() if name.startswith(REMARK)]
        typed = {"seen": request.POST.getlist(TICKED), "remarks": remarks}
        return not_done(request, pk, page, sentence=sentence, step="look", typed=typed)
    messages.success(request, "已记下核看情况。")
    return HttpResponseRedirect(f"{reverse('admin:claims_claim_change', args=[pk])}#h-papers")


def _said(sent: QueryDict) -> list[Remarked]:
    """What was said, file by file, whether it is still there or not: a tick, a remark, or both."""
    said = dict.fromkeys(sent.getlist(TICKED), "")
    for name in sent:
        if name.startswith(REMARK) and (remark := clean_prose(str(sent[name]), audit.MOST_OF_A_REASON)):
            said[name.removeprefix(REMARK)] = remark
    return [_remarked(key, remark) for key, remark in said.items()]


def _remarked(key: str, remark: str) -> Remarked:
    """The file that a key of the form names: number of the paper and hash of what the file holds."""
    number, _, sha256 = key.partition("-")
    return Remarked(int(number) if number.isdecimal() and len(number) < 4 else NO_PAPER, sha256, remark)
