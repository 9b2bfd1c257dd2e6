"""What stands in an address around the numbers of its rooms: roads, what buildings are called, sides, whole floors."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.values.keys import key_of

SHORTEST_CORE = 2
_HAN = "[\u4e00-\u9fff]"
_COUNT = "[0-9０-９〇零一二两三四五六七八九十]"
# A floor below the ground in each of its spellings; B1-08 is one, B1-801 a building's.
_BASEMENT = re.compile(
    f"(?:地下室?|负|(?<![A-Za-z0-9])[Bb])({_COUNT})(?:层|楼|[Ff](?![0-9A-Za-z]))"
    f"|(?<![A-Za-z0-9])[Bb]({_COUNT})(?:[-－—](?=0?{_COUNT}{{1,2}}(?!{_COUNT})))"
    f"|负({_COUNT})[-－—]?(?=[0-9]{{2}}(?![0-9]))"
    f"|(?<![A-Za-z0-9楼栋座幢元])[-－−—]({_COUNT})(?:层|楼|[Ff](?![0-9A-Za-z]))"
    f"|(?<![A-Za-z0-9])[Bb]({_COUNT})(?=$|[（(，,])"
    "|半?地下(?:室|层)?"  # the only one, or the first
)
_FLOORS = re.compile(f"({_COUNT}+)(?:层|楼|[Ff])?[-－—~～至到、和]({_COUNT}+)(层|楼|[Ff](?![0-9A-Za-z]))")
MOST_FLOORS = 60
_ROAD = re.compile(f"((?:[0-9]+{_HAN}*?|{_HAN}+?)(?:街|路|道|巷|弄))")
MARKS = "甲乙丙丁戊己庚辛壬癸临附"  # before or behind the number of a house, of which they make another one
_OF_A_STREET = f"([街路道巷弄段村庄])({_COUNT}+)"
_MARK_BEFORE = re.compile(f"([街路道巷弄段村庄])[（(]?(?:([{MARKS}])[时字]?|内)[）)]?[-－—]?(?={_COUNT}+号)")
_NUMBER_OF_ITS_OWN = f"{_COUNT}{{1,2}}(?!{_COUNT}|层|楼)"  # 附1号
_MARK_BEHIND = re.compile(  # 甲座 is a building, and 临街 says where it lies
    f"{_OF_A_STREET}号?[-－—（(]?([{MARKS}](?<!附(?={_NUMBER_OF_ITS_OWN})))[）)]?号?"
    "(?!座|栋|幢|单元|区|楼|级|厂|车间|库|街|近|时|属|设)"
)
_INSIDE = re.compile(f"{_OF_A_STREET}号内(?![部设])")
_AND = re.compile("^[与和及]")
_WHOLE = re.compile("[整全]层")
_SIDE = re.compile("([东西南北]{1,2})(?:侧|边|面|半部|部|头|户|区|段|翼|单元|车间|厂房|厅)")
_ALONG = re.compile("^[东西南北中]段|(?<=[|])[东西南北中]段")
_USES = (re.compile("厂房|车间"), re.compile("办公|写字"), re.compile("仓库|库房"), re.compile("宿舍|公寓"))
_NO_NAME = re.compile(
    "[整全](?:层|栋|幢|座)|[东西南北中](?:侧|边|面|半部|部|头|户|区|段|翼|单元|厅)?|地下|院内|院|厂区|厂房|车间|标准|生产|"
    "办公|写字|综合|用房|楼|商铺|门面|铺|单元|路口|口|交叉|内|区|层|室|间|号|位"
)
_ENDING = re.compile("(?:大厦|大楼|写字楼|商务楼|广场|中心|国际|公寓|花园|小区|园区|产业园|商务|商业|综合体|楼|城)$")


@dataclass(frozen=True)
class Surroundings:
    """`roads` without their numbers; `buildings` by what tells their names apart; `uses`: works, offices, stores."""

    roads: frozenset[str]
    buildings: frozenset[str]
    sides: frozenset[str]
    uses: frozenset[int]
    whole: bool

    def at_one_road(self, other: "Surroundings") -> bool:
        """Whether a road is one."""
        return bool(self.roads & other.roads)

    def are_called_alike(self, other: "Surroundings") -> bool:
        """Whether what tells the name of a building apart is one."""
        return any(a in b or b in a for a in self.buildings for b in other.buildings)

    def is_called_otherwise(self, other: "Surroundings") -> bool:
        """Whether both say what they are called, or used for, and it is another name or use."""
        named = self.buildings and other.buildings
        used = self.uses and other.uses and not self.uses & other.uses
        return bool((named and not self.are_called_alike(other)) or used)


def surroundings_of(pieces: Collection[str], words: Collection[str]) -> Surroundings:
    """What the parts of an address say, as keys, and its words that are neither numbers nor streets."""
    roads = {_AND.sub("", road) for key in pieces for road in _ROAD.findall(key)}
    rest = [_ALONG.sub("", _ROAD.sub("|", key)) for key in pieces]
    sides = {side for key in rest for side in _SIDE.findall(key)}
    uses = {place for place, said in enumerate(_USES) if any(said.search(key) for key in pieces)}
    whole = any(_WHOLE.search(key) for key in pieces)
    buildings = {core for word in words if len(core := _core(word)) >= SHORTEST_CORE}
    return Surroundings(frozenset(roads), frozenset(buildings), frozenset(sides), frozenset(uses), whole)


def marks_before(text: str) -> str:
    """An address with what makes the number of a house another one before it: 36号甲 as 甲36号. 内 makes none."""
    text = _MARK_BEFORE.sub(r"\1\2", text)
    return _MARK_BEHIND.sub(r"\1\3\2号", _INSIDE.sub(r"\1\2号", text))


def floors_told(text: str) -> str:
    """An address with its floors below the ground as 负1层, and with each floor of several (16至18层) by itself."""
    text = _BASEMENT.sub(lambda found: f"负{key_of(next(filter(None, found.groups()), '1'))}层", text)
    return _FLOORS.sub(_each_floor, text)


def _each_floor(found: re.Match[str]) -> str:
    first, last = (int(key_of(said)) for said in found.groups()[:2])
    if not 0 <= last - first <= MOST_FLOORS:
        return found[0]
    return " ".join(f"{floor}{found[3]}" for floor in range(first, last + 1))


def _core(word: str) -> str:
    """What tells a building by its name: 银座大厦 without 大厦; empty where the word only says where or what."""
    core = word
    while len(shorter := _ENDING.sub("", core)) >= SHORTEST_CORE and shorter != core:
        core = shorter
    return core if _NO_NAME.sub("", core) else ""
