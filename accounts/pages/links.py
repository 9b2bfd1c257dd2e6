"""The links that stand on every page of the portal, registered by the rooms that they lead to."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest

from accounts.scope.permissions import Rule

Words = str | Callable[[HttpRequest | None], str]


class Spot(StrEnum):
    """Where on a page a link stands."""

    HEAD = "head"
    FOOT = "foot"
    VISITOR = "visitor"  # beside the way to log in
    PERSON = "person"  # in the menu of who is logged in
    ROSTER = "roster"  # on an employer's roster: what its people are entered for
    HELP = "help"  # wherever people are told to ask at the window


@dataclass(frozen=True)
class PageLink:
    """One link: the name of its address, its words, its place in the order, who is offered it.

    Words may hang on who acts, for whom; where there are none, the link is not offered.

    Where the view declares a rule of its own, that one must hold too.
    """

    place: int
    address: str
    words: Words
    rule: Rule

    def words_on(self, request: HttpRequest | None) -> str:
        """What the link is called on the page of this request."""
        return self.words if isinstance(self.words, str) else self.words(request)


_LINKS: dict[tuple[Spot, str], PageLink] = {}


def register_link(spot: Spot, place: int, address: str, words: Words, rule: Rule) -> None:
    """Put a link onto every page; an address stands once in a spot."""
    _LINKS[spot, address] = PageLink(place, address, words, rule)


def links_at(spot: Spot) -> list[PageLink]:
    """All links of a spot in their order, whoever asks."""
    return sorted((link for (at, _), link in _LINKS.items() if at == spot), key=lambda link: link.place)
