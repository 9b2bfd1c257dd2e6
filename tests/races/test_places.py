"""Two people enter one place under two spellings at the same moment: the second is told of the first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import City, User
from core.values.verdict import Refused
from parks.models import Building, Park
from parks.places.keeping import keep_whole
from tests.factories import ParkFactory, office_user
from tests.races.together import pause_after, together

pytestmark = pytest.mark.django_db(transaction=True)
ClientOf = Callable[[User], Client]


@pytest.fixture
def park(changzhi: City) -> Park:
    made: Park = ParkFactory(valley__city=changzhi, name="半导体光电产业园")
    return made


@pytest.mark.parametrize("model", ["building", "park"])
def test_two_spellings_of_one_place_are_entered_by_two_at_the_same_moment(
    model: str, park: Park, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [client_of(office_user("operator", park.valley.city, more=f"-{place}")) for place in range(2)]
    typed: list[dict[str, Any]] = [{"park": park.pk, "name": name} for name in ("壹贰栋", "壹贰座")]
    if model == "park":
        typed = [{"valley": park.valley_id, "name": name, "status": "operating"} for name in ("信创园区", "信创产业园")]
    address = reverse(f"admin:parks_{model}_add")
    pause_after(monkeypatch, "parks.models.space.alike_in", 2)
    pause_after(monkeypatch, "parks.models.zone.alike_in", 2)
    pairs = list(zip(clients, typed, strict=True))
    answers = together([lambda client=client, row=row: client.post(address, row) for client, row in pairs])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert "只差写法" in refused.content.decode()
    found: Any = Building.objects if model == "building" else Park.objects.exclude(pk=park.pk)
    assert found.count() == 1


def test_the_verb_says_which_one_is_there(park: Park) -> None:
    keep_whole(Building(park=park, name="研发楼"))
    with pytest.raises(Refused, match="已有楼栋“研发楼”，与“研发大楼”只差写法"):
        keep_whole(Building(park=park, name="研发大楼"))
    assert keep_whole(Building.objects.get()).name == "研发楼"
