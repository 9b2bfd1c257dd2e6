"""Addresses of which some break, so that a test can see that this is found."""

import logging

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def raises(request: HttpRequest) -> HttpResponse:
    """An error that nobody caught."""
    raise ValueError("broken")


def tells_the_log(request: HttpRequest) -> HttpResponse:
    """An error that somebody caught, told the log and answered as if nothing were."""
    try:
        raises(request)
    except ValueError:
        logging.getLogger("core").exception("broken")
    return HttpResponse("fine")


def gives_up(request: HttpRequest) -> HttpResponse:
    """A statement that the database refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    return HttpResponse("fine")


urlpatterns = [
    path("raises/", raises),
    path("tells-the-log/", tells_the_log),
    path("gives-up/", gives_up),
    path("admin/parks/event/", raises),
    path("", include("jinchuanggu.urls")),
]
