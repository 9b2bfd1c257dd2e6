"""Headers that every answer carries: what a page may load, and that nothing personal is kept in a cache."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ResponseGuardMiddleware:
    """Sets the content security policy (strict for the portal, wider below /admin/) and forbids caching of pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = settings.ADMIN_CSP if request.path.startswith("/admin/") else settings.PORTAL_CSP
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
