"""What an address of rooms says, in whatever order it says it: street with number, building, its parts, room."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from core.values.keys import key_of
from parks.registers.placing import counted
from parks.registers.situating import MARKS, Surroundings, floors_told, marks_before, surroundings_of

NO_ROOM = "地址中的门牌或楼栋（单元）相同，有一处没有写明房号"
WHOLE_FLOOR = "地址中的门牌或楼栋和楼层相同，有一处是整层"
NO_NUMBER = "地址中的街道和房号相同，有一处没有写明门牌"
NO_MARK = "地址中的街道和门牌号数相同，有一处的门牌带甲、乙、临、附等字"
ONE_FLOOR = "地址中的街道、楼名和楼层相同，门牌不同"
SHORTEST_NAME = 3
SHORTEST_ROOM = 3  # shorter numbers are those of buildings and halls
_HAN = "[\u4e00-\u9fff]"
_BLOCK = re.compile("[号#＃]楼")  # its 号 is lost in a key, and 3号楼 is no third floor
_AREA = re.compile(f"^(?:{_HAN}{{1,7}}?(?:省|市|(?<![小园社厂])区|县|街道办事处|街道|镇|乡))+")
_FLOOR = re.compile("(负?[0-9]+)(?:层|楼|F(?![0-9A-Z]))")
_BELOW = re.compile("负[0-9]+(?:层|楼)")  # the number of the street may be right before it
_ON_FLOOR = re.compile("(?<![0-9负])([0-9]{1,2})(?:层|楼|F)-?([0-9]{2})(?![0-9])")  # 12层07 is 1207
_LEADING_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")
_STREET = re.compile(
    f"((?:[0-9]+{_HAN}*?|{_HAN}+?)(?:街|路|道|巷|弄))(?:[东西南北中]段|-?([{MARKS}]?[0-9]+)(?![0-9|]))?"
)
_MARKED = re.compile(f"[{MARKS}](?=[0-9]+$)")
_GREAT = re.compile("大(街|道)")  # is left out at will
_SIDE_OF_A_ROAD = re.compile("(?<=[街路道巷])[东西南北](?=[0-9０-９]+号)")
_SEVERAL = re.compile("(?<![0-9街路道巷弄])[0-9]{3,4}(?:[室号房]?[-－—–~～至到、/／和及与，,][0-9]{3,4}(?![0-9]))+")
_SPAN = re.compile("[-－—–~～至到]")
_PART = re.compile("([0-9A-Z]+)(?:栋|幢|座|单元|院)|([A-Z]+)区")
_LETTER = re.compile("[A-Z]")
_ROOM = re.compile("(?<=[0-9A-Z])(?:房间|室|房|间)")
_ENDING = re.compile("(?<=大厦|大楼|中心|广场|公寓|花园|小区|园区)|(?<=产业园(?!区))|(?<=楼)")
_NO_BUILDING = re.compile("(?:办公|写字|综合)(?:楼|用房|区|室)|标准厂房|生产车间")
_WORDS, _NUMBERS = re.compile(f"{_HAN}+"), re.compile("[0-9]+|[A-Z]+")


@dataclass(frozen=True)
class Address:
    """`parts`: the letters and numbers of buildings and rooms; those of buildings and units are `labels`, `rooms` may
    be the room's own. A floor tells two apart only where no room is numbered: it stands in the room's number, and is
    left out at will. `row`: the rooms that are counted up, let as one."""

    said: Surroundings
    streets: frozenset[str]
    names: frozenset[str]
    parts: frozenset[str]
    rooms: frozenset[str]
    floors: frozenset[str]
    labels: frozenset[str]
    row: frozenset[str]

    def alike(self, other: "Address") -> bool:
        """Whether both may be of one room: the room's number is one, no part contradicts, and street or building is
        one."""
        return self._counted_like(other)._is_like(other._counted_like(self))

    def perhaps(self, other: "Address") -> str:
        """What both have in common that may be of one room, in words: one building of a name or of a number of a
        street, and one of the two names no room, or no number of the street; empty where anything tells them apart."""
        return self._counted_like(other)._may_be(other._counted_like(self))

    def _counted_like(self, other: "Address") -> "Address":
        """With its blocks numbered where the other numbers them: A栋 is often called 1号楼."""
        if not self.labels or not other.labels or not all(map(str.isdigit, other.labels)):
            return self
        numbers = {label: str(ord(label) - ord("A") + 1) for label in self.labels if _LETTER.fullmatch(label)}
        labels, parts = (
            frozenset(numbers.get(one, one) for one in kept) for kept in (self.labels, self.parts)
        )  # fmt: skip
        return replace(self, labels=labels, parts=parts)

    def _is_like(self, other: "Address") -> bool:
        mine, theirs = (parts - self.row - other.row for parts in (self.parts, other.parts))
        fits = mine <= theirs or theirs <= mine
        rooms = self.rooms & other.rooms
        numbered = any(len(room) >= SHORTEST_ROOM for room in rooms)
        placed = self.streets & other.streets or _one_name(self.names, other.names)
        elsewhere = self.said.roads and other.said.roads and not self.said.at_one_road(other.said)
        placed = placed or (numbered and not elsewhere and self.said.are_called_alike(other.said))
        on_one_floor = numbered or not self.floors or not other.floors or self.floors & other.floors
        return bool(rooms and fits and placed and on_one_floor)

    def _may_be(self, other: "Address") -> str:
        if not self._fits(other):
            return ""
        numbers, others = self._numbered(), other._numbered()
        if numbers and others and not numbers & others:
            return ""
        if self.streets and other.streets and not self.streets & other.streets:
            return self._under_other_numbers(other)
        if numbers and others:
            alike = self.said.at_one_road(other.said) and not (self.streets and other.streets)
            return NO_NUMBER if alike and not self.said.is_called_otherwise(other.said) else ""
        if not self._is_one_building(other):
            return ""
        return WHOLE_FLOOR if self._storeys() and (self.said.whole or other.said.whole) else NO_ROOM

    def _under_other_numbers(self, other: "Address") -> str:
        """Of two numbers of a street: one that bears a mark and the other none; or one building of a name, and its
        floor."""
        bare = {_MARKED.sub("", street) for street in self.streets}
        others = {_MARKED.sub("", street) for street in other.streets}
        if (bare & other.streets or others & self.streets) and not self.said.is_called_otherwise(other.said):
            return NO_MARK
        called = self.said.at_one_road(other.said) and self.said.are_called_alike(other.said)
        return ONE_FLOOR if called and self._storeys() & other._storeys() else ""

    def _fits(self, other: "Address") -> bool:
        """Whether neither building, unit, floor, hall nor side tells them apart."""
        floors, others = self._storeys(), other._storeys()
        pairs = ((self.labels, other.labels), (self._halls(), other._halls()), (self.said.sides, other.said.sides))
        houses, theirs = self._houses(), other._houses()
        on_one_floor = not floors or not others or floors & others
        in_one_house = not houses or not theirs or houses & theirs
        return bool(on_one_floor and in_one_house) and all(one <= two or two <= one for one, two in pairs)

    def _is_one_building(self, other: "Address") -> bool:
        numbers = self.streets & other.streets
        if numbers:
            return bool(self.labels & other.labels) or not self.said.is_called_otherwise(other.said)
        apart = self.said.roads and other.said.roads and not self.said.at_one_road(other.said)
        on_one_road = self.said.at_one_road(other.said) and self.said.are_called_alike(other.said)
        return not apart and bool(on_one_road or self.said.buildings & other.said.buildings)

    def _halls(self) -> frozenset[str]:
        """Short numbers, those of halls and shops."""
        return self.rooms - self._numbered() - self.labels

    def _houses(self) -> set[str]:
        return {number for number in self.labels | self._halls() if number.isdigit()}

    def _numbered(self) -> set[str]:
        return {room for room in self.rooms if len(room) >= SHORTEST_ROOM}

    def _storeys(self) -> set[str]:
        return {*self.floors, *(room[:-2] for room in self._numbered())}


@lru_cache(maxsize=20_000)  # the rooms of one city are compared again and again
def address_of(text: str) -> Address:
    """What can be drawn from an address; the names of districts say nothing."""
    text = marks_before(_SIDE_OF_A_ROAD.sub("", _GREAT.sub(r"\1", text)))
    row = frozenset(room for found in _SEVERAL.findall(text) for room in _rooms_of(found))
    text = _SEVERAL.sub(lambda found: " ".join(sorted(_rooms_of(found[0]))) or found[0], text)
    pieces = [_AREA.sub("", key_of(piece)) for piece in re.split(r"\W+", floors_told(_BLOCK.sub("栋", text)))]
    pieces = [_LEADING_ZEROS.sub("", _ON_FLOOR.sub(r"\1层\1\2", key)) for key in pieces]
    floors = {number for key in pieces for number in _FLOOR.findall(key)}
    keys = [_ROOM.sub("|", _FLOOR.sub("|", _BELOW.sub("~|", key))) for key in pieces]
    streets = {f"{street}{number}" for key in keys for street, number in _STREET.findall(key) if number}
    keys = [_STREET.sub("|", key) for key in keys]
    labelled = {part or letters for key in keys for part, letters in _PART.findall(key)}
    left = [_PART.sub("|", key) for key in keys]
    numbers = {number for key in left for number in _NUMBERS.findall(key)}
    labels = {part for label in labelled for part in _NUMBERS.findall(label)}
    rooms = {number for number in numbers if number.isdigit()}
    words = {word for key in left for part in _ENDING.split(key) for word in _WORDS.findall(part)}
    names = {word for word in words if len(word) >= SHORTEST_NAME and not _NO_BUILDING.fullmatch(word)}
    said = surroundings_of(pieces, words)
    return Address(said, *map(frozenset, (streets, names, numbers | labels, rooms, floors, labels, row)))


def _rooms_of(several: str) -> frozenset[str]:
    """The rooms of 1106-1108; none where the first number is hardly one of a room of the same floor."""
    numbers = _NUMBERS.findall(several)
    spans = bool(_SPAN.search(several))
    return counted(numbers, spans=spans) if not spans or len({room[:-2] for room in numbers}) == 1 else frozenset()


def _one_name(names: frozenset[str], others: frozenset[str]) -> bool:
    return any(one in other or other in one for one in names for other in others)
