"""The addresses of the portal, registered by the rooms whose pages and verbs they serve."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path

_ROUTES: dict[str, list[URLPattern]] = {}
_PAGES: dict[str, str] = {}


def register_pages(module: str, below: str = "") -> None:
    """Put a room's pages into the portal: the module with its `app_name` and addresses, read when the first is asked.

    `below` is what stands before its addresses.
    """
    _PAGES[module] = below


def page_routes() -> list[URLResolver]:
    """The pages of all rooms."""
    return [path(below, include(module)) for module, below in _PAGES.items()]


def register_routes(room: str, routes: Iterable[URLPattern]) -> None:
    """Put a room's addresses into the interface, below /api/; their names are those of the namespace `api`."""
    _ROUTES[room] = list(routes)


def api_routes() -> list[URLPattern]:
    """The addresses of all rooms below /api/."""
    return [route for room in sorted(_ROUTES) for route in _ROUTES[room]]
