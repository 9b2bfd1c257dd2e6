"""The enterprise that a person acts for at the moment."""

from typing import Any

from django.http import Http404

from enterprises.models import Enterprise

SESSION_KEY = "enterprise"


def current_enterprise(request: Any) -> Enterprise | None:
    """The enterprise chosen in this session if the person still acts for it, else their first; None for others."""
    if not hasattr(request, "_current_enterprise"):
        request._current_enterprise = _chosen(request)
    found: Enterprise | None = request._current_enterprise
    return found


def acting_enterprise(request: Any) -> Enterprise:
    """The same where there must be one: a page for applicants. 404 when a membership has just ended."""
    found = current_enterprise(request)
    if found is None:
        raise Http404
    return found


def choose(request: Any, enterprise: Enterprise) -> None:
    """Act for `enterprise` from now on, in this session."""
    request.session[SESSION_KEY] = enterprise.pk
    request._current_enterprise = enterprise


def _chosen(request: Any) -> Enterprise | None:
    actor = request.actor
    if not actor.enterprise_ids:
        return None
    own = Enterprise.objects.visible_to(actor).filter(pk__in=actor.enterprise_ids).select_related("city", "district")
    wanted = own.filter(pk=request.session.get(SESSION_KEY) or 0).first()
    return wanted or own.order_by("pk").first()
