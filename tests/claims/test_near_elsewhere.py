"""People, platforms of other cities, certificates and companies that are near to a claim, read from their rows."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from accounts.actor import SYSTEM, actor_of
from accounts.adminkit.auditing import CHANGE
from accounts.models import City, User
from accounts.scope.acting import identity_of
from core import audit
from core.walls.acting import acting_as
from enterprises.applicants.keeping import update_profile
from enterprises.models import Applicant, Recognition
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.certificates import NearCertificate, near_certificates
from subsidies.claims.near.claims import NearClaim
from subsidies.claims.near.companies import SAME_NAME, NearCompany, near_companies
from subsidies.claims.near.elsewhere import NearElsewhere, near_elsewhere
from subsidies.claims.near.finding import Near, near_to
from subsidies.claims.near.people import about_others, namesakes, people_of
from tests.claims.rows import DAY, claim_row
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    HomeFactory,
    PersonFactory,
    RecognitionFactory,
    office_user,
)

pytestmark = pytest.mark.django_db
NO_MORE: Any = {"teams": [], "agreed": frozenset(), "more": 0, "more_elsewhere": 0}


# ------------------------------------------------------------------ people
def named(applicant: Applicant, number: str, name: str, *, certified: bool = True) -> str:
    """The record of somebody's work, by its name."""
    person = PersonFactory(applicant=applicant, person_no=number, name=name, certified=certified)
    return name_for(EngagementFactory(person=person))


def test_whom_records_are_about(company: Applicant) -> None:
    certificate = name_for(RecognitionFactory(applicant=company))
    sure, declared = named(company, "RC-1", "赵 小川"), named(company, "RC-2", "钱大河", certified=False)
    home = name_for(HomeFactory(person__applicant=company, person__name="孙大海"))
    asked = [certificate, "", "engagement:", "engagement:x", "nothing:1", declared, sure, home]
    found = people_of(asked)
    assert {name: who.name for name, who in found.items()} == {sure: "赵小川", home: "孙大海"}
    assert all(who.identity for who in found.values()) and found[sure].identity != found[home].identity
    assert set(people_of(asked, declared=True)) == {sure, declared, home}


def test_namesakes_are_those_of_one_name_and_two_numbers_certified_or_not(company: Applicant, jincheng: City) -> None:
    other = ApplicantFactory(city=jincheng)
    records = {
        "A1": named(company, "RC-0001", "赵小川"), "B2": named(other, "RC-0001", "赵小川"),
        "C3": named(company, "SB-9000", "赵小川", certified=False), "D4": named(company, "AA-0001", "赵 小川"),
        "E5": named(company, "ZZ-0009", "钱大河"), "F6": named(other, "AB-0009", "丁一"), "G7": "engagement:0",
    }  # fmt: skip
    claims = {number: claim_row(company, number, "JC-11A", record=record) for number, record in records.items()}

    def of(number: str) -> set[str]:
        rows = Claim.objects.exclude(number=number)
        return {str(Claim.objects.get(pk=pk).number) for pk, _ in namesakes(claims[number], rows)}

    assert of("A1") == {"C3", "D4"} == of("B2")
    assert of("C3") == {"A1", "B2", "D4"} and of("D4") == {"A1", "B2", "C3"}
    assert of("E5") == of("F6") == of("G7") == set()


def test_who_is_somebody_else_for_sure_bears_another_name_under_another_number(company: Applicant) -> None:
    def others(own: tuple[str, str], *people: tuple[str, str]) -> set[int]:
        claim = Claim(record=named(ApplicantFactory(), *own, certified=False))
        rows = dict(enumerate(named(ApplicantFactory(), *person, certified=False) for person in people))
        return about_others(claim, rows | {98: "engagement:0", 99: ""})

    one = ("MM-1", "赵小川")
    assert others(one, one, ("AA-1", "赵 小川"), ("ZZ-9", "赵小州"), ("MM-1", "钱大河")) == set()
    assert others(one, ("AA-2", "钱大河"), ("ZZ-8", "丁大河"), ("AA-3", "赵川")) == {0, 1, 2}
    assert others(("MM-2", "赵川"), ("AA-4", "赵州"), ("AA-5", "赵小川")) == {0, 1}  # too short to be one character off
    assert about_others(Claim(record=""), {1: named(company, "BB-1", "孙大海")}) == set()


