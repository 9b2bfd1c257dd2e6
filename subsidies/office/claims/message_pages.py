"""Messages and notes on a claim's page: each a form, each through its verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.actor import Actor
from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from core import audit
from core.values.numbers import whole_number
from core.values.text import clean_prose
from core.values.verdict import Refused, sentence_of
from subsidies.claims.messaging import note, note_read, send
from subsidies.claims.models import Claim
from subsidies.office.claims.case_pages import claim_or_404, not_done

VERBS: dict[str, Callable[[Claim, str, Actor], object]] = {
    "message": lambda claim, text, by: send(claim=claim, text=text, by=by),
    "note": lambda claim, text, by: note(claim=claim, text=text, by=by),
    "read": lambda claim, text, by: note_read(claim=claim, by=by, upto=whole_number(text) or 0),
}
KEPT, MOST, SECONDS = ("message", "note"), 30, 600
TOO_OFTEN = "写得太频繁，请过几分钟再写。"
DONE = {"message": "消息已发送，申请人会在申报页看到。", "note": "已记入内部备注。", "read": "已标为已读。"}


@require_POST
def write(request: PortalRequest, pk: int, step: str, *, page: Any) -> HttpResponse:
    """Send, note, or say that it was read; what cannot be is said on the page, what was typed still there."""
    claim = claim_or_404(request, pk, page)
    if step not in VERBS:
        raise Http404
    text = request.POST.get("text", "")
    try:
        if step in KEPT and not within_limit(request, f"{step}-{pk}", limit=MOST, seconds=SECONDS):
            raise Refused(TOO_OFTEN)
        VERBS[step](claim, clean_prose(text, audit.MOST_OF_A_REASON), request.actor)
    except (Refused, ValidationError) as error:
        sentence = sentence_of(error)
        return not_done(request, pk, page, sentence=sentence, step=step, typed={"text": text})
    messages.success(request, DONE[step])
    place = "h-notes" if step == "note" else "h-messages"
    return HttpResponseRedirect(f"{reverse('admin:claims_claim_change', args=[pk])}#{place}")
