"""The addresses of the REST interface below /api/, registered by the rooms whose verbs they serve."""

from collections.abc import Iterable

from django.urls import URLPattern

_ROUTES: dict[str, list[URLPattern]] = {}


def register_routes(room: str, routes: Iterable[URLPattern]) -> None:
    """Put a room's addresses into the interface; their names are those of the namespace `api`."""
    _ROUTES[room] = list(routes)


def api_routes() -> list[URLPattern]:
    """The addresses of all rooms."""
    return [route for room in sorted(_ROUTES) for route in _ROUTES[room]]
