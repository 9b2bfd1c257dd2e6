"""What the register of grants is asked for a case: by which keys its matter is told apart, which cap, which areas."""

from decimal import Decimal
from typing import Any

import pytest

from subsidies.cases.already_granted import (
    apart,
    bucket_key,
    grants_for,
    matters_of,
    other_mode_used,
    prior_awarded,
    subsidised_areas,
)
from subsidies.cases.facts import collect
from subsidies.grants import granting
from tests.cases.asking import case_about, case_without
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    HomeFactory,
    LoanFactory,
    PlatformFactory,
    PremisesFactory,
    RecognitionFactory,
    TechnologyContractFactory,
)

pytestmark = pytest.mark.django_db
SPAN = {"first_month": "2025-11", "last_month": "2026-01"}


@pytest.fixture
def firm(changzhi: Any) -> Any:
    return ApplicantFactory(city=changzhi)


def test_rooms_are_told_apart_month_by_month_and_a_loan_year_by_year(firm: Any) -> None:
    rooms, loan = PremisesFactory(applicant=firm), LoanFactory(applicant=firm)
    months = [("", "premises_months", f"{rooms.identity}|{month}") for month in ("2025-11", "2025-12", "2026-01")]
    assert matters_of(case_about(rooms, "CZ-12", "2026-01-31"), SPAN) == months
    for known in ({}, {"first_month": "2025-11"}, {"last_month": "2026-01"}):
        whole = matters_of(case_about(rooms, "CZ-12", "2026-01-31"), known)
        assert whole == [("", "premises_months", rooms.identity)]
    assert matters_of(case_about(loan, "CZ-16", "2026-01-31", year="2025年度"), {}) == [
        ("", "loan_year", f"{loan.identity}|year:2025")
    ]
    assert matters_of(case_about(loan, "CZ-16", "2026-01-31"), {}) == [("", "loan_year", loan.identity)]


def test_a_level_that_the_record_says_tells_apart_once_and_no_answer_does(firm: Any) -> None:
    row = PlatformFactory(applicant=firm, city=firm.city, level="provincial")
    assert matters_of(case_about(row, "CZ-05"), {"level": "national"}) == [
        ("", "platform_recognition", f"{row.matter_identity()}|level:PROVINCIAL")
    ]


def test_a_first_recognition_is_one_and_so_is_its_certificate(firm: Any) -> None:
    row = RecognitionFactory(applicant=firm, stated_sequence=1)
    told = matters_of(case_about(row, "CZ-04A"), {})
    assert told == [
        ("", "high_tech_certificate", row.matter_identity()), ("", "high_tech_certificate", f"proof|{row.identity}"),
    ]  # fmt: skip
    assert apart(told) == told[:1]


def test_what_the_applicant_is_itself_is_its_own_and_told_apart_by_the_year_of_the_day(firm: Any) -> None:
    assert matters_of(case_without(firm, "CZ-15", "2026-12-31"), {}) == [
        (firm.unit_code, "institution_year", f"{firm.unit_code}|year:2026")
    ]
    assert matters_of(case_without(firm, "CZ-03"), {}) == [(firm.unit_code, "start_up_capital", firm.unit_code)]
    assert matters_of(case_without(firm, "CZ-12"), SPAN) == []


def test_whatever_was_paid_for_a_part_of_a_matter_is_found(firm: Any) -> None:
    rooms = PremisesFactory(applicant=firm)
    case = case_about(rooms, "CZ-12", "2026-01-31")
    keys = matters_of(case, SPAN)

    def paid(facts: dict[str, str]) -> list[str]:
        return sorted(row.booking.claim_number for row in grants_for(case, facts))

    assert paid(SPAN) == []
    granting.grant(unit=firm.unit_code, claim_number="CZ2", turn=1, matters=keys[2:])
    granting.grant(unit=firm.unit_code, claim_number="CZ1", turn=1, matters=keys[:2])
    assert paid(SPAN) == ["CZ1", "CZ1", "CZ2"]
    assert paid({"first_month": "2025-10", "last_month": "2025-10"}) == []


def test_a_cap_is_counted_for_the_unit_for_its_year_and_for_the_achievement(firm: Any) -> None:
    result = AchievementFactory(applicant=firm, city=firm.city)
    loan, contract = LoanFactory(applicant=firm), TechnologyContractFactory(applicant=firm, achievement=result)
    assert bucket_key(case_about(loan, "CZ-16", "2026-01-31")) == f"applicant:{firm.unit_code}"
    assert bucket_key(case_without(firm, "CZ-15", "2026-12-31")) == f"institution:{firm.unit_code}|year:2026"
    assert bucket_key(case_about(contract, "CZ-09", "2026-01-31")) == (f"achievement:{result.identity.upper()}")


