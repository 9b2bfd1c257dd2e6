"""A space of the park is entered or put right by the operator; what was certified of the rooms in it says so no more.

How large a room is and what it is used for is money (rent by the square metre): whoever changes it is not the one who
answers for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.adminkit.importing.many.writing import Door
from core.consequences import Consequence, consequences, offers
from enterprises.registers.certifying import RecordChange
from parks.models import Premises, Space
from parks.registers.entering import put_right

_SAID_OF_ROOMS = ("building_id", "number", "kind", "area_m2")


@dataclass(frozen=True)
class SpaceChange:
    """A space that is about to change, as it is stored."""

    space: Space


@offers(SpaceChange)
def of_its_rooms(change: SpaceChange) -> Iterator[Consequence]:
    """What follows for the premises in it, and that somebody else has to certify them anew."""
    for rooms in Premises.objects.filter(space=change.space):
        if rooms.certified:
            yield Consequence(f"{rooms.applicant}的经营场所“{rooms}”改动以后要由另一位工作人员重新核验。")
        yield from consequences(RecordChange(rooms))


@transaction.atomic
def keep(space: Space, *, by: Actor) -> Space:
    """Write a new or changed space. The premises in it are to be certified anew, by somebody else, where it says
    something else of them now."""
    stored = Space.objects.select_for_update(of=("self",)).filter(pk=space.pk).first() if space.pk else None
    space.save()
    if stored is not None and said_of_rooms(stored) != said_of_rooms(space):
        for rooms in Premises.objects.filter(space=space).order_by("pk"):
            put_right(rooms, by=by)
    return space


def said_of_rooms(space: Space) -> tuple[Any, ...]:
    """What a space says of the premises in it."""
    return tuple(getattr(space, name) for name in _SAID_OF_ROOMS)


class SpaceDoor(Door):
    """Many spaces at once; one that says something else of somebody's premises goes through the verb."""

    def __init__(self) -> None:
        super().__init__(Space)

    def seen(self, record: Any) -> Any:
        return said_of_rooms(record)

    def is_odd(self, record: Any, seen: Any) -> bool:
        return said_of_rooms(record) != seen and Premises.objects.filter(space=record.pk).exists()
