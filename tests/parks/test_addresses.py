"""Two addresses that say one room in another order are of one room; what contradicts is of two."""

import pytest

from parks.registers.addressing import NO_MARK, NO_NUMBER, NO_ROOM, ONE_FLOOR, WHOLE_FLOOR, address_of

TOWER = "长治市潞州区拾攻东街18号科创大厦A座905室"


@pytest.mark.parametrize(
    "other",
    [
        "拾攻东街18号（科创大厦A座9层）905", "科创大厦A座905", "905室，科创大厦A座，拾攻东街18号",
        "山西省长治市拾攻东街十八号 科创大厦 A栋 九〇五号房", "拾攻东街18号A座905", "拾攻东街18号9楼905室",
        "潞州区科创大厦A-905", "拾攻东街18号（科创大厦A座10层）905",
    ],
)  # fmt: skip
def test_one_room_in_another_order_is_one(other: str) -> None:
    assert address_of(TOWER).alike(address_of(other))
    assert address_of(other).alike(address_of(TOWER))


@pytest.mark.parametrize(
    "other",
    [
        "拾攻东街18号科创大厦B座905室", "拾攻东街18号科创大厦A座906室", "拾攻西街18号创新中心A座905室",
        "拾攻东街81号创新中心A座905室", "拾攻东街18号科创大厦A座", "拾攻东街18号", "A座905室", "905",
    ],
)  # fmt: skip
def test_another_room_building_or_part_is_another(other: str) -> None:
    assert not address_of(TOWER).alike(address_of(other))
    assert not address_of(other).alike(address_of(TOWER))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("拾攻西路66号（创新中心B座12层）1207", "长治市潞州区拾攻西路66号创新中心B座1207室", True),
        ("晋城市城区八一路3号院2号楼1单元301室", "八一路3号院2栋1单元301", True),
        ("八一路3号2号楼301室", "八一路3号3号楼301室", False),
        ("八一路3号2号楼301室", "八一路3号2号楼3层301室", True),
        ("示例路5号2号厂房1层", "示例路5号2号厂房2层", False),
        ("示例路5号2号厂房1层", "示例路5号二号厂房一层", True),
        ("示例路5号2号厂房", "示例路5号2号厂房2层", True),
        ("示例路5号办公楼301", "示例路6号办公楼301", False),
        ("阳光小区3号楼101", "长治市阳光小区3栋101室", True),
        ("长治市潞州区壹攻西路66号创新中心B座1207室", "创新中心二号B座十二层07室（壹攻西路66号）", True),
        ("壹攻南路8号华阳写字楼3单元602", "壹攻南路8号华阳大厦3单元6层02室", True),
        ("壹攻南路8号华阳写字楼3单元602", "壹攻南路8号华阳大厦3单元6层03室", False),
        ("壹攻北路甲9号院2号楼东户305室", "壹攻北路甲9号2号楼305（东）", True),
        ("壹攻北路甲9号院2号楼305室", "壹攻北路乙9号2号楼305", False),
        ("壹攻北路甲9号院2号楼305室", "壹攻北路9号2号楼305", False),
        ("示例路5号B座12F07", "示例路5号B座1207", True),
        ("城北东街12号汇丰国际A栋1803", "城北东街12号汇丰国际1号楼1803室", True),
        ("城北东街12号汇丰国际A栋1803", "城北东街12号汇丰国际2号楼1803室", False),
        ("城北东街12号汇丰国际B座1803", "城北东街12号汇丰国际2号楼1804室", False),
        ("城北东街12号汇丰国际A栋1803", "城北东街12号汇丰国际B栋1803", False),
    ],
)
def test_streets_blocks_and_floors(one: str, other: str, alike: bool) -> None:
    assert address_of(one).alike(address_of(other)) is alike
    assert address_of(other).alike(address_of(one)) is alike


