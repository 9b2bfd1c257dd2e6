"""A form of the admin takes other records of the city alone in which the person may write; made from the models."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import ModelChoiceField
from django.test import Client, RequestFactory

from accounts.actor import Role, actor_of
from accounts.adminkit.scoping import city_id_of
from accounts.models import City, District
from enterprises.models import Applicant
from parks.models import Building, Park, Space, Valley
from tests.factories import BuildingFactory, ParkFactory
from tests.permissions.test_other_cities import pages_of
from tests.permissions.world import CITY_ROLES, ELSEWHERE, OWN, World

pytestmark = pytest.mark.django_db


def asked_by(world: World, role: str) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = world.people[role]
    request.actor = actor_of(world.people[role])
    return request


def forms_of(world: World, role: str) -> Iterator[tuple[Any, Any]]:
    """Each form that the person may save: of a new record, and of its own city's."""
    request = asked_by(world, role)
    for model, page in admin.site._registry.items():
        if page.has_add_permission(request):
            yield page, page.get_form(request)()
        row = world.rows[OWN].get(model)
        if row is not None and page.has_change_permission(request, row):
            yield page, page.get_form(request, row, change=True)(instance=row)


def city_of(row: Model) -> int | None:
    """Whose city a record is of, as its own page of the admin says it."""
    if isinstance(row, City):
        return int(row.pk)
    page = admin.site._registry.get(type(row))
    path = page.city_path if page else getattr(type(row)._default_manager.all(), "city_path", "")
    return city_id_of(row, path.removesuffix("_id")) if path else None


@pytest.mark.parametrize("role", [*CITY_ROLES])
def test_no_form_offers_or_takes_a_record_of_another_city(world: World, role: str) -> None:
    here = set(actor_of(world.people[role]).city_ids())
    foreign, asked = [], 0
    for page, form in forms_of(world, role):
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField):
                asked += 1
                cities = {city_of(row) for row in field.queryset} - {None} - here
                foreign += [f"{page}.{name}"] if cities else []
    assert foreign == []
    assert asked or role not in (Role.OPERATOR, Role.REVIEWER)


@pytest.mark.parametrize("model", [Building, Space])
def test_a_place_stays_where_it_is(world: World, inside: Any, model: Any) -> None:
    """A building with its tenancies is not moved to another park, of this city or of another."""
    client: Client = inside("operator")
    row: Any = world.rows[OWN][model]
    other: Any = world.rows[ELSEWHERE][model]
    place = "park" if model is Building else "building"
    near = ParkFactory(valley=row.park.valley) if model is Building else BuildingFactory(park=row.building.park)
    before = getattr(row, f"{place}_id")
    for wanted in (getattr(other, f"{place}_id"), near.pk):
        typed = {place: wanted, "name": "改名", "number": "改号", "kind": "office", "area_m2": "300"}
        client.post(f"/admin/parks/{model._meta.model_name}/{row.pk}/change/", typed)
        row.refresh_from_db()
        assert getattr(row, f"{place}_id") == before


def test_nothing_is_added_to_a_valley_of_another_city(world: World, inside: Any) -> None:
    client = inside("operator")
    theirs = Valley.objects.get(city=world.rows[ELSEWHERE][Building].park.valley.city)
    for name, typed in (
        ("zone", {"name": "越界", "kind": "main_area"}),
        ("park", {"name": "越界", "status": "operating"}),
    ):
        page = client.post(f"/admin/parks/{name}/add/", typed | {"valley": theirs.pk})
        assert page.status_code == 200
    assert not Park.objects.filter(name="越界").exists()
    assert (
        client.post("/admin/parks/building/add/", {"name": "越界", "park": theirs.parks.first().pk}).status_code == 200
    )
    assert not Building.objects.filter(name="越界").exists()


@pytest.mark.parametrize("first", range(3))
def test_a_key_that_is_none_is_refused_with_a_sentence(world: World, inside: Any, first: int) -> None:
    """Every field that names another record gets three of them, one after the other."""
    keys = ("\x00", "NaN", "1e400", "abc", "9" * 30, "-1", "١٢", "{}", " ")
    client, asked = inside("operator"), 0
    for page, address in pages_of("operator", world):
        fields = page.autocomplete_fields if page.has_add_permission(asked_by(world, "operator")) else ()
        if fields:
            typed = {name: keys[(asked + place + 3 * first) % 9] for place, name in enumerate(fields)}
            asked += len(fields)
            assert client.post(f"{address}add/", typed).status_code in (200, 400), f"{address} {typed}"
    assert asked > 5


@pytest.mark.parametrize("role", ["operator", "reviewer"])
def test_a_district_of_another_city_is_refused_in_a_sentence(world: World, inside: Any, role: str) -> None:
    """Districts are read by everybody; that one of them is this city's is asked of the form."""
    own: Applicant = world.rows[OWN][Applicant]
    theirs = District.objects.filter(city=world.rows[ELSEWHERE][Applicant].city).first()
    address = f"/admin/enterprises/applicant/{own.pk}/change/"
    client: Client = inside(role)
    page = client.post(address, {"name": own.name, "kind": own.kind, "uscc": own.uscc, "district": theirs.pk})
    assert page.status_code == 200 and page.context["adminform"].form.errors.keys() >= {"district"}


def test_a_record_that_points_into_another_city_says_so(world: World) -> None:
    """For whoever may choose among all cities."""
    own: Applicant = world.rows[OWN][Applicant]
    copy = Applicant(city=own.city, kind=own.kind, name="甲", uscc=own.uscc, unit_code=own.unit_code, pk=own.pk)
    copy.district = District.objects.exclude(city=own.city).first()
    with pytest.raises(ValidationError) as refused:
        copy.validate_constraints()
    assert refused.value.message_dict["district"] == ["县（市、区）与所属市不符，请重新选择。"]
    copy.district = District.objects.filter(city=own.city).first()
    copy.validate_constraints()
