"""A list is narrowed by its own filters alone: no other field, relation or transform is taken from an address."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import SuspiciousOperation
from django.db.models import Model
from django.test import Client

from accounts.actor import actor_of
from accounts.adminkit.exporting.laying_out import request_of
from accounts.adminkit.narrowing import declared_lookups
from tests.permissions.test_other_cities import pages_of
from tests.permissions.world import ELSEWHERE, SECRET, World

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


BEYOND = (
    {"year": "9999"}, {"year": "9999", "month": "12"}, {"year": "9999", "month": "12", "day": "31"}, {"year": "1"},
    {"year": "99999999999"}, {"year": "2026", "month": "99999999999"}, {"year": "2026", "month": "1", "day": "9" * 11},
    {"month": "99999999999"}, {"day": "99999999999"}, {"gte": "9999-12-31"}, {"lt": "0001-01-01"},
)  # fmt: skip


@pytest.mark.django_db
def test_days_beyond_every_calendar_are_none(world: World, inside: Any) -> None:
    client, tried = inside("operator"), 0
    exported = dict(exporting(world, "operator"))
    for page, address in pages_of("operator", world):
        if page.date_hierarchy:
            tried += 1
            for parts in BEYOND:
                said = {f"{page.date_hierarchy}__{part}": text for part, text in parts.items()}
                assert client.get(address, said).status_code in (200, 302, 400), f"{address}?{said}"
                if page in exported:
                    answer = client.get(f"{exported[page]}export/", said)
                    assert answer.status_code in (200, 302, 400), f"{address}export/?{said}"
    assert tried > 10


def exporting(world: World, role: str) -> Iterator[tuple[Any, str]]:
    """The pages whose list the person may take along as a sheet."""
    asked = type("Asked", (), {"actor": actor_of(world.people[role])})()
    for page, address in pages_of(role, world):
        if hasattr(page, "get_export_queryset") and page.has_export_permission(asked):
            yield page, address


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["operator", "official"])
def test_a_sheet_holds_the_rows_of_its_list_whatever_is_asked_beside_its_filters(world: World, role: str) -> None:
    """A field, or one behind it, is refused or changes nothing; so is an order that the list has not."""
    actor, told, asked = actor_of(world.people[role]), [], 0
    for page, address in exporting(world, role):
        plain = keys_of(page, actor, "")
        for path in paths_of(page.model):
            for odd in ("__startswith",) if "__" in path else ("__gte", "__startswith"):
                asked += 1
                if not is_bound(page, path, odd) and keys_of(page, actor, f"{path}{odd}=9") not in (None, plain):
                    told.append(f"{address}?{path}{odd}")
        for name in ("ordering", "order_by", "sort", "limit", "columns", "export_items"):
            if keys_of(page, actor, f"{name}=-pk") not in (None, plain):
                told.append(f"{address}?{name}")
    assert told == []
    assert asked > 500 or role != "operator"


def keys_of(page: Any, actor: Any, query: str) -> list[Any] | None:
    """The rows that a sheet would hold, in their order; None where the address is refused."""
    try:
        return [row.pk for row in page.get_export_queryset(request_of(actor, query))]
    except SuspiciousOperation:
        return None


@pytest.mark.django_db
def test_a_sheet_names_no_row_that_was_not_in_the_list(world: World, inside: Any) -> None:
    """Rows named one by one, as the library would take them, and another city's among the filters."""
    client, asked = inside("operator"), 0
    for page, address in exporting(world, "operator"):
        foreign = world.rows[ELSEWHERE].get(page.model)
        if foreign is not None:
            asked += 1
            typed = {"format": "1", "resource": "0", "export_items": [foreign.pk]}
            answer = client.post(f"{address}export/", typed)
            assert answer.status_code in (200, 302, 400) and SECRET not in answer.content.decode("utf-8-sig"), address
    assert asked > 20


@pytest.mark.django_db
def test_an_odd_value_of_a_filter_breaks_no_sheet(world: World, inside: Any) -> None:
    client, values, asked = inside("operator"), cycle(("abc", "\x00", "9" * 30, "[", "-1")), 0
    for page, address in exporting(world, "operator"):
        for name in sorted(declared_lookups(page.model, page.list_filter, page.date_hierarchy))[:3]:
            asked += 1
            answer = client.get(f"{address}export/", {name: next(values)})
            assert answer.status_code in (200, 302, 400), f"{address}?{name}"
    assert asked > 50


@pytest.mark.django_db
def test_a_relation_that_leads_back_offers_no_choices(world: World, inside: Any) -> None:
    client, asked = inside("operator"), 0
    for page, _ in pages_of("operator", world):
        meta = page.model._meta
        for field in meta.related_objects:
            asked += 1
            name = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field.name, "term": "x"}
            assert client.get("/admin/autocomplete/", name).status_code in (403, 404), name
    assert asked > 20
