"""What a space of the park says of somebody's rooms changes: somebody else certifies them anew."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import User
from core import audit
from core.consequences import consequences
from core.values.verdict import Refused
from enterprises.models import Applicant
from enterprises.registers import certifying
from parks.models import Premises, Space
from parks.places import keeping
from tests import road
from tests.factories import SpaceFactory, office_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms(company: Applicant, reviewer: User) -> Premises:
    """A tenant's, certified."""
    road.resident(company)
    return Premises.objects.get()


def kept(rooms: Premises, by: User, **values: Any) -> Premises:
    space = Space.objects.get(pk=rooms.space_id)
    for name, value in values.items():
        setattr(space, name, value)
    keeping.keep(space, by=actor_of(by))
    return Premises.objects.get()


@pytest.mark.parametrize("change", [{"area_m2": Decimal("4805")}, {"kind": "office"}, {"number": "901"}])
def test_its_rooms_are_certified_anew_by_somebody_else(
    rooms: Premises, operator: User, reviewer: User, change: dict[str, Any]
) -> None:
    changed = kept(rooms, operator, **change)
    assert (changed.certified, changed.entered_by) == (False, operator)
    assert audit.history(changed)[-1].actor_id == operator.pk
    with pytest.raises(Refused, match="填写人不能核验自己填写的记录"):
        certifying.certify(record=changed, by=actor_of(operator))
    assert certifying.certify(record=changed, by=actor_of(reviewer)).certified


def test_what_stays_as_it_was_stays_certified(rooms: Premises, operator: User) -> None:
    assert kept(rooms, operator).certified


def test_a_space_that_nobody_rents_has_nothing_to_certify(operator: User) -> None:
    space = SpaceFactory(building__park__valley__city=operator.departmentmemberships.get().department.city)
    space.area_m2 = Decimal(900)
    keeping.keep(space, by=actor_of(operator))
    assert Space.objects.get().area_m2 == 900 and not Premises.objects.exists()
    assert consequences(keeping.SpaceChange(space)) == []


def test_the_page_says_so_before_it_is_saved(rooms: Premises, operator: User, client_of: Any) -> None:
    address = reverse("admin:parks_space_change", args=[rooms.space_id])
    client = client_of(operator)
    assert "改动以后要由另一位工作人员重新核验" in client.get(address).content.decode()
    space = rooms.space
    assert space is not None
    typed = {"building": space.building_id, "number": space.number, "kind": space.kind, "area_m2": "4805"}
    assert client.post(address, typed).status_code == 302
    rooms.refresh_from_db()
    assert not rooms.certified and rooms.let_area_m2 == 4805


def test_who_wrote_before_another_did_certifies_it_no_more_than_that_other(
    rooms: Premises, operator: User, reviewer: User
) -> None:
    second = office_user(Role.OPERATOR, rooms.applicant.city, more="-2")
    kept(rooms, operator, area_m2=Decimal("4805"))
    changed = kept(rooms, second, number="902")
    with pytest.raises(Refused, match="您填写或改动过这条记录"):
        certifying.certify(record=changed, by=actor_of(operator))
    certifying.certify(record=changed, by=actor_of(reviewer))
    changed = kept(rooms, second, number="903")  # what was written before it was certified counts no more
    assert certifying.certify(record=changed, by=actor_of(operator)).certified