# ------------------------------------------------------------------ other cities
def platform(
    city: City, number: str, name: str, level: str = "PROVINCIAL", scheme: str = "JC-04", told: str = ""
) -> Claim:
    told = told or f"platform:{number}|level:{level}"
    return claim_row(ApplicantFactory(city=city), number, scheme, reference=name, told=told, on=DAY)


def elsewhere(claim: Claim) -> list[tuple[str, str, str]]:
    return [(row.city, row.number, row.how) for row in near_elsewhere(claim)]


def test_a_platform_that_state_or_province_recognised_is_looked_for_in_other_cities(
    changzhi: City, jincheng: City
) -> None:
    mine = platform(changzhi, "CZ1", "煤机装备重点实验室", scheme="CZ-05")
    platform(changzhi, "CZ2", "煤机装备实验室", scheme="CZ-05")  # of the city itself: for near_claims to tell
    platform(jincheng, "JC1", "晋城煤机装备实验室")
    platform(jincheng, "JC2", "煤机装备研究中心")
    platform(jincheng, "JC3", "煤机装备研究院", told=mine.told)  # the very same matter
    platform(jincheng, "JC4", "煤机装备研究中心", "NATIONAL")  # it may have risen meanwhile
    platform(jincheng, "JC5", "煤机装备研究中心", "CITY")
    assert elsewhere(mine) == [("晋城", number, "名称相近") for number in ("JC4", "JC2", "JC1")]
    assert near_elsewhere(mine)[1] == NearElsewhere("晋城", "JC2", DAY, "名称相近")


@pytest.mark.parametrize(
    ("scheme", "level"), [("CZ-05", "CITY"), ("CZ-11", "PROVINCIAL"), ("CZ-04A", "PROVINCIAL"), ("CZ-11", "CITY")]
)
def test_what_a_city_recognised_and_what_is_no_platform_is_not(
    changzhi: City, jincheng: City, scheme: str, level: str
) -> None:
    mine = platform(changzhi, "CZ1", "煤机装备重点实验室", level, scheme=scheme)
    platform(jincheng, "JC1", "煤机装备研究中心", level, scheme=scheme)
    assert elsewhere(mine) == []


def test_somebody_of_one_name_and_two_numbers_is_told_from_another_city(changzhi: City, jincheng: City) -> None:
    firms = [ApplicantFactory(city=city) for city in (changzhi, jincheng)]
    mine, _ = (
        claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川"))
        for firm, number in zip(firms, ("CZ1", "JC1"), strict=True)
    )
    assert elsewhere(mine) == [("晋城", "JC1", "姓名相同、编号不同")]


# ------------------------------------------------------------------ certificates
def test_certificates_are_near_while_both_hold(company: Applicant, other_company: Applicant) -> None:
    def certificate(first: tuple[int, int], last: tuple[int, int] | None, **more: Any) -> Recognition:
        until = date(*last, 1) if last else None
        return RecognitionFactory(**{"applicant": company, "issued_on": date(*first, 1), "expires_on": until} | more)

    before = certificate((2020, 1), (2023, 3))  # holds on the very day on which the claimed one begins
    gone = certificate((2020, 1), (2023, 2))
    mine = certificate((2023, 3), (2026, 3))
    late, open_ended = certificate((2026, 3), (2029, 3)), certificate((2021, 1), None)
    later = certificate((2026, 4), (2029, 4))
    certificate((2023, 3), (2026, 3), applicant=other_company)
    certificate((2023, 3), (2026, 3), kind="tech_sme")
    claim = claim_row(company, "CZ1", "CZ-04A", record=name_for(mine))
    near = sorted(near_certificates(claim), key=lambda row: row.record.pk)
    assert near == [NearCertificate(row, mine) for row in (before, late, open_ended)]
    forever = claim_row(company, "CZ2", "CZ-04A", record=name_for(open_ended))
    assert {row.record for row in near_certificates(forever)} == {before, gone, mine, late, later}
    assert near_certificates(claim_row(company, "CZ3", "CZ-04A", record="")) == []


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
    update_profile(applicant=company, changes={name: "换了"}, by=actor_of(applicant))
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


