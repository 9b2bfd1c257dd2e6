"""Persons and teams read no words of a company, and find only what can be theirs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role
from accounts.models import City, User
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_team
from enterprises.models import Applicant, ApplicantKind
from enterprises.registers.register import registers
from subsidies.advice.groups import by_status
from subsidies.advice.models import EligibilityRun
from subsidies.cases.sources import FactSource
from subsidies.policies import library
from tests import road
from tests.enterprises.test_personal_data import signed_up
from tests.factories import ApplicantFactory, CityFactory, applicant_of, office_user

OF_A_COMPANY = ("企业资料", "本企业", "本单位", "营业执照", "法定代表人", "申报单位", "申请单位", "入驻单位")
PAGES = (
    "home", "enterprises:profile", "enterprises:edit", "enterprises:records", "enterprises:my_data",
    "subsidies:eligibility", "subsidies:claim_list", "parks:entry",
)  # fmt: skip
ANSWERS = {"title": "一", "facts": [], "status": "near", "reasons": []}


def team_of(city: City) -> Applicant:
    filer = Filer("geren", "Jin-Chuang-88", "示例负责人", "0355-2000000")
    team = Team("示例负责人", (("示例甲", ""),), "章程")
    return register_team(name="示例团队", city=city, person=filer, team=team).applicant


@pytest.mark.parametrize(
    ("make", "own", "data"), [(signed_up, "本人", "个人资料"), (team_of, "本团队", "团队资料")], ids=["person", "team"]
)
def test_no_page_speaks_of_a_company(
    jincheng: City, client_of: Callable[[User], Client], make: Callable[[City], Applicant], own: str, data: str
) -> None:
    road.policies_loaded()
    make(jincheng)
    client = client_of(User.objects.get(username="geren"))
    client.post(reverse("subsidies:eligibility_check"))
    for name in PAGES:
        page = client.get(reverse(name)).content.decode()
        assert data in page, name
        assert [word for word in OF_A_COMPANY if word in page] == [], name
    assert f"{own}记录" in client.get(reverse("enterprises:records")).content.decode()


@pytest.mark.parametrize("make", [signed_up, team_of], ids=["person", "team"])
def test_what_a_person_or_team_said_is_not_said_by_a_unit(
    jincheng: City, client_of: Callable[[User], Client], make: Callable[[City], Applicant]
) -> None:
    road.policies_loaded()
    make(jincheng)
    own = Applicant.objects.get()
    fact = {"label": "获奖等级", "state": FactSource.DECLARED, "value": "一等奖", "source": ""}
    finding = ANSWERS | {
        "scheme": "JC-99",
        "city": "jincheng",
        "facts": [fact],
        "headline": "",
        "about": "",
        "amount_fen": None,
    }
    run = EligibilityRun.objects.create(applicant=own, engine_version="1", result=[finding])
    office = client_of(office_user(Role.REVIEWER, jincheng))
    for client, url in (
        (client_of(User.objects.get(username="geren")), reverse("subsidies:eligibility")),
        (office, reverse("admin:advice_eligibilityrun_change", args=[run.pk])),
    ):
        page = client.get(url).content.decode()
        assert own.words.declared in page and "单位申报" not in page, url


def test_a_person_finds_the_registers_and_schemes_that_can_be_its_own(
    jincheng: City, client_of: Callable[[User], Client]
) -> None:
    road.policies_loaded()
    signed_up(jincheng)
    client = client_of(User.objects.get(username="geren"))
    listed = client.get(reverse("enterprises:records")).content.decode()
    assert set(re.findall(r"/enterprise/records/(\w+)/\"", listed)) == {
        "achievement", "achievement_transfer", "contract_year", "intellectual_property", "prize", "startup_project",
        "technology_contract",
    }  # fmt: skip
    assert client.get(reverse("enterprises:record_add", args=["recognition"])).status_code == 404
    assert client.get(reverse("talent:roster")).status_code == 404
    client.post(reverse("subsidies:eligibility_check"))
    for name in ("subsidies:scheme_list", "subsidies:eligibility"):
        page = client.get(reverse(name)).content.decode()
        assert set(re.findall(r"/schemes/(JC-\w+)/\"", page)) == {"JC-12B"}, name


@pytest.mark.parametrize("kind", list(ApplicantKind))
def test_who_may_apply_may_record_what_it_applies_with(kind: ApplicantKind) -> None:
    wanted = {row.matter.record for row in library().schemes.values() if kind in row.kinds and row.matter.record}
    assert [name for name in wanted if kind not in registers()[name].kinds] == []


def test_a_company_reads_the_same_words_as_ever(jincheng: City, client_of: Callable[[User], Client]) -> None:
    client = client_of(applicant_of(ApplicantFactory(city=jincheng)))
    page = client.get(reverse("enterprises:profile")).content.decode()
    assert "企业资料" in page and "营业执照" in page and "法定代表人" in page


def test_what_several_findings_lack_is_said_once() -> None:
    shared, own = "办理入驻后即可申报", "差一个月"
    lacks = ([shared], [shared, own], [shared])
    rows = [ANSWERS | {"scheme": f"CZ-0{number}", "reasons": list(said)} for number, said in enumerate(lacks)]
    group = next(group for group in by_status(rows, "单位申报") if group.rows)
    assert group.shared == {shared: 3}
    assert [row["reasons"] for row in group.told()] == [[], [own], []]
    few = next(group for group in by_status(rows[:2], "单位申报") if group.rows)
    assert (few.shared, few.told()[0]["reasons"]) == ({}, [shared])


def test_a_register_that_is_none_of_a_kind_says_so_once_and_nothing_of_addresses(client_of: Any, changzhi: Any) -> None:
    team = ApplicantFactory(city=changzhi, kind="team", uscc=None, unit_code="P-9")
    page = client_of(applicant_of(team)).get(reverse("enterprises:register", args=["loan"])).content.decode()
    assert "团队没有这类记录，不用登记。" in page and "地址和电话" not in page and "照借款合同" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("city", "said"), [("jincheng", "为多人一次申报"), ("changzhi", "、按人申报的人才政策，不用为申报登记个人信息")]
)
def test_the_roster_promises_claims_only_where_a_scheme_pays_for_persons(client_of: Any, city: str, said: str) -> None:
    road.policies_loaded()
    firm = ApplicantFactory(city=CityFactory(**{city: True}))
    page = client_of(applicant_of(firm)).get(reverse("talent:roster")).content.decode()
    assert said in page and ("为多人一次申报" in page) == (city == "jincheng")
    assert ("<summary>仍要登记人才</summary>" in page) == (city == "changzhi")
