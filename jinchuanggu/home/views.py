"""The first page of each kind of person, and the pages about the site."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import City
from accounts.pages.first_page import FirstPage, context_for, on_first_page
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import everyone, permitted_to
from jinchuanggu.home import first_page
from jinchuanggu.workbench.duties import duties


@permitted_to(everyone)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The first page, by who asks; what it shows is told by the rooms."""
    kind = first_page.kind_of(request.actor)
    return render(request, f"home/home_for_{kind}.html", context_for(kind, request))


@on_first_page(FirstPage.VISITOR)
def cities(request: PortalRequest) -> dict[str, Any]:
    """`cities`: where there is a valley."""
    return {"cities": City.objects.visible_to(request.actor)}


@on_first_page(FirstPage.OFFICE, place=5, template="home/duties.html")
def what_waits(request: PortalRequest) -> dict[str, Any]:
    """`duties`: what waits for this person, and `heading`: how much that is, what waits for a decision first."""
    waiting = [row for row in duties(request) if row.count]
    decisions = sum(row.count for row in waiting if row.decides)
    records = sum(row.count for row in waiting if not row.decides)
    parts = (f"{decisions}件等您办理" if decisions else "", f"{records}条记录待核验" if records else "")
    return {"duties": waiting, "heading": "，".join(filter(None, parts)) or "现在没有要您办的"}


@on_first_page(FirstPage.OFFICE, place=20, template="home/desk.html", aside=True)
def desk(request: PortalRequest) -> dict[str, Any]:
    """Nothing but its template."""
    return {}


@permitted_to(everyone)
@require_safe
def about(request: PortalRequest, page: str) -> HttpResponse:
    """A page about the site: `site_map`, `accessibility` or `data_use`."""
    return render(request, f"about/{page}.html")