# ------------------------------------------------------------------ all of it
def test_what_is_near_is_shown_named_and_wants_a_reason(company: Applicant) -> None:
    claim = NearClaim(Claim(number="CZ1"), "同一天")
    other = NearElsewhere("晋城", "JC1", None, "姓名相同")
    certificate = NearCertificate(Recognition(certificate_no="GR1"), Recognition())
    silent, claiming = (NearCompany(Applicant(name=name), "地址相同", count) for name, count in (("甲", 0), ("乙", 1)))
    everything = Near([claim], [other], [certificate], [silent, claiming], **NO_MORE)
    assert everything.named == ["CZ1", "JC1", "GR1", "乙"] and everything.shown and everything.wants_reason
    for rows, wants in (
        (([claim], [], [], []), True), (([], [other], [], []), True), (([], [], [certificate], []), True),
        (([], [], [], [claiming]), True), (([], [], [], [silent]), False),
    ):  # fmt: skip
        near = Near(*rows, **NO_MORE)
        assert near.shown and near.wants_reason is wants
    nothing = Near([], [], [], [], **NO_MORE)
    assert not nothing.shown and not nothing.wants_reason and nothing.named == []


def test_something_near_was_paid_once_one_of_it_was(company: Applicant) -> None:
    held, other = (RecognitionFactory(applicant=company, issued_on=DAY) for _ in range(2))
    near = claim_row(company, "CZ1", "CZ-04A", record=name_for(held), on=date(2025, 5, 5), state="accepted")
    claim = claim_row(company, "CZ2", "CZ-04A", record=name_for(other), on=DAY, state="accepted")
    assert near_to(claim).certificates and not near_to(claim).claims and not near_to(claim).paid
    for state in ("approved", "waiting_parameter", "awarded"):  # it was let pass: that it is not reckoned yet is chance
        Claim.objects.filter(pk=near.pk).update(state=state)
        assert near_to(claim).paid
    Claim.objects.filter(pk=near.pk).update(state="accepted")
    claim_row(company, "CZ3", "CZ-04A", on=DAY, state="awarded")
    assert near_to(claim).claims and near_to(claim).paid


def test_what_was_paid_stands_first_of_many(company: Applicant, jincheng: City) -> None:
    claim = claim_row(company, "CZ0", "CZ-04A", on=DAY, state="accepted")
    paid = claim_row(company, "CZ1", "CZ-04A", on=DAY, state="awarded")
    for number in range(2, 13):
        claim_row(company, f"CZ{number}", "CZ-04A", on=DAY)
    near = near_to(claim)
    assert (
        [row.claim for row in near.claims] == [paid] and near.paid and [len(fold.rows) for fold in near.folds] == [11]
    )
    Claim.objects.exclude(pk__in=(claim.pk, paid.pk)).update(state="approved")
    rows = near_to(claim).claims
    assert len(rows) == 10 and rows[0].claim == paid and near_to(claim).more == 2
    firm = ApplicantFactory(city=jincheng)
    mine = claim_row(company, "CZ77", "JC-11A", record=named(company, "77", "赵小川"))
    for number in range(1, 13):
        record = named(firm, f"{number}-88", "赵小川")
        state = "awarded" if number == 1 else ("accepted", "submitted")[number % 2]  # one before it in the alphabet
        claim_row(firm, f"JC{number}", "JC-11A", record=record, state=state)
    rows = near_elsewhere(mine)
    assert (len(near_to(mine).elsewhere), near_to(mine).more_elsewhere) == (10, 2)
    assert len(rows) == 12 and rows[0].number == "JC1" and rows[1].number == "JC12"


def test_what_lies_behind_the_walls_of_another_city_is_near_to_whoever_looks(changzhi: City, jincheng: City) -> None:
    claims = []
    for city, number in ((changzhi, "CZ1"), (jincheng, "JC1")):
        firm = ApplicantFactory(city=city)
        claims.append(claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川")))
    with acting_as(identity_of(actor_of(office_user("reviewer", changzhi)))):
        assert not Claim.objects.filter(pk=claims[1].pk).exists()
        assert [row.number for row in near_to(claims[0]).elsewhere] == ["JC1"]


def test_that_a_claim_elsewhere_was_paid_is_known(changzhi: City, jincheng: City) -> None:
    firms = [ApplicantFactory(city=city) for city in (changzhi, jincheng)]
    mine, there = (
        claim_row(firm, number, "JC-11A", record=named(firm, f"{number}-77", "赵小川"))
        for firm, number in zip(firms, ("CZ1", "JC1"), strict=True)
    )
    assert not near_to(mine).paid
    Claim.objects.filter(pk=there.pk).update(state="awarded")
    assert near_to(mine).paid
