"""What waits for a person of an office: the rooms tell it, the workbench shows it with its count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.actor import Actor


@dataclass(frozen=True)
class DutyPart:
    """A part of what waits, with a list of its own."""

    title: str
    count: int
    url: str


@dataclass(frozen=True)
class Duty:
    """One kind of work that waits: words, how much of it, where it is done (with `parts`: in the list of each).

    `decides`: somebody waits for a decision; records that are to be compared with their papers are counted apart.
    """

    title: str
    count: int
    url: str
    icon: str
    note: str
    parts: tuple[DutyPart, ...] = ()
    decides: bool = True

    @property
    def anchor(self) -> str:
        """Its place on the workbench, where its address leads there."""
        return self.url.partition("#")[2]


Source = Callable[[Actor], Iterable[Duty]]
_SOURCES: list[tuple[int, Source]] = []


def tells_duties(place: int) -> Callable[[Source], Source]:
    """Register a function that tells what of a room's work waits for an actor; `place` is its order on the page."""

    def register(source: Source) -> Source:
        _SOURCES.append((place, source))
        return source

    return register


def duties_of(actor: Actor) -> list[Duty]:
    """Everything that waits for the actor, in the order of the rooms."""
    return [row for _, source in sorted(_SOURCES, key=lambda pair: pair[0]) for row in source(actor)]
