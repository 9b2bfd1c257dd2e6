"""The frame of the page: `{% load navigation %}{% navigation "head" as entries %}`."""

from django import template
from django.http import HttpRequest
from django.template import Context

from accounts.pages.links import Spot
from accounts.requests.portal_request import PortalRequest
from jinchuanggu.frame.navigation import Entry, city_on, entries_for, foot_lines, valley_name

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context, spot: str) -> list[Entry]:
    """Links of a spot (head, foot, visitor, person, help) that this person may follow; of a visitor without one."""
    request: HttpRequest | None = context.get("request")
    return entries_for(request, Spot(spot))


@register.simple_tag(takes_context=True)
def valley(context: Context) -> str:
    """The name in the head."""
    request: PortalRequest | None = context.get("request")
    return valley_name(city_on(request) if request else None)


@register.simple_tag(takes_context=True)
def foot(context: Context) -> list[tuple[str, str]]:
    """The lines of the foot, label and value."""
    request: PortalRequest | None = context.get("request")
    return foot_lines(city_on(request) if request else None)