@pytest.mark.parametrize(
    ("other", "perhaps"),
    [
        ("拾攻东街18号A座", True), ("拾攻东街18号A座9层东侧", True), ("拾攻东街18号A座2单元", True),
        ("拾攻东街18号1号楼9层东侧", True), ("拾攻东街18号2号楼9层", False),
        ("拾攻东街18号A座906室", False), ("拾攻东街18号A座8层", False), ("拾攻东街18号B座", False),
        ("拾攻东街18号", True), ("拾攻东街19号A座", False), ("科创大厦A座", True), ("科创大厦B座", False),
        ("拾攻西街科创大厦A座", False), ("拾攻东街19号科创大厦A座", False), ("拾攻东街18号华阳大厦", False),
    ],
)  # fmt: skip
def test_one_building_of_a_street_may_be_one_room_as_long_as_no_room_is_named(other: str, perhaps: bool) -> None:
    assert address_of(TOWER).perhaps(address_of(other)) == (NO_ROOM if perhaps else "")
    assert address_of(other).perhaps(address_of(TOWER)) == (NO_ROOM if perhaps else "")


def test_of_units_that_contradict_each_other_nothing_is_supposed() -> None:
    one, other = address_of("拾攻东街18号A座1单元"), address_of("拾攻东街18号A座2单元")
    assert not one.perhaps(other) and one.perhaps(address_of("拾攻东街18号A座"))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("长治市贰恒街7号银座1601室", "银座大厦16层整层（贰恒街东段）", WHOLE_FLOOR),
        ("贰攻装路9号金茂大厦1601室", "金茂大厦十六层（贰攻装路东段）整层", WHOLE_FLOOR),
        ("贰恒街7号银座1601室", "贰恒街7号十五至十七层全层", WHOLE_FLOOR),
        ("贰昌街21号鹏程国际2号楼1105", "鹏程国际二号楼西单元11楼东户（贰昌街与府后街口）", NO_ROOM),
        ("上党区贰丰路3号厂区东车间", "贰丰路3号院内一号车间", NO_ROOM),
        ("贰恒街7号银座1601室", "银座大厦", NO_ROOM),
        ("贰恒街7号银座1601室", "贰恒街东段银座1601", NO_NUMBER),
        ("贰恒街7号1601室", "贰恒街中段1601", NO_NUMBER),
        ("示例路5号2号厂房", "示例路5号二号厂房东侧", ""),  # alike
    ],
)
def test_what_leaves_out_the_room_or_the_number_of_the_street_may_be_the_same(one: str, other: str, how: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert how or mine.alike(theirs)
    assert not how or mine.perhaps(theirs) == theirs.perhaps(mine) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("贰恒街7号银座1601室", "银座大厦17层整层"), ("贰恒街7号银座1601室", "银座大厦1602室"),
        ("贰恒街7号银座16层", "贰恒街7号银座17层"), ("贰恒街7号银座16层", "示例路7号银座16层"),
        ("贰恒街7号银座1601室", "贰恒街9号16层"), ("示例路5号2号厂房", "示例路5号3号厂房"),
        ("示例路5号东车间", "示例路5号西车间"), ("示例路5号铸造车间", "示例路5号热处理车间"),
        ("示例路5号1号厂房", "示例路5号办公楼301"), ("贰兴路15号天宇广场B1-08", "贰兴路15号天宇广场B1-09"),
        ("天宇广场地下一层8号铺", "天宇广场1层8号铺"), ("天宇广场地下一层", "天宇广场地下二层"),
        ("贰恒街7号1601室", "示例街1601"), ("贰恒街7号银座1601室", "贰恒街金茂大厦1601"), ("16层", "贰恒街7号16层"),
        ("示例路5号B1-801", "示例路5号B2-801"), ("科创园办公楼", "示例路5号办公楼"),
    ],
)  # fmt: skip
def test_two_rooms_floors_halls_and_houses_stay_two(one: str, other: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert not mine.alike(theirs) and mine.perhaps(theirs) == theirs.perhaps(mine) == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("长治市拾肆街7号银座1601室", "银座商务1601", True),
        ("拾肆昌街21号鹏程国际2号楼1105", "鹏程2号楼11层05室", True),
        ("拾肆兴街7号天宇大厦1601室", "拾肆兴大街7号天宇1601", True),
        ("拾肆街7号银座1601室", "银座商务1602", False), ("拾肆街7号银座1601室", "示例路9号银座1601", False),
        ("鹏程国际2号楼1105", "鹏程国际3号楼1105", False),
    ],
)  # fmt: skip
def test_a_building_is_known_by_what_tells_its_name_apart_and_a_road_with_or_without_great(
    one: str, other: str, alike: bool
) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert mine.alike(theirs) is theirs.alike(mine) is alike


