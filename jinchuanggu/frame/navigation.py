"""What the frame of a page offers: a link is shown where it leads somewhere and the actor may go there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from accounts.actor import ANONYMOUS, Actor
from accounts.models import FOOTER, City
from accounts.pages.links import Spot, links_at
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import Rule


@dataclass(frozen=True)
class Entry:
    """One link of the frame; `current` marks the part of the site that the page belongs to."""

    url: str
    label: str
    current: bool


def entries_for(request: HttpRequest | None, spot: Spot) -> list[Entry]:
    """The links of a spot that the person of this request may follow, in order."""
    actor, here = actor_on(request), request.path if request else ""
    found = ((_address(row.address), row) for row in links_at(spot))
    offered = ((url, row.words_on(request)) for url, row in found if url and _may(url, row.rule, actor))
    return [Entry(url, label, here.startswith(url)) for url, label in offered if label]


def valley_name(city: City | None) -> str:
    """The valley of a city, 晋创谷 with its name behind; `晋创谷` for those who have none of their own."""
    return f"晋创谷·{city.name}" if city else "晋创谷"


def foot_lines(city: City | None) -> list[tuple[str, str]]:
    """Who runs the portal, in the words of the foot; an empty value is shown as 未公布."""
    return [(words, city.footer.get(key, "") if city else "") for key, words in FOOTER.items()]


def city_on(request: PortalRequest) -> City | None:
    """The one city that the actor of a request works in; asked once a request."""
    if not hasattr(request, "own_city"):
        request.own_city = _city_of(actor_on(request))
    found: City | None = request.own_city
    return found


def actor_on(request: HttpRequest | None) -> Actor:
    """The actor of a request; a visitor where it failed before it had one, or a page knows of none."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor


def _city_of(actor: Actor) -> City | None:
    cities = {row.city_id for row in actor.standings if row.city_id is not None}
    return City.objects.visible_to(actor).filter(pk=cities.pop()).first() if len(cities) == 1 else None


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _may(url: str, rule: Rule, actor: Actor) -> bool:
    try:
        view = resolve(url).func
    except Resolver404:
        return False
    declared: Rule = getattr(view, "declared_permission", rule)
    return rule(actor) and declared(actor)
