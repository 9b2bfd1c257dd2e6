"""The applicant that a person acts for at the moment."""

from typing import Any

from django.http import Http404

from accounts.requests.portal_request import PortalRequest
from enterprises.models import Applicant

SESSION_KEY = "applicant"


def current_applicant(request: PortalRequest) -> Applicant | None:
    """The applicant chosen in this session if the person still acts for it, else their first; None for others."""
    kept: Any = request  # the choice lies on the request, for as long as it lasts
    if not hasattr(kept, "_current_applicant"):
        kept._current_applicant = _chosen(request)
    found: Applicant | None = kept._current_applicant
    return found


def acting_applicant(request: PortalRequest) -> Applicant:
    """The same where there must be one: a page for applicants. 404 when a membership has just ended."""
    found = current_applicant(request)
    if found is None:
        raise Http404
    return found


def choose(request: PortalRequest, applicant: Applicant) -> None:
    """Act for `applicant` from now on, in this session."""
    request.session[SESSION_KEY] = applicant.pk
    kept: Any = request
    kept._current_applicant = applicant


def _chosen(request: PortalRequest) -> Applicant | None:
    actor = request.actor
    if not actor.applicant_ids:
        return None
    own = Applicant.objects.visible_to(actor).filter(pk__in=actor.applicant_ids).select_related("city", "district")
    wanted = own.filter(pk=request.session.get(SESSION_KEY) or 0).first()
    return wanted or own.order_by("pk").first()
