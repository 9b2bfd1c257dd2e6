"""The public page of a valley's services."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import everyone, permitted_to
from enterprises.applicants.current import current_applicant
from enterprises.models import Applicant
from parks.models import EntryRequest, ParkService, ServiceWindow, Valley
from parks.tenancies.residency import is_resident


@permitted_to(everyone)
@require_safe
def services(request: PortalRequest) -> HttpResponse:
    """The valley that the address names (`?city=`), else that of the person's own city; who has none chooses."""
    actor, applicant = request.actor, current_applicant(request)
    valleys = Valley.objects.visible_to(actor).select_related("city")
    valley = _chosen(valleys, request.GET.get("city", ""), applicant, actor)
    context: dict[str, Any] = {"valleys": valleys, "valley": valley, "applicant": applicant}
    if valley is not None:
        context |= {
            "windows": ServiceWindow.objects.visible_to(actor).filter(valley=valley),
            "services": ParkService.objects.visible_to(actor).filter(valley=valley),
            "is_own": applicant is not None and applicant.city_id == valley.city_id,
            "entry": _entry_of(applicant, actor),
            "resident": applicant is not None and is_resident(applicant, valley.city, timezone.localdate()),
        }
    return render(request, "parks/services.html", context)


def _chosen(valleys: QuerySet[Valley], key: str, applicant: Applicant | None, actor: Actor) -> Valley | None:
    if key:
        found = valleys.filter(city__key=key).first()
        if found is None:
            raise Http404
        return found
    cities = {applicant.city_id} if applicant else {row.city_id for row in actor.standings if row.city_id is not None}
    return valleys.filter(city_id__in=cities).first() if len(cities) == 1 else None


def _entry_of(applicant: Applicant | None, actor: Actor) -> EntryRequest | None:
    """The newest request to move in of the applicant that one acts for."""
    if applicant is None:
        return None
    return EntryRequest.objects.visible_to(actor).filter(applicant=applicant).first()
