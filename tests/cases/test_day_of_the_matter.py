"""The day of a matter: as its record says it, else the last day of the months or the year that are claimed."""

from datetime import date
from typing import Any

import pytest
import time_machine

from accounts.models import City
from enterprises.models import Applicant
from subsidies.cases.case import Case, case_of
from subsidies.cases.deciding import ruling_on
from subsidies.cases.facts import recorded
from subsidies.cases.matters import waits_for_record
from subsidies.cases.picking import name_for
from subsidies.catalogue.questions import asks_day, asks_months, asks_year
from subsidies.policies import library
from subsidies.policies.reading import policy_texts
from subsidies.rules import PolicyError, Scheme, load_library
from tests import road
from tests.factories import (
    ApplicantFactory,
    ContractYearFactory,
    HomeFactory,
    LoanFactory,
    LoanYearFactory,
    PremisesFactory,
    TenancyFactory,
)

pytestmark = pytest.mark.django_db
SOME_DAY = "2026-11-30T04:00:00Z"  # the last of a month


def scheme(code: str) -> Scheme:
    return library().schemes[code]


def asked_of(applicant: Applicant, code: str, **answers: Any) -> Case:
    return case_of(applicant, applicant.city, scheme(code), answers)


def problems(case: Case) -> dict[str, str]:
    return dict(ruling_on(case).collected.errors)


def test_no_scheme_asks_a_day_beside_the_months_or_the_year_that_end_with_it() -> None:
    found = {code: row.matter.day_ends for code, row in library().schemes.items() if row.matter.day_ends}
    assert found == {
        "JC-11C": "months", "JC-13": "months", "JC-14": "months", "CZ-12": "months", "LL-06C": "months",
        "LL-06D": "months", "CZ-15": "year", "CZ-16": "year",
    }  # fmt: skip
    by_time = {code for code, row in library().schemes.items() if {"months", "year"} & set(row.matter.adds)}
    assert by_time - set(found) == {"CZ-09", "JC-08"}  # whose day is that of a payment
    assert all(scheme(code).matter.day_of_year for code in by_time - set(found))


def test_the_day_is_the_last_of_the_last_month(company: Applicant) -> None:
    rooms = TenancyFactory(applicant=company).space.premises.get()
    typed = {"first_month": "2025-11", "last_month": "2026年2月"}
    case = asked_of(company, "CZ-12", record=name_for(rooms), facts=typed)
    assert case.on == date(2026, 2, 28)
    listed = asked_of(company, "LL-06C", record=name_for(rooms), months="2024-02、2024-01", on="2025-05-05")
    assert listed.on == date(2024, 2, 29)


@pytest.mark.parametrize("month", ["", "2026-13", "明年", "20260"])
def test_what_is_no_month_gives_no_day(company: Applicant, month: str) -> None:
    assert asked_of(company, "CZ-12", facts={"last_month": month}).on is None


def test_a_year_ends_with_its_last_day(company: Applicant) -> None:
    loan = LoanFactory(applicant=company)
    assert asked_of(company, "CZ-16", record=name_for(loan), year="2025年度").on == date(2025, 12, 31)
    assert asked_of(company, "CZ-16", record=name_for(loan)).on is None


def test_the_day_of_a_home_is_that_of_the_purchase_or_ends_the_rent(jincheng: City) -> None:
    own = ApplicantFactory(city=jincheng)
    bought = HomeFactory(person__applicant=own, mode="purchase", bought_on=date(2026, 3, 5))
    rented = HomeFactory(person__applicant=own, mode="rent", bought_on=None)
    months = {"first_month": "2026-01", "last_month": "2026-04"}
    assert asked_of(own, "JC-14", record=name_for(bought), facts=months).on == date(2026, 3, 5)
    case = asked_of(own, "JC-14", record=name_for(rented), facts=months)
    assert case.on == date(2026, 4, 30)
    unsaid = asked_of(own, "JC-14", record=name_for(rented))
    assert unsaid.on is None and recorded(unsaid)["mode"].value == "rent"


