"""What an applicant declares: recognitions, yearly figures, intellectual property, each with its own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.verdict import Refused
from enterprises.forms.records import form_of
from enterprises.models import Applicant, IntellectualProperty, Recognition, YearlyFacts
from enterprises.registers.permissions import can_amend
from enterprises.registers.register import register_of
from tests.factories import IntellectualPropertyFactory, RecognitionFactory, YearlyFactsFactory

RECOGNITION = {
    "kind": "high_tech", "level": "national", "certificate_no": "GR202314000123", "issued_on": "2023-11-06",
    "expires_on": "2026-11-05", "stated_sequence": "",
}  # fmt: skip
YEAR = {"year": "2024", "revenue_fen": "1,000,000.01", "employees": "12"}
PROPERTY = {"kind": "invention", "application_no": "CN202410000001.X", "title": "一种方法", "filed_on": "2024-03-01"}
KINDS = {
    "recognition": (Recognition, RECOGNITION, RecognitionFactory),
    "yearly_facts": (YearlyFacts, YEAR, YearlyFactsFactory),
    "intellectual_property": (IntellectualProperty, PROPERTY, IntellectualPropertyFactory),
}
TAKEN = "这个编号已经登记过，请核对；确为本单位的，请联系园区服务窗口核实。"


@pytest.fixture
def own_client(applicant: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(applicant)


def add(own_client: Client, what: str, data: dict[str, str]) -> Any:
    return own_client.post(f"/enterprise/records/{what}/add/", data)


def withdraw(own_client: Client, what: str, pk: int) -> Any:
    return own_client.post(f"/enterprise/records/{what}/{pk}/withdraw/")


@pytest.mark.parametrize("what", list(KINDS))
def test_declared_record_is_not_certified_and_is_audited(own_client: Client, company: Applicant, what: str) -> None:
    model, data, _ = KINDS[what]
    answer = add(own_client, what, data | {"certified": "on"})
    row = model.objects.get(applicant=company)
    assert answer["Location"] == f"/enterprise/records/{what}/{row.pk}/"
    assert row.certified is False
    assert len(audit.history(row)) == 1


@pytest.mark.parametrize("what", list(KINDS))
def test_second_submission_makes_no_second_record(own_client: Client, company: Applicant, what: str) -> None:
    model, data, _ = KINDS[what]
    add(own_client, what, data)
    add(own_client, what, data)
    assert model.objects.filter(applicant=company).count() == 1


@pytest.mark.parametrize("what", list(KINDS))
def test_own_declared_record_can_be_deleted_by_post_alone(own_client: Client, company: Applicant, what: str) -> None:
    model, data, _ = KINDS[what]
    add(own_client, what, data)
    row = model.objects.get()
    assert own_client.get(f"/enterprise/records/{what}/{row.pk}/withdraw/").status_code == 405
    assert withdraw(own_client, what, row.pk)["Location"] == f"/enterprise/records/{what}/"
    assert not model.objects.exists()
    assert [entry.action for entry in audit.history(row)][-1] == "withdraw_record"


@pytest.mark.parametrize("what", list(KINDS))
def test_certified_record_stays(own_client: Client, company: Applicant, what: str) -> None:
    model, _, factory = KINDS[what]
    row = factory(applicant=company, certified=True)
    page = own_client.post(f"/enterprise/records/{what}/{row.pk}/withdraw/", follow=True).content.decode()
    assert "已经部门核验，不能删除" in page
    assert f"/enterprise/records/{what}/{row.pk}/withdraw/" not in page
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("what", list(KINDS))
def test_record_of_another_company_is_404(own_client: Client, other_company: Applicant, what: str) -> None:
    model, _, factory = KINDS[what]
    row = factory(applicant=other_company)
    assert withdraw(own_client, what, row.pk).status_code == 404
    assert withdraw(own_client, what, 10**30).status_code == 404
    assert model.objects.filter(pk=row.pk).exists()


def test_certificate_of_another_company_is_refused_without_naming_it(
    own_client: Client, other_company: Applicant
) -> None:
    RecognitionFactory(applicant=other_company, kind="high_tech", certificate_no="GR202314000123")
    answer = add(own_client, "recognition", RECOGNITION)
    page = answer.content.decode()
    assert answer.context["form"].errors == {"certificate_no": [TAKEN]} and "选用这条" not in page
    assert other_company.name not in page
    assert Recognition.objects.count() == 1


def test_ones_own_record_is_named_beside_its_number_with_the_way_to_it(own_client: Client, company: Applicant) -> None:
    row = RecognitionFactory(applicant=company, kind="high_tech", certificate_no="GR202314000123")
    address, back = f"/enterprise/records/recognition/{row.pk}/", "/claims/1/edit/"
    answer = add(own_client, "recognition", RECOGNITION | {"certificate_no": "gr 2023 14000123", "next": back})
    page, form = answer.content.decode(), answer.context["form"]
    assert form.errors.keys() == {"certificate_no"} and "不用重复登记" in form.errors["certificate_no"][0]
    assert TAKEN not in page and f'<a href="{address}">' in page
    assert f'<a href="{back}?record=recognition%3A{row.pk}">选用这条，返回申报</a>' in page
    other = RecognitionFactory(applicant=company, kind="high_tech", certificate_no="GR202314000999", certified=False)
    again = own_client.post(f"/enterprise/records/recognition/{other.pk}/edit/", RECOGNITION)
    assert again.status_code == 422 and f'<a href="{address}">' in again.content.decode()
    assert Recognition.objects.filter(applicant=company).count() == 2


def test_a_refusal_of_another_cause_is_told_as_it_is_beside_a_record_of_that_name(
    company: Applicant, applicant: User
) -> None:
    twin = RecognitionFactory(applicant=company, certificate_no="GR202314000123")
    form = form_of(register_of(twin), company, actor_of(applicant))(RECOGNITION)
    assert form.is_valid()
    form.take_refusal(Refused(can_amend(actor_of(applicant), twin).reason), form.built(), twin)
    assert (
        form.errors == {"__all__": ["这条记录已经部门核验，不能直接修改；内容有误的，请申请更正。"]}
        and form.twin is None
    )


def test_all_that_is_wrong_is_said_at_once_and_beside_its_field(own_client: Client) -> None:
    rooms = {
        "space": "", "address": "示例路1号", "kind": "office", "area_m2": "0", "leased_from": "2026-05-01",
        "leased_to": "2026-04-30",
    }  # fmt: skip
    answer = add(own_client, "premises", rooms)
    assert dict(answer.context["form"].errors) == {
        "area_m2": ["面积须大于0。"],
        "leased_to": ["租期止不能早于租期起。"],
    }
    assert '<a href="#id_area_m2">' in answer.content.decode()
    levelless = RECOGNITION | {"kind": "specialised", "level": "", "issued_on": "2099-01-01", "expires_on": ""}
    told = add(own_client, "recognition", levelless).context["form"].errors
    assert told.keys() == {"level", "issued_on"} and "日期不能晚于今天" in told["issued_on"][0]
    marks = add(own_client, "recognition", RECOGNITION | {"certificate_no": "——"}).context["form"].errors
    assert marks == {"certificate_no": ["证书编号至少要有一个汉字、字母或数字。"]}


def test_of_what_cannot_be_read_nothing_more_is_said(own_client: Client) -> None:
    told = add(own_client, "recognition", RECOGNITION | {"issued_on": "去年"}).context["form"].errors
    assert told.keys() == {"issued_on"}
    told = add(own_client, "loan_year", {"loan": "", "year": "2024", "interest_paid_fen": "多"}).context["form"].errors
    assert "loan" in told and None not in told


def test_application_number_counts_once(own_client: Client, other_company: Applicant) -> None:
    IntellectualPropertyFactory(applicant=other_company, kind="invention", application_no="CN202410000001.X")
    assert TAKEN in add(own_client, "intellectual_property", PROPERTY).content.decode()


def test_year_reported_again_is_put_right_where_it_stands(own_client: Client, company: Applicant) -> None:
    add(own_client, "yearly_facts", YEAR)
    again = add(own_client, "yearly_facts", YEAR | {"employees": "13"})
    assert again.status_code == 422 and "本企业已经登记过“2024年”，不用重复登记。" in again.content.decode()
    row = YearlyFacts.objects.get(applicant=company, year=2024)
    address = f"/enterprise/records/yearly_facts/{row.pk}/edit/"
    assert "1,000,000.01" in own_client.get(address).content.decode()
    own_client.post(address, YEAR | {"revenue_fen": "", "employees": "13"})
    row.refresh_from_db()
    assert (row.revenue_fen, row.employees) == (None, 13)
    assert audit.history(row)[-1].detail["changes"] == [
        {"field": "revenue_fen", "was": "¥1,000,000.01", "is": ""}, {"field": "employees", "was": "12", "is": "13"}
    ]  # fmt: skip


def test_certified_year_cannot_be_changed(own_client: Client, company: Applicant) -> None:
    row = YearlyFactsFactory(applicant=company, year=2024, employees=5, certified=True)
    page = own_client.post(f"/enterprise/records/yearly_facts/{row.pk}/edit/", YEAR, follow=True).content.decode()
    assert "已经部门核验，不能直接修改" in page
    row.refresh_from_db()
    assert row.employees == 5


def test_the_running_year_can_be_reported(own_client: Client, company: Applicant) -> None:
    year = str(timezone.localdate().year)
    assert add(own_client, "yearly_facts", YEAR | {"year": year}).status_code == 302
    assert YearlyFacts.objects.get(applicant=company).year == int(year)
    assert add(own_client, "yearly_facts", YEAR | {"year": str(int(year) + 1)}).status_code == 422


@pytest.mark.parametrize(
    ("what", "change", "sentence"),
    [
        ("recognition", {"expires_on": "2022-01-01"}, "有效期不能早于发证日期"),
        ("recognition", {"issued_on": "2099-01-01", "expires_on": ""}, "日期不能晚于今天"),
        ("recognition", {"issued_on": "1066-01-01"}, "日期须在1900年1月1日至2100年12月31日之间。"),
        ("recognition", {"certificate_no": "GR\x00"}, "看不见的控制字符"),
        ("recognition", {"stated_sequence": "许多"}, "第几次认定应为整数"),
        ("recognition", {"kind": ""}, "请选择类别。"),
        ("yearly_facts", {"revenue_fen": "", "employees": ""}, "营业收入和从业人数至少填写一项。"),
        ("yearly_facts", {"year": "1800"}, "请从列出的选项中选择年度。"),
        ("yearly_facts", {"employees": "-1"}, "0"),
        ("intellectual_property", {"title": ""}, "请填写名称。"),
    ],
)
def test_refusal_says_why_and_writes_nothing(
    own_client: Client, company: Applicant, what: str, change: dict[str, str], sentence: str
) -> None:
    model, data, _ = KINDS[what]
    answer = add(own_client, what, data | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not model.objects.exists()


def test_unknown_kind_of_record_is_404(own_client: Client, company: Applicant) -> None:
    assert own_client.get("/enterprise/records/secret/add/").status_code == 404


@pytest.mark.parametrize(
    ("known", "typed", "another"),
    [
        ("GR-2026-1400-0001", "GR202614000001", False),
        ("GR202614000001", "GR 2026-1400-0001", False),
        ("GR2026-14000001", "GR/2026/1400/0001", False),
        ("长科2026-1-12", "长科2026-11-2", True),
        ("GR202614000001", "GR202614000002", True),
    ],
)
def test_a_number_that_differs_in_its_marks_alone_is_for_an_office_to_enter(
    own_client: Client, company: Applicant, other_company: Applicant, known: str, typed: str, another: bool
) -> None:
    RecognitionFactory(applicant=other_company, certificate_no=known)
    answer = add(own_client, "recognition", RECOGNITION | {"certificate_no": typed})
    assert Recognition.objects.filter(applicant=company).exists() is another
    assert ("只差横线、斜杠一类的标点" in answer.content.decode()) is not another


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("GR202614000101", "GR2O2614OOO1O1"),
        ("GR202614000101", "第GR202614000101号（副本）"),
        ("2026140500000101", "技术合同登记编号2026140500000101"),
        ("GR202614000101（复印件）", "GR20261400-0101"),
        ("GR 2026 1400 0101（第 号）", "GR20261400-0101"),
        ("GRI202614000101", "GR12O2614OOO1O1"),
    ],
)
def test_a_number_that_looks_the_same_is_for_an_office_to_enter(
    own_client: Client, company: Applicant, other_company: Applicant, known: str, typed: str
) -> None:
    RecognitionFactory(applicant=other_company, certificate_no=known)
    answer = add(own_client, "recognition", RECOGNITION | {"certificate_no": typed})
    assert not Recognition.objects.filter(applicant=company).exists()
    assert answer.status_code == 422 and "看上去一样" in answer.content.decode()


def test_marks_are_not_put_right_into_a_number_that_is_anothers(
    own_client: Client, company: Applicant, other_company: Applicant
) -> None:
    RecognitionFactory(applicant=other_company, certificate_no="GR-2026-1400-0001")
    own = RecognitionFactory(applicant=company, certificate_no="GR202614000009", certified=False)
    changed = RECOGNITION | {"certificate_no": "GR202614000001"}
    answer = own_client.post(f"/enterprise/records/recognition/{own.pk}/edit/", changed)
    own.refresh_from_db()
    assert own.certificate_no == "GR202614000009" and "只差横线" in answer.content.decode()
