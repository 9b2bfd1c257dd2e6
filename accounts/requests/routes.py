"""The addresses of the portal, registered by the rooms whose pages and verbs they serve."""

from collections.abc import Callable, Iterable

from django.urls import URLPattern, URLResolver, include, path

Routes = Iterable[URLPattern] | Callable[[], Iterable[URLPattern]]
_ROUTES: dict[str, Routes] = {}
_PAGES: dict[str, str] = {}


def register_pages(module: str, below: str = "") -> None:
    """Put a room's pages into the portal: the module with its `app_name` and addresses, read when the first is asked.

    `below` is what stands before its addresses.
    """
    _PAGES[module] = below


def page_routes() -> list[URLResolver]:
    """The pages of all rooms."""
    return [path(below, include(module)) for module, below in _PAGES.items()]


def register_routes(room: str, routes: Routes) -> None:
    """Put a room's addresses into the interface, below /api/; their names are those of the namespace `api`.

    A function is asked when the first address is, for what is made from a list that others still add to.
    """
    _ROUTES[room] = routes


def api_routes() -> list[URLPattern]:
    """The addresses of all rooms below /api/."""
    found = (_ROUTES[room] for room in sorted(_ROUTES))
    return [route for routes in found for route in (routes() if callable(routes) else routes)]
