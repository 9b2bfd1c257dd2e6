"""The office's form of a record: what the verb refuses is said, what was typed stays; nothing is listed twice."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from enterprises.models import Applicant
from enterprises.registers.register import registers
from enterprises.registers.resting import _ASKED, rests
from enterprises.registers.writing import ANOTHERS
from tests.factories import DealFactory, TechnologyContractFactory
from tests.factories.registers import record_of

pytestmark = pytest.mark.django_db


def page(record: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def form_of(client: Client, record: Any) -> dict[str, Any]:
    """What the record's page would post as it stands."""
    form = client.get(page(record)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def test_a_number_of_another_record_is_refused_in_a_sentence_where_a_claim_rests_on_this_one(
    company: Applicant, other_company: Applicant, operator: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two parties may each have theirs of one contract, so that the form itself finds nothing wrong."""
    own, other = (TechnologyContractFactory(applicant=row) for row in (company, other_company))
    monkeypatch.setattr("enterprises.registers.resting._ASKED", [*_ASKED])
    rests(lambda record: ["申报 CZ2026000031"] if record == own else [])
    client = client_of(operator)
    typed = form_of(client, own) | {"registered_no": other.registered_no, "title": "刚刚写的名称"}
    answer = client.post(page(own), typed)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert ANOTHERS in said and "刚刚写的名称" in said and other.registered_no in said
    before = own.registered_no
    own.refresh_from_db()
    assert (own.registered_no, own.certified) == (before, True)
    assert client.post(page(own), typed | {"registered_no": "2026140400999999"}).status_code == 302


def test_a_fault_of_the_form_is_said_alone(company: Applicant, operator: Any, client_of: Any) -> None:
    first, second = (DealFactory(applicant=company) for _ in range(2))
    client = client_of(operator)
    answer = client.post(page(second), form_of(client, second) | {"contract_no": first.contract_no})
    assert answer.status_code == 200 and answer.content.decode().count("本单位已经登记过这一条") == 1


@pytest.mark.parametrize("name", registers())
def test_what_cannot_be_typed_is_listed_once(name: str, company: Applicant, operator: Any, client_of: Any) -> None:
    record = record_of(registers()[name], company)
    request = client_of(operator).get(page(record)).wsgi_request
    fields = list(admin.site._registry[type(record)].get_readonly_fields(request, record))
    assert len(fields) == len(set(fields)) and "certified" in fields
    part_of = getattr(record, "part_of", None)
    assert part_of is None or part_of in fields
