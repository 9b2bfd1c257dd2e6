"""What an applicant writes to the office on its claim, and that it has read what the office wrote."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import applicants, permitted_to
from core import audit
from core.values.numbers import whole_number
from core.values.text import clean_prose
from core.values.verdict import Refused, sentence_of
from subsidies.claims.messaging import note_read, send
from subsidies.portal.dossier import dossier_of
from subsidies.portal.views.fetching import own_claim


@require_POST
@permitted_to(applicants)
def claim_message(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Send a message, or say that the office's were read; what cannot be sent is said on the claim's page."""
    claim, text = own_claim(request, public_id), request.POST.get("text", "")
    try:
        if "read" in request.POST:
            note_read(claim=claim, by=request.actor, upto=whole_number(request.POST["read"]) or 0)
        elif not within_limit(request, f"message-{claim.pk}", limit=30, seconds=600):
            messages.error(request, "消息发得太频繁，请过几分钟再发。")
        else:
            send(claim=claim, text=clean_prose(text, audit.MOST_OF_A_REASON), by=request.actor)
            messages.success(request, "消息已发送，受理、审核人员会在申报上看到。")
    except (Refused, ValidationError) as refusal:
        sentence = sentence_of(refusal)
        said = {"dossier": dossier_of(claim, request.actor), "refused": sentence, "refused_step": "message"}
        return render(request, "subsidies/claim_for_applicant.html", said | {"typed": {"text": text}}, status=409)
    return redirect("subsidies:claim", claim.public_id)
