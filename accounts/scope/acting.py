"""The database is told who acts: once for a request, and again where a token says later who it is."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

from accounts.actor import Actor
from accounts.requests.portal_request import PortalRequest
from core.walls.acting import Identity, acting_as


def identity_of(actor: Actor) -> Identity:
    """What the database is told of an actor: an administrator sees all rows, as at the first gate."""
    return Identity(
        cities=_listed(actor.city_ids()),
        organisations=_listed(actor.applicant_ids),
        homes=_listed(actor.home_city_ids),
        province="official" if actor.is_provincial else "",
        everywhere="administrator" if actor.is_administrator else "",
    )


def _listed(keys: Iterable[int]) -> str:
    return ",".join(str(key) for key in sorted(keys))


class WallMiddleware:
    """The database is told who comes with the request: its walls hold for all that the page asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        with acting_as(identity_of(request.actor)):
            return self.get_response(request)
