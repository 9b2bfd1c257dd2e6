"""Claims that waited for a standard: those that can be reckoned now, and one button for all that are ticked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.actor import Role
from accounts.requests.portal_request import PortalRequest
from core.values.numbers import whole_number
from core.values.verdict import Refused
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from subsidies.claims.states import ClaimState
from subsidies.rules import Decision, Outcome
from subsidies.whatif.estimates import decisions_of, estimate_words

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: PortalRequest, *, page: Any) -> HttpResponse:
    """The list, and with POST the result for each claim that was ticked."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    results = _reckoned(request, page) if request.method == "POST" else []
    rows = page.get_queryset(request).filter(state=ClaimState.WAITING_PARAMETER).select_related("applicant", "city")
    claims = list(rows.order_by("scheme_code", "submitted_at")[:MOST])
    decisions = decisions_of(claims)
    listed = [_row(claim, decisions[claim.pk]) for claim in claims]
    context = {
        **page.admin_site.each_context(request),
        "title": "待公布标准", "results": results, "may": _may(request),
        "ready": [row for row in listed if row["ready"]], "open": [row for row in listed if not row["ready"]],
        "most": MOST, "more": max(0, rows.count() - MOST),
    }  # fmt: skip
    return TemplateResponse(request, "admin/subsidies/claim/waiting.html", context)


def _may(request: PortalRequest) -> bool:
    return bool(request.actor.city_ids(Role.REVIEWER))


def _row(claim: Claim, decision: Decision) -> dict[str, Any]:
    ready = decision.outcome != Outcome.NEEDS_PARAMETER
    words = estimate_words(claim, decision)
    return {"claim": claim, "scheme": claim.scheme, "ready": ready, "words": words}


def _reckoned(request: PortalRequest, page: Any) -> list[dict[str, Any]]:
    """Each ticked claim through its verb; what is not in sight is passed over without a word."""
    chosen = [pk for key in request.POST.getlist("claim") if (pk := whole_number(key))][:MOST]
    rows = page.get_queryset(request).filter(pk__in=chosen).select_related("applicant", "city")
    return [_result(claim, request) for claim in rows]


def _result(claim: Claim, request: PortalRequest) -> dict[str, Any]:
    try:
        reviewing.reckon_again(claim=claim, by=request.actor)
    except Refused as error:
        return {"claim": claim, "done": False, "words": error.reason}
    return {"claim": claim, "done": True, "words": "已重新核算，完成后生成通知书。"}