def test_a_cap_has_no_bucket_without_a_day_without_a_name_and_where_there_is_none(firm: Any) -> None:
    loan, nameless = LoanFactory(applicant=firm), TechnologyContractFactory(applicant=firm, achievement=None)
    assert bucket_key(case_about(loan, "CZ-16")) is None
    assert bucket_key(case_about(nameless, "CZ-09", "2026-01-31")) is None
    assert bucket_key(case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-01-31")) is None
    assert bucket_key(case_without(firm, "CZ-03", "2026-01-31")) is None
    assert prior_awarded(case_about(loan, "CZ-16")) == "0"


def test_what_was_awarded_before_is_that_of_the_bucket_in_yuan(firm: Any) -> None:
    case = case_about(LoanFactory(applicant=firm), "CZ-16", "2026-01-31")
    assert prior_awarded(case) == "0.00"
    for number, (scheme, key, fen) in enumerate((
        ("CZ-16", f"applicant:{firm.unit_code}", 123_45),
        ("CZ-16", f"applicant:{firm.unit_code}", 1),
        ("CZ-16", "applicant:ANOTHER", 7_00),
        ("CZ-15", f"applicant:{firm.unit_code}", 9_00),
    )):  # fmt: skip
        cap = granting.Capped(scheme, key, fen)
        granting.grant(unit=firm.unit_code, claim_number=f"CZ{number}", turn=1, matters=[], cap=cap)
    assert prior_awarded(case) == "123.46"


def test_the_area_that_is_subsidised_is_that_of_the_kind_in_each_month(firm: Any) -> None:
    case = case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-01-31")
    for number, (space, months, area) in enumerate(
        (("office", ["2025-12", "2026-01"], 80_01), ("office", ["2026-01"], 50), ("workshop", ["2025-11"], 900_00))
    ):
        rent = granting.Rented(space, months, area)
        granting.grant(unit=firm.unit_code, claim_number=f"CZ{number}", turn=1, matters=[], rent=rent)
    granting.grant(
        unit="ANOTHER", claim_number="CZ9", turn=1, matters=[], rent=granting.Rented("office", ["2025-11"], 1_00)
    )
    found = subsidised_areas(case, SPAN | {"space": "office"})
    assert found == {"2025-11": Decimal(0), "2025-12": Decimal("80.01"), "2026-01": Decimal("80.51")}
    asked = case_about(case.record, "CZ-12", "2026-01-31", facts=SPAN | {"space": "office"})
    assert collect(asked).known["other_subsidised_area_m2"].value == "80.51"


def test_no_more_than_ten_years_of_months_are_looked_at(firm: Any) -> None:
    case = case_about(PremisesFactory(applicant=firm), "CZ-12", "2026-01-31")
    span = {"first_month": "2000-01", "last_month": "2026-01", "space": "office"}
    assert [*subsidised_areas(case, span)][::119] == ["2000-01", "2009-12"]
    assert len(matters_of(case, span)) == 120


def test_a_home_that_was_bought_is_no_home_that_was_rented_and_a_person_is_no_other(jincheng: Any) -> None:
    firm = ApplicantFactory(city=jincheng)
    bought, rented = HomeFactory(applicant=firm, person__applicant=firm), None
    rented = HomeFactory(applicant=firm, person=bought.person, rented=True)
    purchase = case_about(bought, "JC-14")
    rent = case_about(rented, "JC-14", "2026-01-31")
    person = purchase.matter.told
    assert person == rent.matter.told == bought.whole_identity

    def used() -> tuple[bool, bool]:
        return other_mode_used(purchase, {"mode": "purchase"}), other_mode_used(rent, {"mode": "rent"})

    def given(number: str, reference: str, kind: str = "talent_home") -> Any:
        return granting.grant(unit=firm.unit_code, claim_number=number, turn=1, matters=[("", kind, reference)])

    given("JC0", f"{person}9|2025-11")
    given("JC1", f"{person}9")
    given("JC2", f"{person}|2025-11", kind="living_allowance_months")
    assert used() == (False, False)
    month = given("JC3", f"{person}|2025-11")
    assert used() == (True, False)
    granting.release(booking=month, reason="撤销")
    given("JC4", person)
    assert used() == (False, True)
