"""What is about two rooms for sure, and what may be about one, as far as the records say (premises:12)."""

from collections.abc import Mapping

from core.likeness.comparing import alike_to
from core.values.keys import key_of
from enterprises.models.registered import joined
from parks.models import Premises
from parks.models.premises import names_room

ROOMS = f"{Premises.trail_kind}:"


def in_other_rooms(record: str, records: Mapping[int, str], city: str) -> set[int]:
    """Of others by the names of their records: those about rooms of another address and another lease. A record that is
    gone may be of the same rooms; `city` opens names without telling them apart."""
    own, rooms = _rooms(record, records)
    alike = alike_to(str(own), city)
    return {pk for pk, row in rooms.items() if own and not alike(str(row)) and not _one_lease(own, row)}


def in_other_spaces(record: str, records: Mapping[int, str]) -> set[int]:
    """Those about another space of a park: its register tells them apart, however alike they are called."""
    own, rooms = _rooms(record, records)
    return {pk for pk, row in rooms.items() if own and own.space_id and row.space_id not in (None, own.space_id)}


def in_described_rooms(record: str, records: Mapping[int, str]) -> set[int]:
    """Those of which one describes as rented elsewhere what may be the other's space of a park: the building and the
    number of that stand in the address."""
    own, rooms = _rooms(record, records)
    return {pk for pk, row in rooms.items() if own and (_describes(own, row) or _describes(row, own))}


def _describes(rented: Premises, of_the_park: Premises) -> bool:
    space = of_the_park.space
    return rented.space_id is None and space is not None and names_room(joined(rented.address), space, in_park=False)


def _rooms(record: str, records: Mapping[int, str]) -> tuple[Premises | None, dict[int, Premises]]:
    """The rooms of that name, and those of the others; none where it names none."""
    if not record.startswith(ROOMS):
        return None, {}
    numbers = {pk: int(name.removeprefix(ROOMS)) for pk, name in records.items() if name.startswith(ROOMS)}
    own = int(record.removeprefix(ROOMS))
    rows = Premises.objects.select_related("space__building__park").in_bulk({own, *numbers.values()})
    return rows.get(own), {pk: rows[number] for pk, number in numbers.items() if number in rows}


def _one_lease(own: Premises, row: Premises) -> bool:
    return bool(own.lease_no) and key_of(own.lease_no) == key_of(row.lease_no)
