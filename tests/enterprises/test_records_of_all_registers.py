"""The pages and the interface of every register in the list, by a cast: applicant, officers, stranger.

The cast is the same for all tests of the module and logs in once; what a test writes is undone after it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings

from accounts.actor import Role
from accounts.models import User
from core import audit
from core.files.keeping import keep_bytes
from core.values.money import to_yuan
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.presenting import PAPER
from enterprises.registers.register import Register, registers
from enterprises.registers.resting import _ASKED, rests
from tests.conftest import LOGIN_BACKEND
from tests.core.files.uploads_for_tests import PDF
from tests.factories import ApplicantFactory, CityFactory, UserFactory, applicant_of, office_user
from tests.factories.registers import record_of
from tests.permissions.crawling import Visitor

pytestmark = pytest.mark.django_db
DECLARED = [name for name, entry in registers().items() if entry.declared]
ALL = list(registers())


def typed(record: RegisterRecord, entry: Register) -> dict[str, Any]:
    """The record as a person would type it."""
    return {name: _typed(record, name) for name in entry.asked if name != PAPER and _typed(record, name) != ""}


def _typed(record: RegisterRecord, name: str) -> Any:
    value = getattr(record, record._meta.get_field(name).attname)
    if value is None or value is False:
        return ""
    if name.endswith("_fen"):
        return f"{to_yuan(value):.2f}"
    return str(value) if isinstance(value, Decimal) else value if isinstance(value, bool | int) else str(value)


def wanted(entry: Register, applicant: Applicant) -> dict[str, Any]:
    """What to type for a record that is not there yet; what it hangs on is."""
    record = record_of(entry, applicant, certified=False)
    asked = typed(record, entry)
    record.delete()
    return asked


def of(entry: Register, **where: Any) -> Any:
    return entry.model._default_manager.filter(**where)


def opens(visitor: Visitor, address: str) -> int:
    """Fetch a file whole, as a browser does."""
    answer: Any = visitor.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content) == PDF
        answer.file_to_stream.close()
    return int(answer.status_code)


@dataclass(frozen=True)
class Cast:
    """Three companies, two of one city, and everybody who comes by, each with a browser."""

    company: Applicant
    neighbour: Applicant
    elsewhere: Applicant
    people: dict[str, User]
    browsers: dict[str, Client]
    visitors: dict[str, Visitor]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Everybody, in a transaction around all tests of the module."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield _cast()
        transaction.set_rollback(True)


def _cast() -> Cast:
    here, there = CityFactory(changzhi=True), CityFactory(jincheng=True)
    company, neighbour, elsewhere = (ApplicantFactory(city=city) for city in (here, here, there))
    people = {
        "applicant": applicant_of(company, "own-applicant"),
        "neighbour": applicant_of(neighbour, "neighbour-applicant"),
        "applicant_elsewhere": applicant_of(elsewhere, "elsewhere-applicant"),
        **{role.value: office_user(role, here) for role in (Role.REVIEWER, Role.OFFICIAL, Role.POLICY_EDITOR)},
        "reviewer_elsewhere": office_user(Role.REVIEWER, there),
        "stranger": UserFactory(username="stranger", name="路人"),
    }
    browsers = {name: Client() for name in people}
    for name, browser in browsers.items():
        browser.force_login(people[name], backend=LOGIN_BACKEND)
    return Cast(company, neighbour, elsewhere, people, browsers, {name: Visitor(people[name]) for name in people})


@pytest.fixture
def own(cast: Cast) -> Client:
    return cast.browsers["applicant"]


@pytest.fixture
def company(cast: Cast) -> Applicant:
    return cast.company


@pytest.mark.parametrize("name", DECLARED)
def test_a_record_is_added_with_its_paper_and_leads_back_to_the_form_that_wanted_it(
    own: Client, company: Applicant, name: str
) -> None:
    entry = registers()[name]
    asked = wanted(entry, company)
    address = f"/enterprise/records/{name}/add/"
    form = own.get(address, {"next": "/claims/1/edit/?check=1#papers"}).content.decode()
    assert all(f'name="{field}"' in form for field in entry.asked)
    paper = SimpleUploadedFile("证书.pdf", PDF)
    answer = own.post(address, asked | {"paper": paper, "next": "/claims/1/edit/?check=1#papers"})
    assert answer.status_code == 302, answer.content.decode()
    row = of(entry).get(paper__name="证书.pdf")
    parts = urlsplit(answer["Location"])
    assert (parts.path, parts.fragment) == ("/claims/1/edit/", "papers")
    assert parse_qs(parts.query) == {"check": ["1"], "record": [f"{name}:{row.pk}"]}
    assert entry.applicant_of(row) == company and not row.certified
    assert [line.action for line in audit.history(row)] == ["declare_record"]
    assert typed(row, entry) == asked


@pytest.mark.parametrize("name", DECLARED)
def test_the_same_record_twice_is_refused_with_a_sentence(own: Client, company: Applicant, name: str) -> None:
    entry = registers()[name]
    asked = wanted(entry, company)
    before = of(entry).count()
    answers = [own.post(f"/enterprise/records/{name}/add/", asked) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "已经登记过" in answers[1].content.decode()
    assert of(entry).count() == before + 1


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "claims/", ""]
)
def test_the_way_back_leads_to_own_addresses_alone(own: Client, company: Applicant, elsewhere: str) -> None:
    entry = registers()["recognition"]
    answer = own.post("/enterprise/records/recognition/add/", wanted(entry, company) | {"next": elsewhere})
    assert answer["Location"] == f"/enterprise/records/recognition/{of(entry).get().pk}/"


@pytest.mark.parametrize("name", ALL)
def test_the_own_record_is_shown_with_its_paper_and_in_the_lists(own: Client, company: Applicant, name: str) -> None:
    entry = registers()[name]
    row = record_of(entry, company, certified=False)
    page = own.get(f"/enterprise/records/{name}/{row.pk}/").content.decode()
    assert "待核验" in page and "没有上传材料" in page
    listed = own.get(f"/enterprise/records/{name}/").content.decode()
    assert f"/enterprise/records/{name}/{row.pk}/" in listed
    assert f"/enterprise/records/{name}/{row.pk}/" in own.get("/enterprise/").content.decode()
    assert entry.title in own.get("/enterprise/records/").content.decode()


@pytest.mark.parametrize("name", ALL)
def test_for_others_the_record_is_not_there(name: str, cast: Cast) -> None:
    """The neighbour, who is nearest, tries each address; the others, whom the same gate stops, the page and a step."""
    entry = registers()[name]
    row = record_of(entry, cast.company, certified=False)
    page = f"/enterprise/records/{name}/{row.pk}/"
    below = dict.fromkeys(("reviewer", "reviewer_elsewhere", "applicant_elsewhere", "stranger"), ("",))
    for person, addresses in ({"neighbour": ("", "edit/", "correct/", "paper/")} | below).items():
        browser = cast.browsers[person]
        assert {browser.get(f"{page}{address}").status_code for address in addresses} == {404}
        assert browser.post(f"{page}withdraw/").status_code == 404
    assert cast.browsers["neighbour"].post(f"{page}edit/", typed(row, entry)).status_code == 404
    for person in ("neighbour", "applicant_elsewhere"):
        assert f"/{row.pk}/" not in cast.browsers[person].get(f"/enterprise/records/{name}/").content.decode()
    assert of(entry, pk=row.pk).exists()
    assert Client().get(page)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", DECLARED)
def test_a_foreign_record_is_no_choice_of_a_form(own: Client, company: Applicant, cast: Cast, name: str) -> None:
    entry = registers()[name]
    foreign = typed(record_of(entry, cast.neighbour, certified=False), entry)
    keys = [field for field in entry.asked if field != PAPER and entry.model._meta.get_field(field).many_to_one]
    for key in keys:
        own_words = wanted(entry, company)
        answers = [
            own.post(f"/enterprise/records/{name}/add/", own_words | {key: value})
            for value in (foreign.get(key, 987_654_321), 987_654_321)
        ]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert not of(entry, **{entry.owner: company}).exists()


@pytest.mark.parametrize("name", ALL)
def test_what_is_certified_or_rested_on_stays(own: Client, company: Applicant, name: str, monkeypatch: Any) -> None:
    entry = registers()[name]
    row = record_of(entry, company, certified=True)
    address = f"/enterprise/records/{name}/{row.pk}/"
    assert "已经部门核验" in own.post(f"{address}withdraw/", follow=True).content.decode()
    type(row)._default_manager.filter(pk=row.pk).update(certified=False)
    monkeypatch.setattr("enterprises.registers.resting._ASKED", [*_ASKED])
    rests(lambda record: ["申报 CZ2026000031"] if record == row else [])
    said = own.post(f"{address}withdraw/", follow=True).content.decode()
    assert "申报 CZ2026000031以这条记录为依据，不能删除" in said and f"{address}withdraw/" not in said
    assert of(entry, pk=row.pk).exists()


@pytest.mark.parametrize("name", ALL)
def test_declared_by_mistake_it_is_taken_back(own: Client, company: Applicant, name: str) -> None:
    entry = registers()[name]
    row = record_of(entry, company, certified=False)
    assert own.post(f"/enterprise/records/{name}/{row.pk}/withdraw/")["Location"] == f"/enterprise/records/{name}/"
    assert not of(entry, pk=row.pk).exists()
    assert [line.action for line in audit.history(row)] == ["withdraw_record"] or row.pk is None


@pytest.mark.parametrize("name", ALL)
def test_the_paper_is_opened_by_those_who_read_the_record(name: str, company: Applicant, cast: Cast) -> None:
    entry = registers()[name]
    file = keep_bytes(PDF, name="依据.pdf", content_type="application/pdf")
    row = record_of(entry, company, certified=False, paper=file)
    others = ("neighbour", "reviewer_elsewhere", "policy_editor", "stranger")
    opened = [opens(cast.visitors[person], f"/files/{file.pk}/") for person in ("applicant", "reviewer", *others)]
    assert opened == [200, 200, 404, 404, 404, 404]
    assert opens(cast.visitors["applicant"], f"/enterprise/records/{name}/{row.pk}/paper/") == 200


def test_the_profile_asks_no_more_for_many_records_than_for_few(
    own: Client, company: Applicant, django_assert_max_num_queries: Any
) -> None:
    for entry in registers().values():
        record_of(entry, company)
    own.get("/enterprise/")
    with django_assert_max_num_queries(20 + len(registers())):
        own.get("/enterprise/")
    for entry in registers().values():
        for number in range(3):
            record_of(entry, company, **({"year": 2010 + number} if "year" in entry.asked else {}))
    with django_assert_max_num_queries(20 + len(registers())):
        own.get("/enterprise/")
    for address in ("/enterprise/records/", *(f"/enterprise/records/{name}/" for name in registers())):
        with django_assert_max_num_queries(12):
            own.get(address)


def sent(entry: Register, asked: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the interface names it."""
    return {name.removesuffix("_fen"): value for name, value in asked.items()}


