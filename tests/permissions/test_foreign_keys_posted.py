"""Every key of another city's record, posted into every field that names one, of each form of the admin and of its
inlines, for each role: none is written. Made from the models."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from accounts.actor import actor_of
from tests.permissions.test_writes_stay_in_the_city import asked_by, city_of
from tests.permissions.world import CITY_ROLES, ELSEWHERE, OWN, World

pytestmark = pytest.mark.django_db
WRITES = {"operator": 40, "reviewer": 25}  # forms that are saved as they are, so that what is refused is the key


def keys_of(model: type[models.Model]) -> list[Any]:
    """The fields by which a record names others."""
    own = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return [field for field in own if field.is_relation and field.related_model]


def foreign_for(world: World, role: str, field: Any) -> models.Model | None:
    """A record elsewhere that the field could name, where it is of a city that is not the person's."""
    row = world.rows[ELSEWHERE].get(field.related_model)
    city = city_of(row) if row is not None else None
    return row if city is not None and city not in actor_of(world.people[role]).city_ids() else None


def sent(form: Any) -> dict[str, Any]:
    """What a browser sends of a form as it is shown."""
    told: dict[str, Any] = {}
    for bound in form:
        widget, value = bound.field.widget, bound.value()
        many = getattr(widget, "widgets", None)
        if many and hasattr(widget, "decompress"):
            parts = value if isinstance(value, list) else widget.decompress(value)
            told |= {f"{bound.html_name}_{place}": part for place, part in enumerate(parts) if part is not None}
        elif value is not None and value is not False:
            told[bound.html_name] = [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
    return told


def inlines_of(page: Any, request: Any, row: Any) -> Iterator[Any]:
    """Each inline of a form as a formset."""
    for made, _ in page.get_formsets_with_inlines(request, row):
        yield made(instance=row, prefix=made.get_default_prefix())


def whole(page: Any, request: Any, row: Any) -> dict[str, Any]:
    """The form of a record with its inlines, as a browser sends it."""
    told = sent(page.get_form(request, row, change=True)(instance=row))
    for formset in inlines_of(page, request, row):
        told |= sent(formset.management_form)
        for form in formset:
            told |= sent(form)
    return told


def naming(model: type[models.Model], field: Any, foreign: models.Model) -> int:
    return int(model._base_manager.filter(**{field.name: foreign.pk}).count())


@pytest.mark.parametrize("role", [*CITY_ROLES])
def test_no_key_of_another_city_is_written(world: World, inside: Any, role: str) -> None:
    client: Client = inside(role)
    request, taken, saved = asked_by(world, role), [], 0
    for model, page in admin.site._registry.items():
        row = world.rows[OWN].get(model)
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        if row is None or not page.has_change_permission(request, row):
            continue
        typed = whole(page, request, row)
        saved += client.post(f"{address}{row.pk}/change/", typed).status_code == 302
        targets = [(model, field, field.name) for field in keys_of(model)]
        for formset in inlines_of(page, request, row):
            last = f"{formset.prefix}-{max(0, formset.total_form_count() - 1)}"
            targets += [(formset.model, field, f"{last}-{field.name}") for field in keys_of(formset.model)]
        for where, field, name in targets:
            if (foreign := foreign_for(world, role, field)) is None:
                continue
            before = naming(where, field, foreign)
            for to in (f"{address}{row.pk}/change/", f"{address}add/"):
                client.post(to, typed | {name: foreign.pk, f"{name}_id": foreign.pk})
            taken += [f"{address} {name}"] if naming(where, field, foreign) != before else []
    assert taken == []
    assert saved >= WRITES.get(role, 0)
