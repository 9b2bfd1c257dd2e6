"""The register of consequences, by the type of the change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core import outbox


@dataclass(frozen=True)
class Consequence:
    """One thing that follows: a sentence (Chinese) for whoever is about to save, and the work that it makes.

    `handler` names work of the outbox with its arguments; empty where nothing is to be done but to know it.
    """

    sentence: str
    handler: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)


Offer = Callable[[Any], Iterable[Consequence]]
_OFFERS: dict[type, list[tuple[Offer, bool]]] = {}


def offers(change_type: type, *, makes_work: bool = False) -> Callable[[Offer], Offer]:
    """Register a function that says what follows from a change of this type; it reads and never writes.

    `makes_work`: some of what it says names a handler. Others are not asked where nobody reads their sentences.
    """

    def register(offer: Offer) -> Offer:
        _OFFERS.setdefault(change_type, []).append((offer, makes_work))
        return offer

    return register


def consequences(change: Any, *, work_alone: bool = False) -> list[Consequence]:
    """What follows from the change, as the rooms that registered for its type say it; all of them, or their work."""
    asked = [offer for offer, makes_work in _OFFERS.get(type(change), ()) if makes_work or not work_alone]
    return [found for offer in asked for found in offer(change)]


def carry_out(found: Iterable[Consequence]) -> None:
    """Write the work of the consequences into the outbox, in the caller's transaction."""
    for row in found:
        if row.handler:
            outbox.enqueue(row.handler, **row.arguments)
