"""One room in the registers under two names, and months of it claimed twice: each claim is near to the other."""

from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant
from parks.models import Building, Premises, Space
from parks.registers.addressing import NO_MARK, NO_ROOM, ONE_FLOOR, WHOLE_FLOOR
from parks.registers.comparing import SAME_WORKS
from parks.registers.numbering import AMONG_OTHERS, SAID_OTHERWISE
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims
from subsidies.claims.near.finding import near_to
from subsidies.grants import granting
from tests.claims.rows import claim_row
from tests.factories import (
    ApplicantFactory,
    BuildingFactory,
    FitOutFactory,
    ParkFactory,
    PremisesFactory,
    SpaceFactory,
    TenancyFactory,
)

pytestmark = pytest.mark.django_db
ONE_ADDRESS, SPELT_TWICE = "地址中的楼栋（门牌）和房号相同", "楼栋和房号只差写法"
TOWER, TURNED = "长治市潞州区拾攻西路66号创新中心B座1207室", "拾攻西路66号（创新中心B座12层）1207"


@pytest.fixture
def firms(changzhi: City) -> list[Applicant]:
    return [ApplicantFactory(city=changzhi) for _ in range(2)]


@pytest.fixture
def house(changzhi: City) -> Building:
    made: Building = BuildingFactory(park__valley__city=changzhi, park__name="半导体光电产业园", name="研发楼")
    return made


def rented(tenant: Applicant, address: str) -> Premises:
    made: Premises = PremisesFactory(applicant=tenant, address=address)
    return made


def let(house: Building, number: str, tenant: Applicant) -> Premises:
    space = SpaceFactory(building=house, number=number, office=True)
    TenancyFactory(space=space, applicant=tenant)
    return Premises.objects.get(space=space)


def claimed(rooms: Premises, number: str, *months: str, called: str = "") -> Claim:
    """A claim for months of the rooms; what names it in the list is alike to nothing, unless it is said."""
    row = claim_row(rooms.applicant, number, "CZ-12", record=name_for(rooms), reference=called or number)
    keys = [("", "premises_months", f"premises:{rooms.pk}|{month}") for month in months]
    if keys:
        granting.hold(matters=keys, claim_number=number)
    return row


def found(claim: Claim) -> dict[str, str]:
    return {str(row.claim.number): row.how for row in near_claims(claim)}


def test_one_room_rented_outside_by_two_in_two_orders_is_near_for_the_months_of_both(firms: list[Applicant]) -> None:
    mine = claimed(rented(firms[0], TOWER), "CZ1", "2025-01", "2025-02", "2025-03")
    other = claimed(rented(firms[1], TURNED), "CZ2", "2025-03", "2025-04")
    claimed(rented(firms[1], TURNED.replace("1207", "1208")), "CZ3", "2025-03")
    assert found(mine) == {"CZ2": f"{ONE_ADDRESS}，月份重叠（2025年3月）"}
    assert found(other)["CZ1"] == f"{ONE_ADDRESS}，月份重叠（2025年3月）"
    assert near_to(mine).wants_reason


def test_one_tenant_after_the_other_is_not_near(firms: list[Applicant]) -> None:
    mine = claimed(rented(firms[0], TOWER), "CZ1", "2025-01", "2025-02")
    other = claimed(rented(firms[1], TURNED), "CZ2", "2025-03", "2025-04")
    assert (found(mine), found(other)) == ({}, {})


def test_other_months_of_one_and_the_same_room_are_no_duplicate_and_the_same_ones_are(
    firms: list[Applicant], house: Building
) -> None:
    """By whatever they are called: the room's name is the same, and so is a tenant's who follows."""
    rooms = let(house, "701", firms[0])
    follows: Any = Premises.objects.create(applicant=firms[1], space=rooms.space)
    rows = (
        (rooms, "CZ1", ["2025-01", "2025-02"]), (rooms, "CZ2", ["2025-03"]), (rooms, "CZ3", ["2025-02"]),
        (follows, "CZ4", ["2025-04"]), (rooms, "CZ5", []),
    )  # fmt: skip
    mine, *_ = (claimed(room, number, *months, called="研发楼701") for room, number, months in rows)
    assert found(mine) == {"CZ3": "房屋相同、月份重叠（2025年2月）", "CZ5": "房屋相同"}


def test_months_that_nobody_knows_may_be_the_same(firms: list[Applicant]) -> None:
    mine = claimed(rented(firms[0], TOWER), "CZ1")
    claimed(rented(firms[1], TURNED), "CZ2", "2025-03")
    assert found(mine) == {"CZ2": ONE_ADDRESS}


