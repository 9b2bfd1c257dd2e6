"""The interface names other records too: of their own city alone."""

from typing import Any

import pytest
from django.forms import ModelChoiceField

from accounts.actor import Role, actor_of
from enterprises.forms.records import form_of
from enterprises.models import Applicant
from enterprises.registers.register import registers
from tests.permissions.test_writes_stay_in_the_city import city_of
from tests.permissions.world import OWN, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["applicant", Role.OPERATOR])
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
