"""Companies and persons of a city that may be the same people as the applicant."""

from typing import Any

import pytest
from django.db import transaction

from accounts.actor import SYSTEM, actor_of
from accounts.adminkit.auditing import CHANGE
from accounts.models import City, User
from core import audit
from enterprises.applicants.keeping import update_profile
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.claims.near.companies import SAME_NAME, near_companies
from subsidies.claims.near.elsewhere import near_elsewhere
from subsidies.claims.near.finding import near_to
from tests.claims.rows import claim_row
from tests.factories import (
    ApplicantFactory,
)

pytestmark = pytest.mark.django_db
NO_MORE: Any = {"teams": [], "agreed": frozenset(), "more": 0, "more_elsewhere": 0}


# ------------------------------------------------------------------ companies
def companies(applicant: Applicant) -> list[tuple[str, str, int]]:
    rows = near_companies(Claim(applicant=applicant, city=applicant.city))
    return [(row.applicant.name, row.how, row.claims) for row in rows]


def test_companies_of_the_city_with_the_same_people_or_address(changzhi: City, jincheng: City) -> None:
    def firm(name: str, person: str, address: str, city: City = changzhi) -> Applicant:
        made: Applicant = ApplicantFactory(city=city, name=name, legal_person=person, address=address)
        return made

    own = firm("本单位", "王示例", "潞州区太行街 A 座 12 号")
    both = firm("甲", "王示例", "潞州区太行街A座12号")
    firm("乙", "王示例", "")
    firm("丙", "丁一", "潞州区太行街Ａ座12号")
    firm("戊", "赵二", "潞州区太行街A座12号")
    firm("己", "王示例", "壶关县 1 号")
    firm("辛", "王示例", "襄垣县 9 号")
    firm("庚", "丁一", "潞州区太行街B座12号")
    firm("壬", "王示例", "潞州区太行街A座12号", jincheng)
    for number, state in (("CZ1", "submitted"), ("CZ2", "refused"), ("CZ3", "draft"), ("CZ4", "withdrawn")):
        claim_row(both, number, "CZ-04A", state=state)
    assert companies(own)[0] == ("甲", "法定代表人相同、地址相同", 2)
    assert sorted(companies(own)[1:]) == sorted([
        ("乙", "法定代表人相同", 0), ("丙", "地址相同", 0), ("戊", "地址相同", 0),
        ("己", "法定代表人相同", 0), ("辛", "法定代表人相同", 0),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("named", "phone", "leader", "how"),
    [
        ("长治壹攻示例青创科技有限公司", "138-0000-0011", "王示例", f"法定代表人相同、{SAME_NAME}、联系电话相同"),
        ("壹攻示例青创科技（长治）有限公司", "13900000022", "丁一", SAME_NAME),
        ("晋城壹攻示例青创科技有限公司", "13900000022", "丁一", SAME_NAME),
        ("别的公司", "138 0000 0011", "王示例", "法定代表人相同、联系电话相同"),
        ("别的公司", "13800000011", "丁一", ""), ("别的公司", "13900000022", "王示例", ""),
    ],
)  # fmt: skip
def test_what_is_once_per_applicant_is_told_of_alike_companies_of_another_city(
    changzhi: City, jincheng: City, named: str, phone: str, leader: str, how: str
) -> None:
    own = ApplicantFactory(
        city=jincheng, name="壹攻示例青创科技有限公司", contact_phone="13800000011", legal_person="王示例"
    )
    other = ApplicantFactory(city=changzhi, name=named, contact_phone=phone, legal_person=leader)
    mine = claim_row(own, "JC1", "JC-03", state="accepted")
    there = claim_row(other, "CZ1", "CZ-03", state="awarded")
    claim_row(other, "CZ2", "CZ-04A", state="awarded")
    told = [("长治", "CZ1", f"申报单位{how}")] if how else []
    assert [(row.city, row.number, row.how) for row in near_elsewhere(mine)] == told
    assert [row.number for row in near_elsewhere(there)] == (["JC1"] if how else [])
    assert near_to(mine).paid is bool(how)
    assert near_elsewhere(claim_row(own, "JC2", "JC-09")) == []


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("拾肆示例青创科技有限公司长治市潞州区分公司", True), ("晋创谷拾肆示例青创科技有限公司", True),
        ("中国（山西）拾肆示例青创科技有限公司", True), ("拾肆示例青创科技控股有限公司", True),
        ("拾肆示例青创科技发展集团总公司", True), ("新拾肆示例青创科技有限公司", True),
        ("拾肆示例青创装备有限公司", False),
        ("拾伍示例青创科技有限公司", False),
    ],
)  # fmt: skip
def test_a_company_is_told_under_its_branch_its_group_and_words_before_its_name(
    changzhi: City, named: str, told: bool
) -> None:
    own, other = (ApplicantFactory(city=changzhi, name=name) for name in ("拾肆示例青创科技有限公司", named))
    claim_row(other, "CZ1", "CZ-18")
    assert companies(own) == ([(named, SAME_NAME, 1)] if told else [])


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("0356-2201234-801", True), ("2201234", True), ("0356-2201234 / 138 0014 0011", True),
        ("138-0014-0011、0356 2201234转2", True), ("0356-2201235", False), ("0356-2204 1234", False),
    ],
)  # fmt: skip
def test_a_telephone_is_one_with_an_extension_or_a_second_beside_it(changzhi: City, phone: str, told: bool) -> None:
    own = ApplicantFactory(city=changzhi, name="甲", contact_phone="0356-2201234")
    other = ApplicantFactory(city=changzhi, name="乙", contact_phone=phone)
    claim_row(other, "CZ1", "CZ-18")
    assert companies(own) == ([("乙", "联系电话相同", 1)] if told else [])