def test_rooms_of_one_building_are_near_where_one_of_them_names_no_room(firms: list[Applicant]) -> None:
    mine = claimed(rented(firms[0], TOWER), "CZ1", "2025-01", "2025-02")
    claimed(rented(firms[1], "拾攻西路66号B座12层东侧"), "CZ2", "2025-02")
    claimed(rented(firms[1], "拾攻西路66号B座12层西侧"), "CZ3", "2025-03")
    claimed(rented(firms[1], "拾攻西路66号B座1305室"), "CZ4", "2025-02")
    assert found(mine) == {"CZ2": f"{NO_ROOM}，月份重叠（2025年2月）"}


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("潞州区解放西街66号负一层", "解放西街66号地下室", NO_ROOM),
        ("长兴中路338号豪德写字楼1106-1108", "长兴中路豪德广场写字楼1107室", ONE_ADDRESS),
        ("府后东街甲36号荣昌楼二层", "府后东街36号甲荣昌楼二层", NO_ROOM),
        ("长安路临66号四层", "长安路66号临四层", NO_ROOM),
        ("太行西街甲28号创业楼二层南侧", "太行西街28号甲创业楼201室至205室", NO_ROOM),
        ("府后东街甲36号二层", "府后东街36号二层", NO_MARK), ("府后东街甲36号二层", "府后东街乙36号二层", ""),
        ("府后东街36号荣昌楼二层", "府后东街38号荣昌楼二层", ONE_FLOOR),
        ("府后东街36号荣昌楼二层", "府后东街38号荣昌楼三层", ""),
        ("解放西街66号负一层", "解放西街66号负二层", ""), ("解放西街66号2层", "解放西街66号3层", ""),
        ("长兴中路338号豪德写字楼1106-1108", "长兴中路338号豪德写字楼1109室", ""),
    ],
)  # fmt: skip
def test_a_cellar_and_rooms_let_as_one_are_near_however_they_are_written(
    firms: list[Applicant], one: str, other: str, how: str
) -> None:
    mine, theirs = (
        claimed(rented(firm, address), f"CZ{place}", "2025-02")
        for place, (firm, address) in enumerate(zip(firms, (one, other), strict=True))
    )
    told = f"{how}，月份重叠（2025年2月）"
    assert found(mine) == ({"CZ1": told} if how else {}) and found(theirs) == ({"CZ0": told} if how else {})


def test_one_who_describes_a_room_twice_is_told_of_it(firms: list[Applicant]) -> None:
    mine = claimed(rented(firms[0], TOWER), "CZ1", "2025-01", "2025-02")
    claimed(rented(firms[0], TURNED), "CZ2", "2025-02")
    claimed(rented(firms[0], "拾攻东街9号301室"), "CZ3", "2025-02")
    assert found(mine) == {"CZ2": f"{ONE_ADDRESS}，月份重叠（2025年2月）"}


@pytest.mark.parametrize("number", ["拾701室", "拾-701"])
@pytest.mark.parametrize("own", [True, False])
def test_a_space_that_was_entered_twice_is_one_room(
    firms: list[Applicant], house: Building, number: str, own: bool
) -> None:
    mine = claimed(let(house, "拾701", firms[0]), "CZ1", "2025-01", "2025-06")
    claimed(let(house, number, firms[0 if own else 1]), "CZ2", "2025-06", "2025-07")
    told = f"{SPELT_TWICE}，月份重叠（2025年6月）"
    assert found(mine) == {"CZ2": told}


def test_two_rooms_of_a_building_are_two(firms: list[Applicant], house: Building) -> None:
    mine = claimed(let(house, "拾701", firms[0]), "CZ1", "2025-01")
    for place, number in enumerate(("拾702", "701", "拾703A"), start=2):
        claimed(let(house, number, firms[1]), f"CZ{place}", "2025-01")
    assert found(mine) == {}


@pytest.mark.parametrize(
    ("number", "how"),
    [
        ("西侧辛801", SAID_OTHERWISE), ("801辛", SAID_OTHERWISE), ("8-辛801", SAID_OTHERWISE),
        ("辛801/802", AMONG_OTHERS), ("8层", AMONG_OTHERS),
        ("辛801A", AMONG_OTHERS), ("壬801", ""), ("辛802", ""), ("9层", ""),
    ],
)  # fmt: skip
def test_a_number_that_may_mean_the_same_room_is_told_and_not_refused(
    firms: list[Applicant], house: Building, number: str, how: str
) -> None:
    one, other = (
        claimed(let(house, text, firm), f"CZ{place}", "2025-06")
        for place, (text, firm) in enumerate(zip(("辛801", number), firms, strict=True))
    )
    assert found(one) == ({"CZ1": f"{how}，月份重叠（2025年6月）"} if how else {})
    assert found(other) == ({"CZ0": f"{how}，月份重叠（2025年6月）"} if how else {})
    Space.objects.get(number=number).full_clean()


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("A座9层整层", "A座901", True), ("A座三楼", "A座三楼东大厅", True), ("1号车间", "1号车间二楼办公区", True),
        ("孵化大厅A12", "孵化大厅A12-A15工位", True), ("A座9层整层", "B座901", False), ("A座9层", "A座10层", False),
        ("17层东大厅", "17层西大厅", False), ("1号车间", "2号车间", False),
        ("孵化大厅A11", "孵化大厅A12-A15工位", False),
    ],
)  # fmt: skip
def test_a_part_of_what_one_tenant_has_whole_is_near_and_what_lies_beside_it_is_not(
    firms: list[Applicant], house: Building, one: str, other: str, near: bool
) -> None:
    mine, theirs = (
        claimed(let(house, text, firm), f"CZ{place}", "2025-06")
        for place, (text, firm) in enumerate(zip((one, other), firms, strict=True))
    )
    told = f"{AMONG_OTHERS}，月份重叠（2025年6月）"
    assert found(mine) == ({"CZ1": told} if near else {}) and found(theirs) == ({"CZ0": told} if near else {})
    assert near_to(mine).wants_reason is near


