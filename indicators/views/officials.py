"""The targets: all cities that the person may see, one city, and the records behind one figure."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import permitted_to
from core.values.money import format_yuan
from core.values.periods import business_today
from core.walls.acting import beyond_walls
from indicators.models import Target
from indicators.observing.measuring import standing_of
from indicators.screens.listing import left_out_of, listing_of
from indicators.screens.presenting import boards_of, card_of, lines_of
from indicators.targets import permissions

A_PAGE = 50


@permitted_to(permissions.targets)
@require_safe
@beyond_walls("the figures of targets that may be seen")
def targets(request: PortalRequest) -> HttpResponse:
    """The cities beside each other; who sees one city alone is led to it."""
    boards = boards_of(_visible(request), business_today())
    if len(boards) == 1:
        return redirect("indicators:city", boards[0].city.key)
    lines, alone = lines_of(boards)
    context = {"boards": boards, "lines": lines, "alone": list(zip(boards, alone, strict=True))}
    return render(request, "indicators/targets_for_province.html", context)


@permitted_to(permissions.targets)
@require_safe
@beyond_walls("the figures of targets that may be seen")
def city_targets(request: PortalRequest, city_key: str) -> HttpResponse:
    """One city's targets."""
    boards = boards_of(_visible(request).filter(city__key=city_key), business_today())
    if not boards:
        raise Http404
    return render(request, "indicators/city_for_officials.html", {"board": boards[0]})


@permitted_to(permissions.targets)
@require_safe
@beyond_walls("the figures of targets that may be seen")
def records(request: PortalRequest, city_key: str, target_key: str) -> HttpResponse:
    """The records that make a target's figure."""
    target = get_object_or_404(_visible(request), city__key=city_key, key=target_key)
    today = business_today()
    listing = listing_of(target, today)
    card = card_of(standing_of(target, today))
    context = {
        "target": target,
        "card": card,
        "total": format_yuan(card.standing.value or 0),
        "listing": listing,
        "page_obj": Paginator(listing.rows, A_PAGE).get_page(request.GET.get("page")),
        "left_out": left_out_of(target, today),
    }
    return render(request, "indicators/records_for_officials.html", context)


def _visible(request: PortalRequest) -> Any:
    return Target.objects.visible_to(request.actor).select_related("city")
