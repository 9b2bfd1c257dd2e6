"""The interface names and takes records of one's own alone, and its lists are narrowed by declared parameters alone.

Made from its addresses, their description and the models: what is added later is tried as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.forms import ModelChoiceField
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from accounts.actor import Role, actor_of
from core.models import AuditEntry
from enterprises.api.describing import PAPER, fields_by_key
from enterprises.api.registers import NO_APPLICANT, RecordList
from enterprises.forms.records import form_of
from enterprises.models import Applicant
from enterprises.registers.register import Register, registers
from jinchuanggu.api import Token
from subsidies.api.evaluating import Evaluate
from tests.permissions.routes import Route, routes
from tests.permissions.test_declared_lookups import paths_of
from tests.permissions.test_writes_stay_in_the_city import city_of
from tests.permissions.world import ELSEWHERE, NEIGHBOUR, OWN, World, undone

pytestmark = pytest.mark.django_db
WRITERS = ("applicant", Role.OPERATOR)
NOBODY = {
    "": "zz-nobody", "__exact": "zz-nobody", "__gte": "999999999", "__gt": "999999999", "__lt": "-1",
    "__in": "zz-nobody", "__startswith": "zz-nobody", "__regex": "^zz-nobody$", "__isnull": "True",
}  # fmt: skip
SORTING = ("ordering", "o", "sort", "order_by", "search", "q")
AT_ONCE = 80  # names in one address: Django reads a thousand parameters


def lists() -> Iterator[tuple[Route, str]]:
    """Every address of the interface that answers with a list."""
    for route in routes():
        told = route.api_class is not None and "<" not in route.pattern and hasattr(route.api_class, "get")
        if told and route.name.rpartition(":")[2] not in ("schema", "docs"):
            yield route, f"/{route.pattern}"


def model_of(route: Route) -> type[Model] | None:
    """The model whose rows a list holds; None where it holds something else, schemes or registers."""
    view = route.api_class(**getattr(route.view, "initkwargs", {}))
    view.swagger_fake_view = True
    return view.get_queryset().model if hasattr(view, "get_queryset") else None


@pytest.mark.parametrize("role", WRITERS)
def test_no_list_is_narrowed_or_ordered_by_what_is_not_declared(world: World, inside: Any, role: str) -> None:
    """All that could narrow a list by its fields, or by a field behind one, at once: any of it would leave no row."""
    client: Client = inside(role)
    described = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    narrowed, asked, with_rows = [], 0, 0
    for route, path in lists():
        declared = {row["name"] for row in described[path]["get"].get("parameters", []) if row["in"] == "query"}
        plain, model = client.get(path), model_of(route)
        if plain.status_code == 403:  # claims, to whoever acts for no applicant
            continue
        assert plain.status_code == 200, path
        with_rows += bool(plain.json()["count"]) if model else 1
        names = list(paths_of(model)) if model else ["code", "title", "policy", "name", "heading", "city__key"]
        asked += len(names)
        for part in (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)):
            odd = {f"{name}{lookup}": value for name in part for lookup, value in NOBODY.items()}
            odd |= dict.fromkeys(SORTING, part[-1])
            told = client.get(path, {key: value for key, value in odd.items() if key not in declared})
            narrowed += [f"{path} {part}"] if told.content != plain.content else []
    assert narrowed == []
    assert asked > 500 and (with_rows > 20 or role != "applicant")


def test_what_is_declared_narrows(world: World, inside: Any) -> None:
    client: Client = inside("applicant")
    all_of_them = client.get("/api/schemes/").json()
    some = client.get("/api/schemes/", {"city": "changzhi"}).json()
    assert {row["city"] for row in some} == {"changzhi"} and 0 < len(some) < len(all_of_them)
    assert client.get("/api/claims/", {"page": "2"}).status_code == 404


@pytest.mark.parametrize("role", WRITERS)
def test_the_interface_takes_no_record_of_another_city(world: World, role: str) -> None:
    """What a program may name in a record is what the form of that record offers."""
    own: Any = world.rows[OWN][Applicant]
    foreign, asked = [], 0
    for name, entry in registers().items():
        form = form_of(entry, own, actor_of(world.people[role]))()
        for key, field in form.fields.items():
            if isinstance(field, ModelChoiceField):
                asked += 1
                cities = {city_of(row) for row in field.queryset} - {None, own.city_id}
                foreign += [f"{name}.{key}"] if cities else []
    assert foreign == [] and asked


def test_whatever_takes_something_is_tried_here() -> None:
    """A new address that takes what is sent belongs into these tests."""
    writing = {
        route.api_class for route in routes() if route.api_class is not None and hasattr(route.api_class, "post")
    }
    others = [
        route.pattern for route in routes()
        if route.api_class is not None and any(hasattr(route.api_class, name) for name in ("put", "patch", "delete"))
    ]  # fmt: skip
    assert writing == {RecordList, Token, Evaluate} and others == []


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("place", [NEIGHBOUR, ELSEWHERE])
def test_no_foreign_record_is_named_in_any_field(world: World, inside: Any, role: str, place: str) -> None:
    """Every field that names a record, with the key of another's: refused under its name, and nothing is written.

    An office of the city may name the neighbour's records, but not in a record of somebody else.
    """
    client: Client = inside(role)
    own: Any = world.rows[OWN][Applicant]
    taken, asked = [], 0
    for name, entry in registers().items():
        for key, field in fields_by_key(entry).items():
            if field == PAPER or not entry.model._meta.get_field(field).is_relation:
                continue
            related: Any = entry.model._meta.get_field(field).related_model
            if world.rows[place][related] == world.rows[OWN][related]:
                continue
            asked += 1
            good, bad = ({"applicant": own.unit_code, key: world.rows[where][related].pk} for where in (OWN, place))
            assert key not in posted(client, name, entry, good), f"{name}.{key}"
            if key not in posted(client, name, entry, bad):
                taken.append(f"{name}.{key}")
    assert taken == []
    assert asked > 5


@pytest.mark.parametrize("role", WRITERS)
def test_no_record_is_written_for_a_foreign_applicant(world: World, inside: Any, role: str) -> None:
    """By code, by key, by name, as text and as number; the answer is that for one who is not there."""
    client: Client = inside(role)
    for place in (NEIGHBOUR, ELSEWHERE) if role == "applicant" else (ELSEWHERE,):
        foreign: Any = world.rows[place][Applicant]
        for name, entry in registers().items():
            for code in (foreign.unit_code, foreign.pk):
                assert posted(client, name, entry, {"applicant": code}) == {"applicant": [NO_APPLICANT]}, name
        missing = posted(client, name, entry, {"applicant": "91140400MA0GT99999"})
        for code in (foreign.name, str(foreign.pk), [foreign.unit_code], {"unit_code": foreign.unit_code}, True):
            assert posted(client, name, entry, {"applicant": code}) == missing == {"applicant": [NO_APPLICANT]}


@pytest.mark.parametrize("role", WRITERS)
def test_no_field_is_set_that_the_register_does_not_ask(world: World, inside: Any, role: str) -> None:
    """Whose it is, of which city, who certified it: each column of the model, by its name and that of its key."""
    client: Client = inside(role)
    own: Any = world.rows[OWN][Applicant]
    for name, entry in registers().items():
        asked = {*fields_by_key(entry), *entry.asked, "applicant"}
        columns = {each for field in entry.model._meta.concrete_fields for each in (field.name, field.attname)}
        others = (columns | {"city", "city_id", "pk", "applicant__city"}) - asked
        told = posted(client, name, entry, {"applicant": own.unit_code, **dict.fromkeys(others, own.pk)})
        assert told == {column: ["没有这个字段。"] for column in others}, name


def posted(client: Client, name: str, entry: Register, sent: dict[str, Any]) -> dict[str, Any]:
    """What is said to a record that is handed in, by field; nothing of it is kept if anything is said."""
    before = entry.model._base_manager.count(), AuditEntry.objects.count()
    with undone():
        answer = client.post(f"/api/registers/{name}/", sent, content_type="application/json")
        if answer.status_code == 201:
            return {}
        assert answer.status_code in (400, 403), f"{name} {sent}"
        assert (entry.model._base_manager.count(), AuditEntry.objects.count()) == before
        told: dict[str, Any] = answer.json()
        return told
