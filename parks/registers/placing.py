"""Of which wing and floor of a building the number of a room says that it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parks.registers.situating import floors_told

LONGEST_SPAN = 60  # rooms of one floor; what reaches further is no row of rooms
_BLOCK = re.compile("[号#＃]楼")  # its 号 is lost in a key, and 3号楼 is no third floor
_FLOOR_WORD = re.compile("(?<=[0-9])(?:楼|F(?![0-9A-Z]))")
_HAN = "[\u4e00-\u9fff]"
_WING = re.compile(f"^(?![东西南北]{{1,2}}[区翼])([0-9A-Z]{{1,3}}|{_HAN}{{1,6}}?)(?<!全)(?:座|栋|幢|单元|翼|区)-?(?=.)")
_WHOLE_WING = re.compile(f"^(?![东西南北]{{1,2}}[区翼])([0-9A-Z]{{1,3}}|{_HAN}{{1,6}}?)(?<!全)(?:座|栋|幢|单元|翼|区)$")
_NUMBERED_WING = re.compile("^([0-9]{1,2}[A-Z]?)-(?=负?[0-9]+层|[0-9]{3})")
_NAMED_WING = re.compile("^([^0-9整全负]+?)-?(?=[整全]?负?[0-9])")
_EVERYTHING = re.compile("全栋|[整全]楼|全部|整体")
_WHOLE_FLOORS = re.compile("(?:[整全]层?)?(?:负?[0-9]+层)+(?:[整全]层?|全部)?")
_FLOOR, _ROOM = re.compile("(负?[0-9]+)层"), re.compile("[0-9]{3,}")


@dataclass(frozen=True)
class Place:
    """A wing, and the floors of it that are said; `floors`: those that are meant as a whole; `is_all`: the wing is, or
    the building."""

    wing: str = ""
    storeys: frozenset[str] = field(default=frozenset())
    floors: frozenset[str] = field(default=frozenset())
    is_all: bool = False

    def holds(self, other: "Place") -> bool:
        """Whether the other is a part of this one; a wing that one of them leaves out may be any."""
        if self.is_all:
            return self.wing in ("", other.wing)
        one_wing = self.wing == other.wing or "" in (self.wing, other.wing)
        return one_wing and bool(self.floors & other.storeys)


def as_one_writes(text: str) -> str:
    """The number of a room with its block as 栋, and each of its floors by itself."""
    return floors_told(_BLOCK.sub("栋", text))


def in_floors(key: str) -> str:
    """A key with its floors as 层, whatever it calls them."""
    return _FLOOR_WORD.sub("层", key)


def plainly(key: str) -> str:
    """A key with its wing without the word for it: A座901 is A901, 6幢301 is 6-301."""
    return _WING.sub(_without_word, key)


def place_of(key: str) -> Place:
    """What such a key says, without its sides."""
    if whole := _WHOLE_WING.fullmatch(key):
        return Place(whole[1], is_all=True)
    found = _NUMBERED_WING.match(key) or _NAMED_WING.match(key)
    wing, rest = (found[1], key[found.end() :]) if found else ("", key)
    if _EVERYTHING.fullmatch(rest):
        return Place(wing, is_all=True)
    said = frozenset(_FLOOR.findall(rest))
    storeys = said or frozenset(room[:-2] for room in _ROOM.findall(rest))
    return Place(wing, storeys, said if _WHOLE_FLOORS.fullmatch(rest) else frozenset())


def _without_word(found: re.Match[str]) -> str:
    """A mark where two numbers would run into each other."""
    runs_on = found[1][-1].isdigit() and found.string[found.end()].isdigit()
    return f"{found[1]}-" if runs_on else found[1]


def counted(numbers: Sequence[str], *, spans: bool) -> frozenset[str]:
    """The rooms that are named, and those between the first and the last of a floor where they are a span."""
    first, last = numbers[0], numbers[-1]
    row = spans and len(numbers) == 2 and first[:-2] == last[:-2] and 0 < int(last) - int(first) <= LONGEST_SPAN
    return frozenset(map(str, range(int(first), int(last) + 1)) if row else numbers)
