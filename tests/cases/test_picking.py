"""Which records may be picked: those on whose right side the applicant stands, of the kinds that the scheme knows."""

from datetime import date
from typing import Any

import pytest

from core.values.keys import key_of
from enterprises.models import Applicant, Platform, PlatformCategory
from enterprises.models.recognition import RecognitionLevel
from enterprises.registers.register import registers
from subsidies.cases.case import case_of
from subsidies.cases.checks import registers_are_read
from subsidies.cases.facts import recorded
from subsidies.cases.picking import left_out, name_for, own_records, picked
from subsidies.policies import library
from subsidies.rules import FactType, Scheme
from tests.factories import (
    AchievementTransferFactory,
    ApplicantFactory,
    CityFactory,
    PlatformFactory,
    PrizeFactory,
    ProjectFactory,
    TechnologyContractFactory,
    records_of_all_registers,
)

pytestmark = pytest.mark.django_db
SIDED = [scheme for scheme in library().schemes.values() if scheme.matter.party]


def scheme(code: str) -> Scheme:
    return library().schemes[code]


def offered(applicant: Applicant, code: str) -> set[Any]:
    return set(own_records(applicant, scheme(code)))


def contracts(applicant: Applicant) -> tuple[Any, Any]:
    """One that the applicant sold, one that it bought."""
    sold = TechnologyContractFactory(applicant=applicant)
    return sold, TechnologyContractFactory(applicant=applicant, seller="示例大学", buyer=applicant.name)


def test_the_schemes_that_pay_one_side_say_so() -> None:
    assert {row.code: row.matter.party for row in SIDED} == {
        "CZ-09": "seller", "JC-08": "buyer", "LL-06A": "from_party", "LL-06B": "seller",
    }  # fmt: skip
    two_sided = {name for name, entry in registers().items() if entry.parties}
    assert {row.code for row in library().schemes.values() if row.matter.record in two_sided} == {
        row.code for row in SIDED
    }


@pytest.mark.parametrize(("code", "which"), [("CZ-09", 0), ("JC-08", 1), ("LL-06B", 0)])
def test_a_contract_is_offered_to_the_side_that_the_scheme_pays(code: str, which: int) -> None:
    applicant = ApplicantFactory(city=CityFactory(**{scheme(code).policy.city: True}))
    both = contracts(applicant)
    assert offered(applicant, code) == {both[which]}
    assert picked(applicant, scheme(code), name_for(both[1 - which])) is None
    side = {0: "卖方", 1: "买方"}[which]
    assert left_out(applicant, scheme(code)).startswith(f"本企业另有1条技术合同没有列出：{side}不是本企业。")


def test_the_credit_code_says_the_side_before_the_name_does(company: Applicant) -> None:
    renamed = TechnologyContractFactory(applicant=company, seller="公司的旧名称", seller_uscc=company.uscc)
    TechnologyContractFactory(applicant=company, seller=company.name, seller_uscc="91140400MA0AAAAA0X")
    assert offered(company, "CZ-09") == {renamed}


def test_a_name_in_another_writing_is_the_same_name(company: Applicant) -> None:
    written = " ".join(company.name)
    assert written != company.name and key_of(written) == key_of(company.name)
    row = TechnologyContractFactory(applicant=company, seller=written)
    assert offered(company, "CZ-09") == {row}


def test_a_researcher_claims_for_what_the_university_passed_on(luliang: Any) -> None:
    university = ApplicantFactory(city=luliang, university=True, name="测试高校")
    person = ApplicantFactory(city=luliang, kind="individual", uscc=None, unit_code="P-1")
    of_person = AchievementTransferFactory(applicant=person)
    of_university = AchievementTransferFactory(applicant=university)
    AchievementTransferFactory(applicant=university, from_party="别的大学")
    assert offered(person, "LL-06A") == {of_person} and offered(university, "LL-06A") == {of_university}


def test_a_makerspace_is_no_platform_of_changzhi(company: Applicant) -> None:
    PlatformFactory(city=company.city, applicant=company, category="makerspace", level="city")
    assert offered(company, "CZ-05") == set()
    assert left_out(company, scheme("CZ-05")).startswith(
        "本企业另有1条创新平台没有列出：状态、类别不在本事项的支持范围内。"
    )


@pytest.mark.parametrize("code", ["CZ-05", "JC-04"])
def test_every_platform_that_is_offered_says_its_category(code: str) -> None:
    applicant = ApplicantFactory(city=CityFactory(**{scheme(code).policy.city: True}))
    for category in PlatformCategory:
        for level in RecognitionLevel:
            PlatformFactory(
                city=applicant.city, applicant=applicant, category=category, level=level,
                name=f"{category}{level}", recognised_on=date(2026, 1, 5),
            )  # fmt: skip
    rows = own_records(applicant, scheme(code))
    assert {row.category for row in rows} >= {PlatformCategory.CITY_KEY_LAB, PlatformCategory.OTHER}
    for row in rows:
        case = case_of(applicant, applicant.city, scheme(code), {"record": name_for(row)})
        assert "category" in recorded(case), row.name


def test_what_the_register_calls_otherwise_is_told_in_the_words_of_the_scheme(company: Applicant) -> None:
    row = Platform(city=company.city, applicant=company, name="甲", category="city_pilot_base", level="city")
    row.recognised_on = date(2026, 1, 5)
    row.save()
    case = case_of(company, company.city, scheme("CZ-05"), {"record": name_for(row)})
    assert recorded(case)["category"].value == "pilot_base"


def test_a_prize_of_another_contest_or_of_a_city_is_not_offered(company: Applicant) -> None:
    PrizeFactory(applicant=company, kind="contest", contest="other", rank=1, prize="", grade="")
    PrizeFactory(applicant=company, kind="science", level="city")
    assert offered(company, "JC-09") == offered(company, "CZ-07") == set()


def test_an_approved_project_is_not_asked_whether_it_is(jincheng: Any) -> None:
    applicant = ApplicantFactory(city=jincheng)
    row = ProjectFactory(applicant=applicant, kind="transformation", certified=False)
    known = recorded(case_of(applicant, jincheng, scheme("JC-07"), {"record": name_for(row)}))
    assert known["approved_project"].value is True and known["approved_project"].certified is False


@pytest.mark.parametrize("code", sorted(code for code, row in library().schemes.items() if row.matter.record))
def test_no_choice_that_a_record_holds_is_asked_again(code: str) -> None:
    """Of whatever records an applicant may pick: a field of choices that is filled in answers its question."""
    wanted = scheme(code)
    applicant = ApplicantFactory(city=CityFactory(**{wanted.policy.city: True}), kind=sorted(wanted.kinds)[0])
    records_of_all_registers(applicant)
    for row in own_records(applicant, wanted):
        known = recorded(case_of(applicant, applicant.city, wanted, {"record": name_for(row), "on": "2026-03-31"}))
        for name, fact in wanted.facts.items():
            held = fact.certified_by.removeprefix("record.")
            if fact.type == FactType.ENUM and hasattr(row, held) and getattr(row, held):
                assert name in known, (code, name)


def test_a_policy_that_leaves_a_word_of_the_register_open_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert registers_are_read() == []
    entry = registers()["technology_contract"]
    monkeypatch.setattr(type(entry), "parties", {}, raising=False)
    field = scheme("JC-08").facts["contract_kind"]
    monkeypatch.setattr("subsidies.cases.checks.as_fact", lambda fact, word: None if word == "other" else word)
    said = "\n".join(error.msg for error in registers_are_read())
    assert f"“{field.label}”没有写明记录里的 other 是哪一项" in said
