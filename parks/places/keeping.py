"""A space of the park is entered or put right by the operator; what was certified of the rooms in it says so no more.

How large a room is and what it is used for is money (rent by the square metre): whoever changes it is not the one who
answers for it. Buildings and parks are entered one after another, so that none stands there twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.actor import Actor
from accounts.adminkit.importing.judging import CHANGED_MEANWHILE
from accounts.adminkit.importing.many.writing import Door
from core.consequences import Consequence, consequences, offers
from core.values.verdict import Refused
from enterprises.registers.certifying import RecordChange
from parks.models import Building, Park, Premises, Space
from parks.models.naming import OF_A_ROOM, Named, alike_in, named
from parks.registers.entering import put_right

Numbers = dict[tuple[int, str], list[tuple[str, Named]]]  # by building and what is left of a number
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
    something else of them now. Raises Refused where another of the building has that number by now, written otherwise.
    """
    _hold_buildings([space])
    if other := alike_in(space, "number", "building", OF_A_ROOM):
        raise Refused("".join(space.taken_by(other).messages))
    stored = Space.objects.select_for_update(of=("self",)).filter(pk=space.pk).first() if space.pk else None
    space.save()
    if stored is not None and said_of_rooms(stored) != said_of_rooms(space):
        for rooms in Premises.objects.filter(space=space).order_by("pk"):
            put_right(rooms, by=by)
    return space


@transaction.atomic
def keep_whole(place: Building | Park) -> Building | Park:
    """Write a new or changed building or park, one after another within its park or valley. Raises Refused where
    another one there is called so by now, be it written otherwise."""
    whole = place.park_id if isinstance(place, Building) else place.valley_id
    with connection.cursor() as cursor:
        thing = f"place:{place.trail_kind}:{whole}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [thing])
    try:
        place.validate_constraints()
    except ValidationError as error:
        raise Refused("".join(error.messages)) from error
    place.save()
    return place


def _hold_buildings(spaces: Iterable[Space]) -> None:
    """Until the transaction ends nobody else enters a space of these buildings."""
    wanted = {space.building_id for space in spaces}
    list(Building.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").values_list("pk"))


def said_of_rooms(space: Space) -> tuple[Any, ...]:
    """What a space says of the premises in it."""
    return tuple(getattr(space, name) for name in _SAID_OF_ROOMS)


class SpaceDoor(Door):
    """Many spaces at once; one that says something else of somebody's premises goes through the verb."""

    def __init__(self) -> None:
        super().__init__(Space)
        self.in_sheet: Numbers = defaultdict(list)
        self.rows: dict[tuple[int, str], int] = {}
        self.let: frozenset[int] = frozenset()

    def seen(self, record: Any) -> Any:
        return said_of_rooms(record)

    def look_ahead(self, records: Sequence[Any]) -> None:
        rooms = Premises.objects.filter(space__in=[record.pk for record in records])
        self.let = frozenset(rooms.values_list("space_id", flat=True))

    def is_odd(self, record: Any, seen: Any) -> bool:
        return record.pk in self.let and said_of_rooms(record) != seen

    def refused(self, records: Sequence[tuple[int, Any]]) -> dict[int, ValidationError]:
        """The new spaces whose number another one of the building has, written otherwise: one query for all."""
        known: Numbers = defaultdict(list)
        rows = Space.objects.filter(building__in={record.building_id for _, record in records}).order_by("pk")
        for building, number in rows.values_list("building_id", "number") if records else ():
            own = named(number, OF_A_ROOM)
            known[building, own.bare].append((number, own))
        found = {place: (record, _alike(record, known)) for place, record in records}
        return {place: record.taken_by(other) for place, (record, other) in found.items() if other}

    def refused_in_sheet(self, record: Any, row: int) -> ValidationError | None:
        """The same, of two that stand in one sheet."""
        if other := _alike(record, self.in_sheet):
            error: ValidationError = record.alike_in_row(other, self.rows[record.building_id, other])
            return error
        own = named(record.number, OF_A_ROOM)
        self.in_sheet[record.building_id, own.bare].append((record.number, own))
        self.rows[record.building_id, record.number] = row
        return None

    def write(self, new: list[Any], changed: list[Any], names: Sequence[str]) -> None:
        _hold_buildings(new)
        if self.refused(list(enumerate(new))):
            raise ValidationError(CHANGED_MEANWHILE)
        super().write(new, changed, names)


def _alike(record: Space, known: Numbers) -> str:
    """The number of another one that may be the same, written otherwise; empty where none is."""
    own = named(record.number, OF_A_ROOM)
    others = known.get((record.building_id, own.bare), ())
    return next((number for number, row in others if own.alike(row)), "")
