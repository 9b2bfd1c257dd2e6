"""What the head of a page offers: an entry is shown where it leads somewhere and the actor may go there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from accounts.actor import ANONYMOUS, Actor
from accounts.models import City
from accounts.pages.head import head_entries
from accounts.scope.permissions import Rule


@dataclass(frozen=True)
class Entry:
    """One link of the head; `current` marks the part of the site that the page belongs to."""

    url: str
    label: str
    current: bool


def entries_for(request: HttpRequest) -> list[Entry]:
    """The entries that the person of this request may follow, in order."""
    actor = actor_on(request)
    found = ((_address(row.address), row.words, row.rule) for row in head_entries())
    return [
        Entry(url, label, request.path.startswith(url)) for url, label, rule in found if url and _may(url, rule, actor)
    ]


def valley_name(actor: Actor) -> str:
    """The valley of the one city that the actor works in, 晋创谷 with its name behind; `晋创谷` for everybody else."""
    cities = {row.city_id for row in actor.standings if row.city_id is not None}
    if len(cities) != 1:
        return "晋创谷"
    city = City.objects.visible_to(actor).filter(pk=cities.pop()).first()
    return f"晋创谷·{city.name}" if city else "晋创谷"


def actor_on(request: HttpRequest) -> Actor:
    """The actor of a request; a visitor where the request failed before it had one."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor


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
    return declared(actor)