def test_a_company_is_told_by_the_name_that_it_had(changzhi: City) -> None:
    own, other = (ApplicantFactory(city=changzhi, name=name) for name in ("示例青创科技有限公司", "别的公司"))
    claim_row(own, "CZ1", "CZ-03")
    change = {"record": "x", "changes": [{"field": "name", "was": "示例青创科技有限公司", "is": "改名以后"}]}
    with transaction.atomic():
        audit.record(by=SYSTEM, action=CHANGE, subject=own, chain=changzhi.key, detail=change)
    Applicant.objects.filter(pk=own.pk).update(name="改名以后")
    Applicant.objects.filter(pk=other.pk).update(name="长治示例青创科技公司")
    other.refresh_from_db()
    assert companies(other) == [("改名以后", f"{SAME_NAME}（按更正前的内容）", 1)]


@pytest.mark.parametrize(
    ("name", "was", "spelt", "how"),
    [
        ("contact_phone", "13511112222", "+86 135 1111 2222", "联系电话相同"),
        ("address", "长治市示例路1号", "长治市示例路１号", "地址相同"),
        ("legal_person", "王示例", "王示例", "法定代表人相同"),
        ("contact_phone", "13511112222", "13511112223", ""),
    ],
)
def test_what_a_company_changed_of_itself_after_a_claim_tells_it_all_the_same(
    changzhi: City, company: Applicant, applicant: User, name: str, was: str, spelt: str, how: str
) -> None:
    Applicant.objects.filter(pk=company.pk).update(**{name: was})
    other = ApplicantFactory(city=changzhi, **{name: spelt})
    claim_row(company, "CZ1", "CZ-18")
    claim_row(other, "CZ2", "CZ-18")
    update_profile(
        applicant=company, changes={name: "0355-2222222" if name == "contact_phone" else "换了"}, by=actor_of(applicant)
    )
    told = [(company.name, f"{how}（按更正前的内容）", 1)] if how else []
    assert companies(other) == told
    assert [row[1] for row in companies(company)] == [row[1] for row in told]


def test_a_person_and_the_company_of_a_legal_person_of_that_name_are_near(changzhi: City) -> None:
    person = ApplicantFactory(city=changzhi, kind="individual", name="王示例", legal_person="", address="")
    firm = ApplicantFactory(city=changzhi, name="甲", legal_person="王示例", address="")
    ApplicantFactory(city=changzhi, name="乙", legal_person="丁一", address="")
    claim_row(person, "CZ1", "CZ-18")
    assert companies(person) == [("甲", "个人与法定代表人（负责人）同名", 0)]
    assert companies(firm) == [("王示例", "个人与法定代表人（负责人）同名", 1)]


def test_what_a_company_does_not_say_is_not_the_same(changzhi: City) -> None:
    nothing, _ = (ApplicantFactory(city=changzhi, legal_person="", address="") for _ in range(2))
    assert companies(nothing) == []
    nobody, _ = (ApplicantFactory(city=changzhi, legal_person="", address="长治路1号", name=name) for name in "甲乙")
    assert companies(nobody) == [("乙", "地址相同", 0)]
    nowhere, _ = (ApplicantFactory(city=changzhi, legal_person="王", address="", name=name) for name in "丙丁")
    assert companies(nowhere) == [("丁", "法定代表人相同", 0)]


def test_of_a_team_it_is_not_said_that_it_has_a_legal_person(changzhi: City) -> None:
    team = ApplicantFactory(city=changzhi, team=True, uscc=None, legal_person="王示例", name="组")
    firm, other = (ApplicantFactory(city=changzhi, legal_person="王示例", name=name) for name in ("甲", "乙"))
    loose, both = "负责人或法定代表人相同", "法定代表人相同"
    assert sorted(companies(team)) == sorted((row.name, loose, 0) for row in (firm, other))
    assert sorted(companies(firm)) == sorted([("乙", both, 0), ("组", loose, 0)])


def test_ten_companies_are_shown(changzhi: City) -> None:
    own = ApplicantFactory(city=changzhi, legal_person="王示例")
    for number in range(11):
        ApplicantFactory(city=changzhi, legal_person="王示例", name=f"N{number:02}")
    assert [name for name, _, _ in companies(own)] == [f"N{number:02}" for number in range(10)]


def test_two_hundred_companies_are_compared(changzhi: City) -> None:
    own = ApplicantFactory(city=changzhi, address="A座1号")
    rows = [ApplicantFactory.build(city=changzhi, address="B座1号", name=f"B{number:03}") for number in range(199)]
    Applicant.objects.bulk_create(rows)  # they share what the database looks for, and are not the same
    for name in ("C200", "C201"):
        ApplicantFactory(city=changzhi, address="A座1号", name=name)
    assert companies(own) == [("C200", "地址相同", 0)]
