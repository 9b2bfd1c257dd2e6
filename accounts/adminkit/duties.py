"""What waits for a person of an office: the rooms tell it, the workbench shows it with its count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.actor import Actor


@dataclass(frozen=True)
class Duty:
    """One kind of work that waits: words, how much of it, where it is done."""

    title: str
    count: int
    url: str
    icon: str
    note: str


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
