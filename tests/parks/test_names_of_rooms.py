"""One park, one building, one room has one name: what is only written otherwise is refused at every door."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import actor_of
from core.values.verdict import Refused
from parks.models import Building, Park, Space
from parks.models.naming import OF_A_BUILDING, OF_A_PARK, OF_A_ROOM, named
from parks.places import keeping
from tests.admin.test_sheets_in_and_out import imported
from tests.factories import BuildingFactory, ParkFactory, SpaceFactory, TenancyFactory, ValleyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("拾701", "拾701室", True), ("拾701", "拾-701", True), ("701", "７０１", True), ("701", "七〇一", True),
        ("701", "701号", True), ("701", "701房间", True), ("701", "0701", True), ("701", "701#", True),
        ("A701", "a-701室", True), ("701", "No.701", True), ("112", "1-12", True), ("3号701", "3-701", True),
        ("803", "8-03", True), ("701", "7层701", True), ("A701", "7楼A701", True), ("1203", "12F1203室", True),
        ("701", "8层701", False), ("3层", "3层东", False),
        ("1-12", "11-2", False), ("701", "702", False), ("701", "A701", False), ("701", "拾701", False),
        ("东区", "西区", False), ("一层", "二层", False), ("701", "7010", False), ("室", "间", False),
    ],
)  # fmt: skip
def test_a_number_is_told_by_what_is_no_writing(one: str, other: str, alike: bool) -> None:
    assert named(one, OF_A_ROOM).alike(named(other, OF_A_ROOM)) is alike
    assert named(other, OF_A_ROOM).alike(named(one, OF_A_ROOM)) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("研发楼", "研发大楼", True), ("研发楼", "研 发 楼", True), ("2号厂房", "二号厂房", True),
        ("1号楼", "1栋", True), ("1号楼", "1#楼", True), ("A座", "a栋", True),
        ("3号楼2座", "3-2", True), ("研发楼", "研发楼（A）", False),
        ("2号厂房", "2号楼", False), ("1号楼", "11号楼", False), ("研发楼", "研发中心", False), ("大楼", "楼", False),
    ],
)  # fmt: skip
def test_a_building_is_told_by_what_is_no_writing(one: str, other: str, alike: bool) -> None:
    assert named(one, OF_A_BUILDING).alike(named(other, OF_A_BUILDING)) is alike


def test_a_park_is_told_by_what_is_no_writing() -> None:
    one = named("半导体光电产业园", OF_A_PARK)
    assert one.alike(named("半导体光电园区", OF_A_PARK)) and not one.alike(named("光电产业园", OF_A_PARK))


@pytest.fixture
def house(changzhi: Any) -> Building:
    made: Building = BuildingFactory(park__valley__city=changzhi, park__name="半导体光电产业园", name="研发楼")
    SpaceFactory(building=made, number="拾701", office=True)
    return made


def posted(client: Any, model: str, values: dict[str, Any], pk: int | None = None) -> Any:
    name = f"admin:parks_{model}_{'change' if pk else 'add'}"
    return client.post(reverse(name, args=[pk] if pk else []), values)


SAID = "这栋楼已有房源“拾701”，与“拾-701”只差写法（室、号、房、间一类的字，标点，数字）。请直接选用；"


def test_a_rooms_page_refuses_what_is_there_written_otherwise(house: Building, operator: Any, client_of: Any) -> None:
    client, typed = client_of(operator), {"building": house.pk, "kind": "office", "area_m2": "200"}
    answer = posted(client, "space", typed | {"number": "拾-701"})
    assert answer.status_code == 200 and SAID in answer.content.decode()
    assert "确是另一间的，请把房号写得分得开。" in answer.content.decode()
    assert posted(client, "space", typed | {"number": "拾702"}).status_code == 302
    second = Space.objects.get(number="拾702")
    moved = posted(client, "space", typed | {"number": "拾701室"}, second.pk)
    assert moved.status_code == 200 and "只差写法" in moved.content.decode()
    elsewhere = BuildingFactory(park=house.park, name="中试楼")
    assert posted(client, "space", typed | {"number": "拾701室", "building": elsewhere.pk}).status_code == 302
    assert sorted(Space.objects.values_list("number", flat=True)) == ["拾701", "拾701室", "拾702"]


def test_a_room_that_has_an_old_twin_is_put_right_in_all_but_its_number(
    house: Building, operator: Any, client_of: Any
) -> None:
    twin = SpaceFactory(building=house, number="拾701室", office=True)
    typed = {"building": house.pk, "kind": "office", "area_m2": "150", "number": "拾701室"}
    assert posted(client_of(operator), "space", typed, twin.pk).status_code == 302
    twin.refresh_from_db()
    assert twin.area_m2 == 150
    assert posted(client_of(operator), "space", typed | {"number": "拾701室（东）"}, twin.pk).status_code == 302


def test_the_verb_refuses_it_too(house: Building, operator: Any) -> None:
    space = Space(building=house, number="拾701室", kind="office", area_m2=200)
    with pytest.raises(Refused, match="这栋楼已有房源“拾701”"):
        keeping.keep(space, by=actor_of(operator))


@pytest.mark.parametrize("name", ["研发大楼", "研 发 楼", "研发栋"])
def test_a_buildings_page_refuses_what_is_there_written_otherwise(
    house: Building, operator: Any, client_of: Any, name: str
) -> None:
    client = client_of(operator)
    answer = posted(client, "building", {"park": house.park_id, "name": name})
    assert answer.status_code == 200 and f"已有楼栋“研发楼”，与“{name}”只差写法" in answer.content.decode()
    other = ParkFactory(valley=house.park.valley, name="双创产业园")
    assert posted(client, "building", {"park": other.pk, "name": name}).status_code == 302
    assert posted(client, "building", {"park": house.park_id, "name": "研发楼B"}).status_code == 302


def test_a_parks_page_refuses_what_is_there_written_otherwise(house: Building, operator: Any, client_of: Any) -> None:
    typed = {"valley": house.park.valley_id, "name": "半导体光电园区", "status": "operating"}
    answer = posted(client_of(operator), "park", typed)
    assert answer.status_code == 200 and "已有产业园“半导体光电产业园”" in answer.content.decode()
    assert posted(client_of(operator), "park", typed | {"name": "信创产业园"}).status_code == 302
    assert Park.objects.count() == 2
    ParkFactory(valley=ValleyFactory(jincheng=True), name="半导体光电园区")  # in another valley it is another
    assert Park.objects.count() == 3


HEAD = "产业园,楼栋,房号,用途,面积（㎡）\n"


def test_a_sheet_refuses_what_is_there_and_what_stands_in_it_twice(
    house: Building, operator: Any, client_of: Any
) -> None:
    where, client = f"{house.park.name},{house.name}", client_of(operator)
    there = imported(client, "parks.space", f"{HEAD}{where},拾-701,办公用房,200\n")
    assert there.status_code == 200 and SAID in there.content.decode()
    twice = imported(client, "parks.space", f"{HEAD}{where},801,办公用房,200\n{where},八〇一室,办公用房,200\n")
    assert twice.status_code == 200 and "与第2行的“801”只差写法" in twice.content.decode()
    good = f"{HEAD}{where},拾701,办公用房,210\n{where},1-12,办公用房,200\n{where},11-2,办公用房,200\n"
    assert imported(client, "parks.space", good).status_code == 302
    assert sorted(Space.objects.values_list("number", flat=True)) == ["1-12", "11-2", "拾701"]


def test_a_long_sheet_of_rooms_asks_no_more_than_a_short_one(house: Building, operator: Any, client_of: Any) -> None:
    def asked(count: int, floor: int) -> int:
        rows = "".join(f"{house.park.name},{house.name},{floor}{n:03d},办公用房,200\n" for n in range(count))
        with CaptureQueriesContext(connection) as found:
            assert imported(client_of(operator), "parks.space", HEAD + rows).status_code == 302
        return sum("parks_space" in row["sql"] for row in found.captured_queries)

    few, many = asked(5, 1), asked(200, 2)
    assert many <= few + 2 and Space.objects.count() == 206


def test_a_tenant_keeps_its_room_when_another_number_is_given_to_it(house: Building, operator: Any) -> None:
    space = Space.objects.get()
    TenancyFactory(space=space)
    space.number = "701A"
    assert keeping.keep(space, by=actor_of(operator)).number == "701A"
    with pytest.raises(ValidationError, match="只差写法"):
        Space(building=house, number="701-A", kind="office", area_m2=1).full_clean()
