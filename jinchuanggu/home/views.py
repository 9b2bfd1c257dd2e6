"""The first page of each kind of person, and the pages about the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import City
from accounts.scope.permissions import everyone, permitted_to
from enterprises.applicants.current import acting_applicant
from jinchuanggu.home import first_page


@permitted_to(everyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page, by who asks."""
    actor = request.actor  # type: ignore[attr-defined]
    kind = first_page.kind_of(actor)
    return render(request, f"home/home_for_{kind}.html", _context(request, kind))


def _context(request: HttpRequest, kind: str) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    if kind == "visitor":
        return {"cities": City.objects.visible_to(actor)}
    if kind == "applicant":
        applicant = acting_applicant(request)
        shelves = first_page.shelves_of(applicant, actor)
        return {
            "applicant": applicant,
            "shelves": shelves,
            "has_claims": any(shelf.count for shelf in shelves),
            "missing": first_page.missing_particulars(applicant),
        }
    return {"queues": first_page.queues_of(actor)} if actor.is_staff else {}


@permitted_to(everyone)
@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    """A page about the site: `site_map`, `accessibility` or `data_use`."""
    return render(request, f"about/{page}.html")
