"""The parts of the first page, by the kind of person who comes: each room adds what it has for them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from accounts.requests.portal_request import PortalRequest

Tell = Callable[[PortalRequest], dict[str, Any]]


class FirstPage(StrEnum):
    """Which first pages there are, by the kind of person who comes."""

    VISITOR = "visitor"
    APPLICANT = "applicant"
    OFFICIAL = "official"
    OFFICE = "office"
    STRANGER = "stranger"  # an account that acts for nobody


@dataclass(frozen=True)
class PagePart:
    """A part of a first page: its place in the order, its template, what tells the variables of it.

    A part without a template only tells variables that the frame of the page shows.
    """

    place: int
    template: str
    aside: bool
    tell: Tell


_PARTS: dict[FirstPage, list[PagePart]] = {}


def on_first_page(*kinds: FirstPage, place: int = 0, template: str = "", aside: bool = False) -> Callable[[Tell], Tell]:
    """Register a function that gives variables for the first page of these kinds of people.

    A variable is given by one room alone; `template` shows it, in the column beside where `aside` says so.
    """

    def register(tell: Tell) -> Tell:
        for kind in kinds:
            _PARTS.setdefault(kind, []).append(PagePart(place, template, aside, tell))
        return tell

    return register


def context_for(kind: FirstPage, request: PortalRequest) -> dict[str, Any]:
    """The variables of all rooms for one kind of person, and the templates that show them: `main`, `beside`."""
    parts = sorted(_PARTS.get(kind, ()), key=lambda part: part.place)
    told = {name: value for part in parts for name, value in part.tell(request).items()}
    shown = [part for part in parts if part.template]
    return told | {
        "main": [part.template for part in shown if not part.aside],
        "beside": [part.template for part in shown if part.aside],
    }
