"""The parts of the first page, by the kind of person who comes: each room adds what it has for them."""

from collections.abc import Callable
from typing import Any

from accounts.requests.portal_request import PortalRequest

Part = Callable[[PortalRequest], dict[str, Any]]
_PARTS: dict[str, list[Part]] = {}


def on_first_page(*kinds: str) -> Callable[[Part], Part]:
    """Register a function that gives variables for the first page of these kinds of people.

    Kinds: visitor, applicant, official, office, stranger (an account that acts for nobody). A variable is given by
    one room alone.
    """

    def register(part: Part) -> Part:
        for kind in kinds:
            _PARTS.setdefault(kind, []).append(part)
        return part

    return register


def context_for(kind: str, request: PortalRequest) -> dict[str, Any]:
    """The variables of all rooms for one kind of person."""
    return {name: value for part in _PARTS.get(kind, ()) for name, value in part(request).items()}
