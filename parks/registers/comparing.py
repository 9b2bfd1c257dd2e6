"""What is about two rooms for sure, and what may be about one, as far as the records say (premises:12)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from typing import Any

from core.audit.recalling import CHANGED_SINCE, changes_of
from core.likeness.comparing import alike_to
from core.values.keys import key_of
from enterprises.models.registered import joined
from parks.models import Building, FitOut, Premises, RentReceipt, Space
from parks.models.naming import OF_A_BUILDING, OF_A_PARK, OF_A_ROOM, named
from parks.models.premises import names_room
from parks.registers.addressing import address_of
from parks.registers.numbering import number_of

SPELT_TWICE, SAME_ADDRESS = "楼栋和房号只差写法", "地址中的楼栋（门牌）和房号相同"
SAME_WORKS = "同一街道，装修面积和评估费用相同"
_OF_ROOMS: Mapping[str, type[Any]] = {row.trail_kind: row for row in (Premises, FitOut, RentReceipt)}


def in_other_rooms(record: str, records: Mapping[int, str], city: str) -> set[int]:
    """Of others by the names of their records: those about rooms of another address and another lease. A record that is
    gone may be of the same rooms; `city` opens names without telling them apart."""
    own, rooms = _rooms(record, records)
    alike = alike_to(str(own), city)
    others = {pk for pk, row in rooms.items() if own and not alike(str(row)) and not _one_lease(own, row)}
    return others - {*in_one_room(record, records)}


def in_other_spaces(record: str, records: Mapping[int, str]) -> set[int]:
    """Those about another space of a park: its register tells them apart, however alike they are called. One that was
    entered twice, under two spellings, is told apart by nothing."""
    own, rooms = _rooms(record, records)
    others = {pk for pk, row in rooms.items() if own and own.space_id and row.space_id not in (None, own.space_id)}
    return others - {*in_one_room(record, records)}


def in_one_room(record: str, records: Mapping[int, str]) -> dict[int, str]:
    """Those about what may be the same room under another record, with the reason: a space of a park that was entered
    twice, or an address that says the same street or building, parts and room in another order."""
    own, rooms = _rooms(record, records)
    if own is None:
        return {}
    versions = _versions_of([own, *rooms.values()])
    found = {pk: _ever_one_room(versions[own.pk], versions[row.pk]) for pk, row in rooms.items()}
    alike = {pk: how for pk, how in found.items() if how}
    return {pk: SAME_WORKS for pk in _of_the_same_works(record, records) if _on_one_road(own, rooms[pk])} | alike


def _of_the_same_works(record: str, records: Mapping[int, str]) -> set[int]:
    """Of a fit-out: others of the very same area, assessed at the very same cost."""
    keys = {pk: int(name.partition(":")[2]) for pk, name in records.items() if _is_of_works(name)}
    if not keys or not _is_of_works(record):
        return set()
    own = int(record.partition(":")[2])
    rows = FitOut.objects.filter(pk__in={own, *keys.values()}, assessed_cost_fen__gt=0)
    works = {pk: said for pk, *said in rows.values_list("pk", "area_m2", "assessed_cost_fen")}
    return {pk for pk, key in keys.items() if own in works and works.get(key) == works[own]}


def _is_of_works(name: str) -> bool:
    return name.partition(":")[0] == FitOut.trail_kind


def _on_one_road(own: Premises, row: Premises) -> bool:
    roads, others = address_of(str(own)).said, address_of(str(row)).said
    return own.identity != row.identity and roads.at_one_road(others)


def _ever_one_room(own: list[Premises], other: list[Premises]) -> str:
    for mine in own:
        for theirs in other:
            if how := _one_room(mine, theirs):
                return how if mine is own[0] and theirs is other[0] else f"{how}{CHANGED_SINCE}"
    return ""


def _one_room(own: Premises, row: Premises) -> str:
    if own.identity == row.identity:  # of the very same thing both claims stop
        return ""
    if own.space and row.space:
        return _one_space(own.space, row.space)
    mine, other = address_of(str(own)), address_of(str(row))
    return SAME_ADDRESS if mine.alike(other) else mine.perhaps(other)


def _one_space(own: Space, other: Space) -> str:
    """Why two spaces of what may be one building may be one room, in words; empty where they are two."""
    if own.building_id != other.building_id and not _one_building(own.building, other.building):
        return ""
    if named(own.number, OF_A_ROOM).alike(named(other.number, OF_A_ROOM)):
        return SPELT_TWICE
    return number_of(own.number).like(number_of(other.number))


def _one_building(own: Building, other: Building) -> bool:
    one_park = own.park_id == other.park_id or (
        own.park.valley_id == other.park.valley_id
        and named(own.park.name, OF_A_PARK).alike(named(other.park.name, OF_A_PARK))
    )
    return one_park and named(own.name, OF_A_BUILDING).alike(named(other.name, OF_A_BUILDING))


def in_described_rooms(record: str, records: Mapping[int, str]) -> set[int]:
    """Those of which one describes as rented elsewhere what may be the other's space of a park: the building and the
    number of that stand in the address."""
    own, rooms = _rooms(record, records)
    if own is None:
        return set()
    versions = _versions_of([own, *rooms.values()])
    pairs = {pk: [(mine, row) for mine in versions[own.pk] for row in versions[rows.pk]] for pk, rows in rooms.items()}
    return {pk for pk, both in pairs.items() if any(_describes(*pair) or _describes(*pair[::-1]) for pair in both)}


def _versions_of(rooms: Collection[Premises]) -> dict[int, list[Premises]]:
    """By key: rooms as they read now, and as they and the space that they are read before each change."""
    found = {row.pk: [row] for row in rooms}
    of_spaces: dict[int, list[int]] = defaultdict(list)
    for row in found.values():
        if row[0].space_id:
            of_spaces[row[0].space_id].append(row[0].pk)
    for kind, key, said in changes_of({Premises.trail_kind: [*found], Space.trail_kind: [*of_spaces]}):
        for pk in [key] if kind == Premises.trail_kind else of_spaces[key]:
            found[pk].extend(_before(found[pk][-1], said, in_space=kind == Space.trail_kind))
    return found


def _before(row: Premises, said: Mapping[str, str], *, in_space: bool) -> Iterator[Premises]:
    """The rooms with the address (the number of their space) that stood there before, where it was another."""
    address, number = ("", said.get("number", "")) if in_space else (said.get("address", ""), "")
    if address or number:
        was = copy(row)
        was.address = address or was.address
        if number and was.space is not None:
            was.space = copy(was.space)
            was.space.number = number
        yield was


def _describes(rented: Premises, of_the_park: Premises) -> bool:
    space = of_the_park.space
    return rented.space_id is None and space is not None and names_room(joined(rented.address), space, in_park=False)


def names_rooms(record: str) -> bool:
    """Whether a record of that name is one of rooms, or of what hangs on rooms (a fit-out, a receipt of rent)."""
    return record.partition(":")[0] in _OF_ROOMS


def _rooms(record: str, records: Mapping[int, str]) -> tuple[Premises | None, dict[int, Premises]]:
    """The rooms of that name, and those of the others; none where it names none."""
    if not names_rooms(record):
        return None, {}
    rows = _by_name({record, *records.values()})
    return rows.get(record), {pk: rows[name] for pk, name in records.items() if name in rows}


def _by_name(names: Collection[str]) -> dict[str, Premises]:
    """The rooms that records are of, or hang on."""
    found: dict[str, Premises] = {}
    for register, model in _OF_ROOMS.items():
        manager: Any = model._default_manager
        wanted = {int(name.partition(":")[2]) for name in names if name.startswith(f"{register}:")}
        rooms = "" if model is Premises else "premises__"
        rows = manager.filter(pk__in=wanted).select_related(f"{rooms}space__building__park") if wanted else ()
        found |= {f"{register}:{row.pk}": row if model is Premises else row.premises for row in rows}
    return found


def _one_lease(own: Premises, row: Premises) -> bool:
    return bool(own.lease_no) and key_of(own.lease_no) == key_of(row.lease_no)