def post(client: Client, name: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/registers/{name}/", json.dumps(body, default=str), content_type="application/json")


@pytest.mark.parametrize("name", DECLARED)
def test_another_system_declares_for_its_own_applicant(own: Client, company: Applicant, name: str) -> None:
    entry = registers()[name]
    asked = wanted(entry, company)
    answer = post(own, name, sent(entry, asked))
    assert answer.status_code == 201, answer.content.decode()
    row = of(entry).get(pk=answer.json()["id"])
    assert typed(row, entry) == asked and entry.applicant_of(row) == company and not row.certified
    again = post(own, name, sent(entry, asked))
    assert again.status_code == 400 and "已经登记过" in again.content.decode()
    found = own.get(f"/api/registers/{name}/").json()["results"]
    assert found[0] == answer.json() == own.get(f"/api/registers/{name}/{row.pk}/").json()
    assert found[0]["applicant"] == company.unit_code


@pytest.mark.parametrize("name", ALL)
def test_an_office_enters_for_its_city_and_reads_no_other(name: str, company: Applicant, cast: Cast) -> None:
    entry = registers()[name]
    asked = sent(entry, wanted(entry, company))
    reviewer = cast.browsers["reviewer"]
    answer = post(reviewer, name, asked | {"applicant": company.unit_code})
    assert answer.status_code == 201, answer.content.decode()
    row = of(entry).get(pk=answer.json()["id"])
    assert row.entered_by == cast.people["reviewer"] and not row.certified
    for person in ("reviewer_elsewhere", "policy_editor", "stranger"):
        browser = cast.browsers[person]
        assert browser.get(f"/api/registers/{name}/{row.pk}/").status_code == 404
        assert row.pk not in [found["id"] for found in browser.get(f"/api/registers/{name}/").json()["results"]]
        refused = post(browser, name, asked | {"applicant": company.unit_code})
        assert refused.status_code == 400 and "不由您办理" in refused.content.decode()
    assert cast.browsers["official"].get(f"/api/registers/{name}/{row.pk}/").status_code == 200
    foreign = post(reviewer, name, asked | {"applicant": cast.elsewhere.unit_code})
    nobody = post(reviewer, name, asked | {"applicant": "91140400MA0000000X"})
    assert (foreign.status_code, foreign.content) == (400, nobody.content)


def test_what_the_interface_cannot_take_is_said_by_field(own: Client, company: Applicant) -> None:
    asked = sent(registers()["yearly_facts"], wanted(registers()["yearly_facts"], company))
    assert post(own, "yearly_facts", asked | {"revenue": 12.5}).json() == {
        "revenue": ['请写成文本，例如 "300000.00"。']
    }
    assert post(own, "yearly_facts", asked | {"certified": True}).json() == {"certified": ["没有这个字段。"]}
    odd = post(own, "yearly_facts", {"\ud800": "x"})
    assert (odd.status_code, odd.json()) == (400, {"detail": ["没有这个字段。"]}), "what cannot be shown is not said"
    with_months = post(own, "rent_receipt", {"first_month": "2026-03-01"}).json()
    assert with_months["first_month"] == ["月份请按 2026-03 的样子填写。"]
    assert post(own, "yearly_facts", asked | {"year": ""}).json() == {"year": ["请选择年度。"]}
    assert post(own, "yearly_facts", [1]).status_code == 400


def test_the_description_names_every_register(own: Client) -> None:
    described = own.get("/api/schema/?format=json").json()
    assert {f"/api/registers/{name}/" for name in registers()} <= set(described["paths"])
    rows = own.get("/api/registers/").json()
    assert [row["name"] for row in rows] == list(registers())
    assert all(row["fields_asked"] for row in rows)