def test_the_day_of_a_payment_stands_on_the_record_of_the_year(company: Applicant) -> None:
    row = ContractYearFactory(applicant=company, contract__applicant=company)
    record = name_for(row.contract)
    known = asked_of(company, "CZ-09", record=record, year="2026", on="2026-01-01")
    assert known.on == row.last_paid_on == date(2026, 3, 1)
    assert asked_of(company, "CZ-09", record=record, year="2025", on="2025-07-01").on == date(2025, 7, 1)
    assert "on" in waits_for_record(asked_of(company, "CZ-09", record=record))
    assert "on" not in waits_for_record(asked_of(company, "CZ-09", record=record, year="2025"))


@time_machine.travel("2026-12-30T04:00:00Z", tick=False)
def test_a_year_that_has_not_ended_is_not_taken_and_the_form_says_until_when(company: Applicant) -> None:
    record = name_for(LoanYearFactory(applicant=company, loan__applicant=company, year=2026).loan)
    assert problems(asked_of(company, "CZ-16", record=record, year="2026"))["year"] == (
        "2026年还没有过完，2027年1月1日起才能申报这一年度。"
    )
    assert "year" not in problems(asked_of(company, "CZ-16", record=record, year="2025"))
    with time_machine.travel("2027-01-01T04:00:00Z", tick=False):
        assert "year" not in problems(asked_of(company, "CZ-16", record=record, year="2026"))


@time_machine.travel("2026-12-30T04:00:00Z", tick=False)
def test_a_bank_names_its_year_and_not_the_day(changzhi: City) -> None:
    bank = ApplicantFactory(city=changzhi, kind="bank")
    assert asks_year(scheme("CZ-15")) and not asks_day(scheme("CZ-15"))
    assert "还没有过完" in problems(asked_of(bank, "CZ-15", year="2026"))["year"]
    case = asked_of(bank, "CZ-15", year="2025")
    assert case.on == date(2025, 12, 31) and "year" not in problems(case)


@time_machine.travel("2026-12-30T04:00:00Z", tick=False)
def test_a_contract_is_claimed_for_the_running_year_but_for_no_later_one(company: Applicant) -> None:
    record = name_for(ContractYearFactory(applicant=company, contract__applicant=company).contract)
    assert "year" not in problems(asked_of(company, "CZ-09", record=record, year="2026"))
    assert "2027年还没有到" in problems(asked_of(company, "CZ-09", record=record, year="2027"))["year"]


@time_machine.travel(SOME_DAY, tick=False)
def test_months_that_have_not_run_are_one_span_with_the_day_from_which_they_may_be_claimed(company: Applicant) -> None:
    rooms = name_for(PremisesFactory(applicant=company, leased_from=date(2025, 1, 1)))
    late = asked_of(company, "CZ-12", record=rooms, facts={"first_month": "2026-11", "last_month": "2027-02"})
    assert problems(late)["last_month"] == "2026年11月至2027年2月还没有过完，2027年3月1日起才能申报。"
    today = asked_of(company, "CZ-12", record=rooms, facts={"first_month": "2026-10", "last_month": "2026-10"})
    assert "last_month" not in problems(today)


def test_a_month_list_says_its_faults_in_spans(jincheng: City) -> None:
    road.policies_loaded()
    own = ApplicantFactory(city=jincheng)
    assert asks_months(scheme("JC-11C"))
    found = problems(asked_of(own, "JC-11C", months="2024-08至2024-12、2025-03"))
    assert found["months"].startswith("2024年8月至12月不在文件有效期内的完整月份（2025年1月至2029年11月）之中")


@pytest.mark.parametrize("written", ["day_ends: year", "adds: [year], day_ends: months", "adds: [year], day_ends: 年"])
def test_a_day_that_ends_what_is_not_claimed_is_an_error_of_the_policy(written: str) -> None:
    texts = policy_texts()
    name = "changzhi-2024-15.yaml"
    changed = texts[name].replace("adds: [year], day_ends: year", written, 1)
    assert changed != texts[name]
    with pytest.raises(PolicyError, match="day_ends 只能是 months、year 之一"):
        load_library({name: changed})
