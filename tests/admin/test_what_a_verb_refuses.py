"""The office's form of a record: what the verb refuses is said, what was typed stays; nothing is listed twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.adminkit.refusing import JUST_SAVED
from accounts.requests.overtaking import OVERTAKEN
from enterprises.models import Applicant
from enterprises.registers.register import registers
from enterprises.registers.resting import _ASKED, rests
from enterprises.registers.writing import ANOTHERS
from parks.models import Space
from tests.factories import BuildingFactory, DealFactory, PremisesFactory, SpaceFactory, TechnologyContractFactory
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


def test_the_later_save_of_an_older_form_is_told_what_another_saved(
    changzhi: Any, operator: Any, client_of: Any
) -> None:
    """Two tabs: what the first put right is not put back by the second, which opened before."""
    room = SpaceFactory(building__park__valley__city=changzhi, number="901", area_m2=300, kind="office")
    first, second = client_of(operator), client_of(operator)
    opened = form_of(first, room) | {"opened": first.get(page(room)).context["opened"]}
    assert first.post(page(room), opened | {"area_m2": "301"}).status_code == 302
    answer = second.post(page(room), opened | {"kind": "workshop"})
    told = answer.content.decode()
    assert answer.status_code == 200 and OVERTAKEN in told and "现在登记的是“301.00”" in told
    room.refresh_from_db()
    assert (room.area_m2, room.kind) == (301, "office")
    again = opened | {"kind": "workshop", "area_m2": "301", "opened": answer.context["opened"]}
    assert second.post(page(room), again).status_code == 302
    room.refresh_from_db()
    assert (room.area_m2, room.kind) == (301, "workshop")


def test_every_form_that_can_be_saved_carries_what_the_record_said(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    for entry in registers().values():
        answer = client.get(page(record_of(entry, company)))
        assert f'name="opened" value="{answer.context["opened"]}"' in answer.content.decode(), entry.name


@pytest.mark.django_db(transaction=True)
def test_a_double_click_saves_once_and_tells_the_others(changzhi: Any, operator: Any, client_of: Any) -> None:
    """Four equal forms in one moment."""
    building = BuildingFactory(park__valley__city=changzhi)
    typed = {"building": building.pk, "number": "902", "area_m2": "100", "kind": "office"}
    clients, start = [client_of(operator) for _ in range(4)], Barrier(4)

    def click(client: Client) -> int:
        start.wait()
        try:
            return client.post("/admin/parks/space/add/", typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, clients))
    assert sorted(answers) == [200, 200, 200, 302]
    assert Space.objects.filter(building=building).count() == 1


def test_what_holds_over_fields_that_the_form_does_not_show_is_asked_all_the_same(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    """A described room has a use and an area; that it is described the form does not show."""
    room = PremisesFactory(applicant=company, certified=False)
    client = client_of(operator)
    answer = client.post(page(room), form_of(client, room) | {"kind": "", "area_m2": ""})
    said = answer.context["adminform"].form.non_field_errors()
    assert answer.status_code == 200 and said and JUST_SAVED not in said
    room.refresh_from_db()
    assert room.kind and room.area_m2


@pytest.mark.parametrize("asked", ["?_to_field=", "?_to_field=%00", "?_to_field=nosuch"])
def test_an_odd_to_field_breaks_nothing(company: Applicant, operator: Any, client_of: Any, asked: str) -> None:
    client, room = client_of(operator), SpaceFactory(building__park__valley__city=company.city)
    assert client.get(page(room) + asked).status_code in (200, 400)
    assert client.post(page(room), {"_to_field": asked.partition("=")[2]}).status_code in (200, 400)
