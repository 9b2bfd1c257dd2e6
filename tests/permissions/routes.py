"""Every route of the portal, from the resolver itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A route: its full pattern, its name with namespaces, and the view that answers."""

    pattern: str
    name: str
    view: Any

    @property
    def is_admin(self) -> bool:
        return self.pattern.startswith("admin/")

    @property
    def api_class(self) -> Any:
        """The DRF view class, or None for a page."""
        found = getattr(self.view, "cls", None)
        return found if hasattr(found, "permission_classes") else None


def routes() -> list[Route]:
    """All routes, admin included."""
    return list(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, prefix: str, space: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            deeper = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _below(entry, pattern, deeper)
        elif isinstance(entry, URLPattern):
            yield Route(pattern, f"{space}{entry.name or ''}", entry.callback)
