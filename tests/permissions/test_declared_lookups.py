"""A list is narrowed by its own filters alone: no other field, relation or transform is taken from an address."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from accounts.actor import actor_of
from tests.permissions.test_other_cities import pages_of
from tests.permissions.world import World

ODD = ("", "__gte", "__startswith", "__regex", "__range", "__unaccent", "__0__startswith", "__in")
PAGES = admin.site._registry


def paths_of(model: type[Model]) -> Iterator[str]:
    """Every field, every relation to and from the model, and every field behind one."""
    for field in model._meta.get_fields():
        yield field.name
        if field.related_model and isinstance(field.related_model, type):
            yield from (f"{field.name}__{other.name}" for other in field.related_model._meta.get_fields())


@pytest.mark.django_db
def test_nothing_but_what_a_filter_writes_narrows_a_list(world: World) -> None:
    asked = type("Asked", (), {"actor": actor_of(world.people["administrator"])})()
    let_through = {
        f"{model.__name__}: {path}{odd}"
        for model, page in PAGES.items()
        for path in paths_of(model)
        for odd in ODD
        if page.lookup_allowed(f"{path}{odd}", "1", asked) and not is_bound(page, path, odd)
    }
    assert let_through == set()


def is_bound(page: Any, path: str, odd: str) -> bool:
    """Whether it is a bound of a date that the list is filtered by, or the parameter of a filter of the page's own."""
    dates = {name for name in (page.date_hierarchy, *page.list_filter) if isinstance(name, str)}
    own = {row.parameter_name for row in page.list_filter if hasattr(row, "parameter_name")}
    return (odd == "__gte" and path in dates) or (not odd and path in own)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["operator", "official", "policy_editor"])
def test_a_list_answers_no_other_question(world: World, inside: Any, role: str) -> None:
    client: Client = inside(role)
    for page, address in pages_of(role, world):
        for field in page.model._meta.get_fields():
            name = f"{field.name}__gte"
            if not is_bound(page, field.name, "__gte"):
                assert client.get(address, {name: "1"}).status_code in (400, 404), f"{address}?{name}"


@pytest.mark.django_db
def test_its_own_filters_still_work(world: World, inside: Any) -> None:
    client, tried = inside("operator"), 0
    for page, address in pages_of("operator", world):
        for row in page.get_list_filter(type("Asked", (), {"actor": actor_of(world.people["operator"])})()):
            if isinstance(row, str):
                tried += 1
                assert client.get(address, {f"{row}__isnull": "False"}).status_code == 200, f"{address} {row}"
    assert tried > 20
