"""The head of the page: `{% load navigation %}{% navigation as entries %}`."""

from django import template
from django.http import HttpRequest
from django.template import Context

from jinchuanggu.frame.navigation import Entry, actor_on, entries_for, valley_name

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Entry]:
    """Links that this person may follow."""
    request: HttpRequest | None = context.get("request")
    return entries_for(request) if request else []


@register.simple_tag(takes_context=True)
def valley(context: Context) -> str:
    """The name in the head."""
    request: HttpRequest | None = context.get("request")
    return valley_name(actor_on(request)) if request else "晋创谷"