def test_the_side_of_a_road_is_no_part_of_its_name() -> None:
    mine, theirs = address_of("上党区拾肆丰路3号厂区东车间"), address_of("拾肆丰路北3号院生产用房")
    assert mine.perhaps(theirs) == theirs.perhaps(mine) == NO_ROOM


@pytest.mark.parametrize("other", [
    "天宇广场地下一层8号铺（贰兴路）", "天宇广场负一层08", "天宇广场B1层8号", "天宇广场负1-08", "天宇广场地下1层08号",
])  # fmt: skip
def test_a_floor_below_the_ground_is_one_in_every_spelling(other: str) -> None:
    mine, theirs = address_of("贰兴路15号天宇广场B1-08"), address_of(other)
    assert mine.alike(theirs) and theirs.alike(mine)


@pytest.mark.parametrize("one", ["潞州区解放西街66号负一层", "解放西街66号-1层", "解放西街66号B1", "解放西街66号地下"])
@pytest.mark.parametrize("other", [
    "解放西街66号地下室", "解放西街66号地下一层", "长治市解放西街66号B1层", "解放西街66号", "解放西街66号负1楼",
])  # fmt: skip
def test_a_cellar_of_one_number_of_a_street_may_be_the_same_however_it_is_called(one: str, other: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert mine.perhaps(theirs) == theirs.perhaps(mine) == NO_ROOM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("解放西街66号地下室", "解放西街66号负二层"), ("解放西街66号地下室", "解放西街66号1层"),
        ("解放西街66号地下室", "解放西街68号地下室"), ("解放西街66号负一层", "解放西街66号6层"),
        ("解放西街66号3号楼1层", "解放西街66号3号楼地下室"), ("解放西街66号地下室", "解放西街66号201室"),
    ],
)  # fmt: skip
def test_another_floor_or_another_number_has_another_cellar(one: str, other: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert not mine.alike(theirs) and mine.perhaps(theirs) == theirs.perhaps(mine) == ""


HAODE = "潞州区长兴中路338号豪德写字楼1106-1108"


@pytest.mark.parametrize("other", [
    "长兴中路豪德广场写字楼1107室", "长兴中路338号豪德写字楼1107", "长兴中路338号1108室", "豪德写字楼1107、1109室",
    "长兴中路338号豪德写字楼1108至1110室", "长兴中路豪德写字楼11层07",
])  # fmt: skip
def test_rooms_let_as_one_hold_each_of_them(other: str) -> None:
    mine, theirs = address_of(HAODE), address_of(other)
    assert mine.alike(theirs) and theirs.alike(mine)


@pytest.mark.parametrize("other", [
    "长兴中路338号豪德写字楼1109室", "长兴中路338号豪德写字楼1206-1208", "长兴中路338号金茂大厦1107",
    "长兴中路豪德写字楼1101-1105", "长兴中路340号豪德写字楼1110室",
])  # fmt: skip
def test_rooms_beside_them_are_others(other: str) -> None:
    mine, theirs = address_of(HAODE), address_of(other)
    assert not theirs.perhaps(mine) and not mine.perhaps(theirs)
    assert "338号金茂" in other or not (mine.alike(theirs) or theirs.alike(mine))


def test_a_named_building_is_one_with_and_without_the_number_of_its_street() -> None:
    mine, theirs = address_of("捷昌路66号中德产业园B3栋"), address_of("捷昌路中德园3号厂房B区")
    assert mine.perhaps(theirs) == theirs.perhaps(mine) == NO_ROOM
    for other in ("捷昌路中德园4号厂房B区", "长兴路中德园3号厂房B区"):
        assert not mine.perhaps(address_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("府后东街甲36号荣昌楼二层", "府后东街36号甲荣昌楼二层"), ("长安路临66号四层", "长安路66号临四层"),
        ("太行西街甲28号创业楼二层南侧", "太行西街28号甲创业楼201室至205室"),
        ("府后东街乙36号二层", "府后东街36乙号二层"), ("府后东街丙36号二层", "府后东街36-丙二层"),
        ("府后东街丁36号二层", "府后东街三十六号（丁）二层"), ("府后东街（戊）36号二层", "府后东街36号戊 二层"),
        ("府后东街己字36号二层", "府后东街36己二层"), ("府后东街附36号二层", "府后东街36号附二层"),
        ("长安路临时66号四层", "长安路66号（临）四层"), ("府后东街内36号二层", "府后东街36号内二层"),
        ("府后东街36号内二层", "府后东街36号二层"), ("庄头村甲36号二层", "庄头村36号甲二层"),
    ],
)  # fmt: skip
def test_a_mark_before_and_behind_the_number_of_a_house_is_one(one: str, other: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert mine.streets == theirs.streets and mine.perhaps(theirs) == theirs.perhaps(mine) == NO_ROOM


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("解放西街甲40号201", "解放西街40号甲201", True), ("解放西街甲40号201", "解放西街40号乙201", False),
        ("解放西街临40号201", "解放西街40号临201", True),
        ("解放西街甲40号201", "解放西街40号甲202", False), ("解放西街40号临街商铺201", "解放西街40号201", True),
        ("解放西街40号附楼201", "解放西街40号201", True), ("解放西街40号附2号201", "解放西街40号附3号201", False),
    ],
)  # fmt: skip
def test_another_mark_or_room_is_another_and_what_only_looks_like_a_mark_is_none(
    one: str, other: str, alike: bool
) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert mine.alike(theirs) is theirs.alike(mine) is alike


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("府后东街甲36号荣昌楼二层", "府后东街36号荣昌楼二层", NO_MARK),
        ("府后东街甲36号二层", "府后东街36号二层", NO_MARK), ("府后东街36号201", "府后东街36号附201", NO_MARK),
        ("府后东街甲36号201", "府后东街36号二层", NO_MARK),
        ("府后东街甲36号二层", "府后东街乙36号二层", ""), ("府后东街甲36号二层", "府后东街36号三层", ""),
        ("府后东街甲36号201", "府后东街36号202", ""), ("府后东街甲36号荣昌楼二层", "府后东街36号泰和楼二层", ""),
        ("府后东街甲36号二层", "府后西街36号二层", ""), ("府后东街甲36号二层", "府后东街38号二层", ""),
        ("府后东街36号荣昌楼二层", "府后东街38号荣昌楼二层", ONE_FLOOR),
        ("府后东街甲36号荣昌楼二层", "府后东街乙36号荣昌楼201", ONE_FLOOR),
        ("府后东街36号荣昌楼二层", "府后东街38号荣昌楼三层", ""), ("府后东街36号荣昌楼", "府后东街38号荣昌楼", ""),
        ("府后东街36号荣昌楼二层", "府后西街38号荣昌楼二层", ""),
        ("府后东街36号办公楼二层", "府后东街38号办公楼二层", ""),
        ("府后东街36号荣昌楼二层东侧", "府后东街38号荣昌楼二层西侧", ""),
    ],
)  # fmt: skip
def test_a_mark_that_one_leaves_out_and_one_floor_of_a_named_building_are_told(one: str, other: str, how: str) -> None:
    mine, theirs = address_of(one), address_of(other)
    assert not mine.alike(theirs) and mine.perhaps(theirs) == theirs.perhaps(mine) == how
