"""Puts the actor on the request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import actor_of


class ActorMiddleware:
    """`request.actor` is the actor of the logged-in user, read when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)


def peer_address(request: Any) -> str:
    """The address that connects; what a client says of itself in headers does not count."""
    return str(request.META.get("REMOTE_ADDR", ""))
