"""Money hangs on choices: no form of any role comes with one made already."""

import re
from typing import Any

import pytest
from django.contrib.admin import site
from django.db import models
from django.test import Client, RequestFactory

from accounts.actor import actor_of
from accounts.adminkit.base import ScopedModelAdmin
from accounts.models import User
from enterprises.forms.records import form_of
from enterprises.models import Applicant
from enterprises.registers.register import registers
from subsidies.office.catalogue.edition_pages import SourceForm

pytestmark = pytest.mark.django_db
EMPTY = ("", "请选择")


def choices_of(model: type[models.Model]) -> list[Any]:
    return [row for row in model._meta.concrete_fields if row.choices and row.editable and not row.blank]


def test_no_page_of_the_office_makes_a_choice(operator: User) -> None:
    pages = [page for page in site._registry.values() if isinstance(page, ScopedModelAdmin)]
    request: Any = RequestFactory().get("/")
    request.actor = actor_of(operator)
    fields = [(page, row) for page in pages for row in choices_of(page.model)]
    assert len(fields) > 20
    for page, row in fields:
        field: Any = page.formfield_for_dbfield(row, request)
        assert (field.initial, next(iter(field.choices))) == ("", EMPTY), f"{page.model.__name__}.{row.name}"


def test_no_form_of_a_record_makes_a_choice(company: Applicant, applicant: User) -> None:
    for entry in registers().values():
        for name, field in form_of(entry, company, actor_of(applicant)).base_fields.items():
            if getattr(field, "choices", None) is not None:
                assert not field.initial, f"{entry.name}.{name}"
                assert next(iter(field.choices))[0] == "", f"{entry.name}.{name}"


def test_neither_sign_up_nor_an_edition_makes_a_choice(client: Client) -> None:
    page = client.get("/accounts/sign-up/").content.decode()
    assert re.findall(r'value="([^"]*)" selected', page) == ["", "", ""]  # kind, city, district
    assert next(iter(SourceForm().fields["kind"].choices)) == EMPTY  # type: ignore[attr-defined]  # a field of choices