@pytest.mark.parametrize(
    ("park", "name", "near"),
    [
        ("半导体光电产业园", "研发大楼", True), ("半导体光电园区", "研发楼", True),
        ("半导体光电产业园", "中试楼", False), ("信创产业园", "研发楼", False),
    ],
)  # fmt: skip
def test_a_building_or_a_park_that_was_entered_twice_is_one(
    firms: list[Applicant], house: Building, park: str, name: str, near: bool
) -> None:
    mine = claimed(let(house, "701", firms[0]), "CZ1", "2025-01")
    twin = BuildingFactory(park=ParkFactory(valley=house.park.valley, name=park), name=name)
    claimed(let(twin, "701室", firms[1]), "CZ2", "2025-01")
    assert found(mine) == ({"CZ2": f"{SPELT_TWICE}，月份重叠（2025年1月）"} if near else {})


def test_the_same_space_let_to_two_is_told_by_its_matter_alone(firms: list[Applicant], house: Building) -> None:
    mine = let(house, "701", firms[0])
    other: Any = Premises.objects.create(applicant=firms[1], space=mine.space)
    one = claimed(mine, "CZ1", "2025-01")
    claimed(other, "CZ2", "2025-02")
    assert found(one) == {}


def test_fit_outs_of_one_room_are_near_however_its_address_is_written(firms: list[Applicant]) -> None:
    """What hangs on rooms is about them: of one room it is paid for once, whoever rents it under whichever lease."""
    own, other = firms
    rooms = [rented(own, TOWER), rented(other, TURNED), rented(other, "长治市潞州区英雄路9号金茂大厦2702室")]
    works = [FitOutFactory(premises=row) for row in rooms]
    claims = [claim_row(row.applicant, f"CZ{n}", "CZ-11", record=name_for(row)) for n, row in enumerate(works)]
    assert [(str(row.claim.number), row.how) for row in near_claims(claims[0])] == [("CZ1", ONE_ADDRESS)]


@pytest.mark.parametrize(
    ("address", "area", "fen", "how"),
    [
        ("拾攻西路68号华阳大厦301室", 500, 100_000_000, SAME_WORKS),
        ("拾攻西路68号华阳大厦301室", 501, 100_000_000, ""),
        ("拾攻西路68号华阳大厦301室", 500, 100_000_001, ""),
        ("英雄路9号金茂大厦2702室", 500, 100_000_000, ""),
        ("创新中心B座12层整层（拾攻西路东段）", 700, 90_000_000, WHOLE_FLOOR),
    ],
)
def test_works_of_one_area_and_cost_on_one_road_are_near(
    firms: list[Applicant], address: str, area: int, fen: int, how: str
) -> None:
    works = [
        FitOutFactory(premises=rented(firms[0], TOWER), area_m2=500, assessed_cost_fen=100_000_000),
        FitOutFactory(premises=rented(firms[1], address), area_m2=area, assessed_cost_fen=fen),
    ]
    claims = [claim_row(row.applicant, f"CZ{n}", "CZ-11", record=name_for(row)) for n, row in enumerate(works)]
    assert found(claims[0]) == ({"CZ1": how} if how else {})
    assert found(claims[1]) == ({"CZ0": how} if how else {})


def test_works_that_nobody_assessed_are_not_alike_by_what_they_did_not_cost(firms: list[Applicant]) -> None:
    rooms = (rented(firms[0], TOWER), rented(firms[1], "拾攻西路68号华阳大厦301室"))
    bare = {"third_party_assessed": False, "assessed_cost_fen": None}
    works = [FitOutFactory(premises=row, **bare) for row in rooms]
    claims = [claim_row(row.applicant, f"CZ{n}", "CZ-11", record=name_for(row)) for n, row in enumerate(works)]
    assert found(claims[0]) == {}
