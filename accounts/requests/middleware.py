"""Puts the actor on the request."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import actor_of
from accounts.requests.portal_request import PortalRequest


class ActorMiddleware:
    """`request.actor` is the actor of the logged-in user, read when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        actor: Any = SimpleLazyObject(lambda: actor_of(request.user))  # behaves as the actor that it reads
        request.actor = actor
        return self.get_response(request)


def peer_address(request: HttpRequest) -> str:
    """The address that a request comes from, for all brakes and for the log of wrong passwords.

    Without proxies (NUM_PROXIES 0) it is the address that connects; what a client says of itself does not count. Each
    proxy adds on the right of X-Forwarded-For whom it heard, so with n of ours in front the n-th entry from the right
    was written by the outermost of them; what stands further left is the client's own word. Where there is no such
    entry, or where it is no address, the one that connects counts.
    """
    connected = _address(request.META.get("REMOTE_ADDR", ""))
    entries = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if not 0 < settings.NUM_PROXIES <= len(entries):
        return connected
    return _address(entries[-settings.NUM_PROXIES]) or connected


def _address(said: str) -> str:
    """An address in its one spelling; empty for what is none, as where a server listens at a socket of the machine."""
    try:
        return str(ip_address(said.strip().partition("%")[0]))
    except ValueError:
        return ""
