"""Numbers of two rooms of one building that may be one room, though no register takes them for one.

What is only writing is disregarded elsewhere (`parks.models.naming`) and refused when a room is entered. Here is what
two rooms may well be called, so that it is told and not refused: a side, a letter that stands elsewhere, the floor
before the number, several rooms let as one.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from core.values.keys import key_of
from parks.models.naming import OF_A_ROOM, Named, whole_as_one
from parks.registers.placing import Place, as_one_writes, counted, in_floors, place_of, plainly

SAID_OTHERWISE = "同一楼栋，房号只差方位、字母位置或楼层"
AMONG_OTHERS = "同一楼栋，一处房号包含另一处（多间、整层、其中一部分）"
_SIDE = re.compile(
    "[东西南北]{1,2}(?:侧|边|面|半部|半|部|头|户|区|段|翼)|[中左右前后里外内](?:侧|边|面|半部|半|部|段|户|间)|部分"
    "|^[东西南北]{1,2}(?!$)|(?<!^)[东西南北]{1,2}(?=$|大?厅)"
)
_WHICH_SIDE = re.compile("[东西南北中左右前后里外内]")
_FLOOR_BEFORE = re.compile("([0-9]+)(层|楼|F)?([^0-9]*)([0-9]{3,})")
_PART_OF_FLOOR = re.compile("(?<![0-9])([0-9]{1,2})(?:层|楼|F)(?=[^0-9]*[0-9]{2}(?![0-9]))")  # 12F-A03 is 12-A03
_ONE_OF_A_ROW = "(?:[0-9]{3,}|(?<=[A-Z])[0-9]{2})"  # 801, and of a hall A12
_SEVERAL = re.compile(
    f"([^0-9]*?)([A-Z]*){_ONE_OF_A_ROW}(?:[-至到和与及]?(?:\\1)?\\2{_ONE_OF_A_ROW}|[-至到和与及][0-9]{{2,}})+([^0-9]*)"
)
_NUMBERED, SHORTEST = re.compile("[0-9A-Z]"), 3  # a shorter number is one of a wing as well
_SEAT = re.compile("(?:工|卡|座)位$")
_SPAN = re.compile(r"[-‐-―−~～〜－至到]")
_NUMBERS, _ZEROS = re.compile("[0-9]+"), re.compile("(?<![0-9])0+(?=[0-9]{3})|^0+(?=[0-9])")


@dataclass(frozen=True)
class RoomNumber:
    """What a number of a room says: its digits, its letters in whatever order, on which sides; the rooms that it counts
    up; its wing and floors. `texts`: the whole of it, with and without what parts use."""

    digits: Named
    letters: str
    sides: frozenset[str]
    place: Place
    rooms: frozenset[str] = field(default=frozenset())
    texts: tuple[str, ...] = ()

    def like(self, other: "RoomNumber") -> str:
        """Why both may be of one room, in words; empty where they are of two."""
        apart = self.sides and other.sides and not (self.sides <= other.sides or other.sides <= self.sides)
        if apart:
            return ""
        if self.digits.bare and self.letters == other.letters and self.digits.alike(other.digits):
            return SAID_OTHERWISE
        return AMONG_OTHERS if self._holds(other) or other._holds(self) else ""

    def _holds(self, other: "RoomNumber") -> bool:
        if self.place.holds(other.place) or any(map(_begins, self.texts, other.texts)):
            return True
        return len(self.rooms) > 1 and self.letters == other.letters and bool(self.rooms & other._each())

    def _each(self) -> frozenset[str]:
        is_room = not self.place.floors and (len(self.digits.bare) > 2 or self.letters)
        return self.rooms or frozenset({self.digits.bare} if is_room else ())


@lru_cache(maxsize=20_000)  # the rooms of one city are compared again and again
def number_of(text: str) -> RoomNumber:
    """What can be drawn from the number of a room."""
    whole = in_floors(whole_as_one(key_of(as_one_writes(text))))
    plain = plainly(whole)
    sides = frozenset(_WHICH_SIDE.findall("".join(_SIDE.findall(plain))))
    key = _SIDE.sub("", plain)
    place = place_of(key)
    if place.floors:
        return RoomNumber(Named("".join(sorted(place.floors))), f"{place.wing}层", sides, place, texts=(whole, key))
    key = _ZEROS.sub("", _PART_OF_FLOOR.sub(r"\1", _bare(key)))
    key = _FLOOR_BEFORE.sub(_without_floor, key, count=1)
    if several := _SEVERAL.fullmatch(key):
        rooms = counted(_NUMBERS.findall(key), spans=bool(_SPAN.search(text)))
        letters = _sorted(several[1] + several[2] + _SEAT.sub("", several[3]))
        return RoomNumber(Named(key), letters, sides, place, rooms, (whole, key))
    letters = _sorted(_NUMBERS.sub("", _SEAT.sub("", key)).replace("-", ""))
    return RoomNumber(_digits(key), letters, sides, place, texts=(whole, key))


def _begins(mine: str, other: str) -> bool:
    """Whether a text begins with the whole of another: 801-1, 801A, A座901 with A座; 7010 not with 701, nor a second
    hall with the first."""
    rest = other[len(mine) :]
    if not mine or not rest or not other.startswith(mine) or (mine.isdigit() and len(mine) < SHORTEST):
        return False
    return not rest[0].isdigit() or not (mine[-1].isdigit() or (rest.isdigit() and not _NUMBERED.search(mine)))


def _sorted(letters: str) -> str:
    return "".join(sorted(letters))


def _bare(key: str) -> str:
    """Without the words that only say that it is a room."""
    return key_of(OF_A_ROOM.sub("-", key)) or key


def _without_floor(found: re.Match[str]) -> str:
    """8-辛801 without the 8, and 9层2901, where a building's number stands before the room's."""
    floor, word, letters, room = found.groups()
    storey = room[:-2]
    return f"{letters}{room}" if storey == floor or (word and storey.endswith(floor)) else found[0]


def _digits(key: str) -> Named:
    """The digits, and where they are parted: 1-12 and 11-2 are two rooms, and so are 1A12 and 11A2."""
    marks, digits = set(), ""
    for run in _NUMBERS.findall(key):
        marks |= {len(digits)} if digits else set()
        digits += run
    return Named(digits, frozenset(marks))
