"""What holds for every answer: what a page may load, that nothing personal is cached, what a full house says, and where
the form is that was asked for in vain."""

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from jinchuanggu.frame.failing import GIVEN_UP

logger = logging.getLogger(__name__)
_KEY = re.compile(r"[0-9a-f-]+")  # of a record: a number, or the portal's own long one


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


class PlainTextMiddleware:
    """An address with a NUL in it is none of ours: no database holds one, so that no filter, search or choice could be
    asked about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class BusyMiddleware:
    """Whoever waited in vain for a record or a trail that somebody else holds reads that the portal is busy.

    The database gave the waiting up (lock_timeout), so nothing of the transaction stays. The answer can be loaded
    again: a browser then sends what was typed once more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a lock that was not to be had; other errors go their way."""
        if not isinstance(exception.__cause__, GIVEN_UP):
            return None
        logger.warning("waited in vain for a lock: %s %s: %s", request.method, request.path, exception)
        headers = {"Retry-After": "10"}
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": "系统正忙，请稍后再试。"}, status=503, headers=headers)
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


class WayBackMiddleware:
    """Whoever opens the address of a form that was refused (again from the history, or as a link) is led to its page.

    Such an address takes what is sent and shows nothing; the answer stays 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or request.path.startswith("/api/"):
            return response
        page = render_to_string("405.html", {"form": way_back(request.path)})
        return HttpResponse(page, status=405, headers={"Allow": response.headers.get("Allow", "POST")})


def way_back(path: str) -> str:
    """From an address that takes a form to the nearest page above it, as a link relative to that address."""
    parts = path.strip("/").split("/")
    for up in range(1, len(parts)):
        if _is_page("/" + "/".join(parts[:-up]) + "/"):
            return "../" * (up if path.endswith("/") else up - 1) or "./"
    return "/"


def _is_page(path: str) -> bool:
    """Whether a page of ours is there: one with a name, or the admin's short address of a record."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return bool(match.url_name) or bool(_KEY.fullmatch(str(match.kwargs.get("object_id", ""))))
