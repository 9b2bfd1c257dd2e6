"""The company's own page: who sees it, what it says, what may be changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor, actor_of
from accounts.models import City, User
from core import audit
from core.values.verdict import Refused
from enterprises.applicants.designating import designate
from enterprises.applicants.keeping import update_profile
from enterprises.applicants.selectors import missing_particulars, office_facts, particulars
from enterprises.models import Applicant
from tests.factories import (
    ApplicantFactory,
    ApplicantMembershipFactory,
    DistrictFactory,
    PlatformFactory,
    PremisesFactory,
    RecognitionFactory,
    YearlyFactsFactory,
    applicant_of,
)

EDIT = "/enterprise/edit/"
GIVEN = {
    "district": "", "address": "高新区某路1号", "legal_person": "某甲", "contact_name": "某乙",
    "contact_phone": "13800000000", "industry": "光电", "registered_on": "2021-03-04",
    "registered_capital_fen": "1,234,567.8", "paid_in_capital_fen": "",
}  # fmt: skip


@pytest.fixture
def own_client(applicant: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(applicant)


def said(answer: Any) -> str:
    return answer.content.decode()


def test_profile_shows_facts_and_records(own_client: Client, company: Applicant) -> None:
    RecognitionFactory(applicant=company, certificate_no="GR202314000123", certified=True)
    YearlyFactsFactory(applicant=company, year=2025, revenue_fen=123_456_700, employees=None)
    PlatformFactory(applicant=company, city=company.city, name="省级样品中试基地")
    page = said(own_client.get("/enterprise/"))
    for text in (company.name, company.uscc, "GR202314000123", "¥1,234,567.00", "省级样品中试基地", "已核验", "未填写"):
        assert text in page


def test_profile_of_another_company_is_nowhere_to_be_seen(own_client: Client, other_company: Applicant) -> None:
    row = RecognitionFactory(applicant=other_company, certificate_no="GR202399999999")
    page = said(own_client.get("/enterprise/"))
    assert other_company.name not in page
    assert row.certificate_no not in page


@pytest.mark.parametrize(
    "address", ["/enterprise/", EDIT, "/enterprise/switch/", "/enterprise/records/yearly_facts/add/"]
)
def test_only_applicants_open_the_pages(
    client: Client, client_of: Callable[[User], Client], address: str, reviewer: User, stranger: User
) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")
    assert client_of(reviewer).get(address).status_code == 404
    assert client_of(stranger).get(address).status_code == 404


def test_edit_writes_exact_fen_and_one_audit_entry(own_client: Client, company: Applicant) -> None:
    shown = {"initial-paid_in_capital_fen": "1,000,000.00"}
    assert own_client.post(EDIT, GIVEN | shown)["Location"] == "/enterprise/"
    company.refresh_from_db()
    assert company.registered_capital_fen == 123_456_780
    assert company.paid_in_capital_fen is None
    assert company.registered_on == date(2021, 3, 4)
    entry = audit.history(company)[0]
    assert entry.action == "update_profile"
    assert {"field": "address", "was": "", "is": "高新区某路1号"} in entry.detail["changes"]


def test_saving_twice_writes_one_audit_entry(own_client: Client, company: Applicant) -> None:
    own_client.post(EDIT, GIVEN)
    answer = own_client.post(EDIT, GIVEN, follow=True)
    assert "内容没有变化" in said(answer)
    assert len(audit.history(company)) == 1


def test_what_an_office_corrected_meanwhile_stays(own_client: Client, company: Applicant) -> None:
    own_client.post(EDIT, GIVEN | {"paid_in_capital_fen": "99,999,999"})
    shown = {f"initial-{name}": value for name, value in GIVEN.items()} | {
        "initial-paid_in_capital_fen": "99,999,999.00"
    }
    assert 'name="initial-paid_in_capital_fen" value="99,999,999.00"' in said(own_client.get(EDIT))
    Applicant.objects.filter(pk=company.pk).update(paid_in_capital_fen=100_000_00)
    own_client.post(EDIT, GIVEN | shown | {"paid_in_capital_fen": "99,999,999.00", "contact_phone": "13800000001"})
    company.refresh_from_db()
    assert (company.paid_in_capital_fen, company.contact_phone) == (100_000_00, "13800000001")


def test_name_code_and_city_cannot_be_posted(own_client: Client, company: Applicant) -> None:
    before = (company.name, company.uscc, company.city_id)
    own_client.post(EDIT, GIVEN | {"name": "冒名", "uscc": "91140400XX00000000", "city": "2", "is_sci_tech": "on"})
    company.refresh_from_db()
    assert (company.name, company.uscc, company.city_id) == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"registered_capital_fen": "一百万"}, "金额应为数字，单位为元"),
        ({"registered_capital_fen": "1.234"}, "金额最多保留两位小数"),
        ({"registered_capital_fen": "-5"}, "金额须在0元至1万亿元之间。"),
        ({"registered_capital_fen": "9" * 13}, "金额须在0元至1万亿元之间。"),
        ({"registered_on": "1666-01-01"}, "日期须在1900年1月1日至2100年12月31日之间。"),
        ({"registered_on": "2099-01-01"}, "日期不能晚于今天"),
        ({"registered_on": "去年"}, "日期请按 2026-03-31 的样子填写。"),
        ({"address": "某\x00路"}, "看不见的控制字符"),
        ({"contact_name": ""}, "请填写联系人。"),
        ({"district": "999999"}, "请从列出的选项中选择"),
    ],
)
def test_refused_edit_says_why_and_writes_nothing(
    own_client: Client, company: Applicant, change: dict[str, str], sentence: str
) -> None:
    answer = own_client.post(EDIT, GIVEN | change)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not audit.history(company)


def test_district_of_another_city_is_no_choice(own_client: Client, company: Applicant, jincheng: Any) -> None:
    elsewhere = DistrictFactory(city=jincheng, code="140502", name="城区")
    assert "城区" not in said(own_client.get(EDIT))
    assert own_client.post(EDIT, GIVEN | {"district": elsewhere.pk}).status_code == 422


def test_verb_refuses_other_people_and_other_fields(
    company: Applicant, other_applicant: User, applicant: User, as_actor: Callable[[User], Actor]
) -> None:
    with pytest.raises(Refused):
        update_profile(applicant=company, changes={"address": "别处"}, by=as_actor(other_applicant))
    with pytest.raises(KeyError):
        update_profile(applicant=company, changes={"is_sci_tech": True}, by=as_actor(applicant))


def test_person_of_two_companies_switches_between_them(
    own_client: Client, applicant: User, company: Applicant, other_company: Applicant
) -> None:
    ApplicantMembershipFactory(user=applicant, applicant=other_company)
    assert f"<h1>{company.name}" in said(own_client.get("/enterprise/"))
    own_client.post("/enterprise/switch/", {"applicant": other_company.pk})
    assert f"<h1>{other_company.name}" in said(own_client.get("/enterprise/"))


def test_switching_to_a_company_one_does_not_act_for_is_404(own_client: Client, other_company: Applicant) -> None:
    for wanted in (str(other_company.pk), "0", "", "x", "9" * 5000):
        assert own_client.post("/enterprise/switch/", {"applicant": wanted}).status_code == 404


def test_chosen_company_is_forgotten_when_the_membership_ends(
    own_client: Client, applicant: User, company: Applicant, other_company: Applicant
) -> None:
    membership = ApplicantMembershipFactory(user=applicant, applicant=other_company)
    own_client.post("/enterprise/switch/", {"applicant": other_company.pk})
    membership.active = False
    membership.save()
    assert f"<h1>{company.name}" in said(own_client.get("/enterprise/"))


def test_profile_asks_the_database_little(
    own_client: Client, company: Applicant, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        RecognitionFactory(applicant=company, certificate_no=f"GR2023140{number:05d}")
    with django_assert_max_num_queries(12):
        own_client.get("/enterprise/")


def test_registers_are_folded_with_their_counts_and_what_is_over_stands_behind(
    own_client: Client, company: Applicant
) -> None:
    RecognitionFactory(applicant=company, certificate_no="GR202300000001", expired=True)
    RecognitionFactory(applicant=company, certificate_no="GR202600000002", expires_on=date(2099, 12, 31))
    page = own_client.get("/enterprise/").content.decode()
    fold = page.partition('<details class="register">')[2]
    assert "<h3>资质认定</h3>" in fold and "2 条" in fold.partition("</summary>")[0]
    current, _, over = fold.partition('id="register-recognition"')[2].partition("已到期的")
    assert "GR202600000002" in current and "GR202300000001" not in current
    assert "GR202300000001" in over.partition("</details>")[0]
    listed = own_client.get("/enterprise/records/").content.decode()
    held, _, empty = listed.partition("还没有登记的")
    assert "资质认定" in held and "年度数据" not in held and "年度数据" in empty


def test_what_nobody_has_found_of_a_unit_is_said_so_and_is_no_refusal(
    own_client: Client, company: Applicant, reviewer: User
) -> None:
    company.is_sci_tech = False
    company.save()
    said_of = {row.label: row.value for row in office_facts(company)}
    assert said_of == {"科技型企业": "尚未核定", "科技服务机构": "尚未核定", "经专班审核的谷外企业": "尚未核定"}
    found = {"document": "示例函〔2026〕1号", "decided_on": date(2026, 3, 1), "by": actor_of(reviewer)}
    designate(applicant=company, kind="service_body", holds=False, **found)
    designate(applicant=company, kind="sci_tech_applicant", holds=True, **found)
    company.refresh_from_db()
    said_of = {row.label: row.value for row in office_facts(company)}
    assert said_of == {
        "科技型企业": "是（示例函〔2026〕1号，2026-03-01）", "科技服务机构": "否（示例函〔2026〕1号，2026-03-01）",
        "经专班审核的谷外企业": "尚未核定",
    }  # fmt: skip
    copy = said(own_client.get("/enterprise/my-data/copy/"))
    assert "科技服务机构" in copy and "<dt>经专班审核的谷外企业</dt>" not in copy


def test_all_that_the_profile_shows_as_not_given_is_missing_and_nothing_else(
    own_client: Client, company: Applicant
) -> None:
    empty = {"address": "", "legal_person": "", "industry": "", "contact_name": "", "contact_phone": ""}
    Applicant.objects.filter(pk=company.pk).update(
        district=None, registered_on=None, registered_capital_fen=None, paid_in_capital_fen=None, **empty
    )
    company.refresh_from_db()
    not_given = [row.label for row in particulars(company) if not row.value]
    assert missing_particulars(company) == not_given and len(not_given) == 9
    assert {"实缴资本", "县（市、区）"} <= set(not_given) and "资料还缺 9 项" in said(own_client.get("/"))
    company.paid_in_capital_fen = 0
    assert "实缴资本" not in missing_particulars(company)


def test_a_natural_person_is_of_no_branch_of_industry(company: Applicant) -> None:
    person = Applicant(city=company.city, kind="individual", name="示例张")
    assert [row.label for row in particulars(person)] == ["县（市、区）", "地址", "联系人", "联系电话"]
    assert "产业领域" in [row.label for row in particulars(Applicant(city=company.city, kind="team", name="某团队"))]


def test_no_page_of_a_person_leads_to_a_register_that_is_no_persons(
    client_of: Callable[[User], Client], jincheng: City
) -> None:
    person = ApplicantFactory(city=jincheng, kind="individual", uscc=None)
    PremisesFactory(applicant=person)
    client = client_of(applicant_of(person))
    for page in ("/enterprise/", "/enterprise/records/", "/enterprise/records/premises/"):
        told = said(client.get(page))
        assert "经营场所" in told and "premises/add/" not in told, page
