"""A field of a record as the rules read it, and what hangs on the record, the day or the applicant alone."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from subsidies.cases.facts import recorded, unanswered
from subsidies.cases.picking import hold_record
from subsidies.cases.records import (
    NO_ANSWER,
    READERS,
    NotAnswering,
    Reading,
    hangs_on_day,
    hangs_on_record,
    may_be_disputed,
    read,
)
from subsidies.cases.records.reading import as_fact
from subsidies.policies import library
from subsidies.rules import Fact
from tests.cases.asking import case_about, case_without
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    LoanFactory,
    PlatformFactory,
    ProjectFactory,
    ProjectTransferFactory,
)

READ = {(code, name): fact for code, row in library().schemes.items() for name, fact in row.facts.items()}


def fact(code: str, name: str) -> Fact:
    return READ[code, name]


def registers_of(facts: Any) -> set[str]:
    return {row.certified_by for row in facts if not row.certified_by.startswith("record.")} - {""}


def test_what_hangs_on_the_day_and_what_on_the_applicant_alone() -> None:
    assert registers_of(row for row in READ.values() if hangs_on_day(row)) == {
        "project_approved", "buyer_resident", "high_tech_or_tech_sme", "tech_sme",
    }  # fmt: skip
    assert registers_of(row for row in READ.values() if not hangs_on_record(row)) == {
        "paid_in_capital", "high_tech_or_tech_sme", "tech_sme", "sci_tech_enterprise",
    }  # fmt: skip
    assert hangs_on_record(fact("CZ-05", "level")) and not hangs_on_record(fact("CZ-03", "newly_resident"))


def test_what_a_matter_is_told_apart_by_is_not_disputed() -> None:
    firm = {
        (code, name)
        for (code, name), row in READ.items()
        if row.certified_by and not may_be_disputed(library().schemes[code], row)
    }
    assert firm == {
        ("CZ-04A", "recognition_no"), ("CZ-04B", "level"), ("CZ-04C", "title"), ("CZ-05", "level"), ("JC-05A", "level"),
        ("JC-06A", "level"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "value", "read_as"),
    [
        ("CZ-16", "principal", 90_000_05, "90000.05"),
        ("CZ-16", "principal", 0, "0.00"),
        ("CZ-16", "principal", None, None),
        ("CZ-16", "loan_kind", "credit", "credit"),
        ("CZ-16", "loan_kind", "", None),
        ("CZ-16", "loan_kind", "gift", None),
        ("CZ-05", "category", "city_key_lab", "key_lab"),
        ("CZ-05", "category", "key_lab", "key_lab"),
        ("CZ-05", "category", "makerspace", None),
        ("JC-05B", "passed_evaluation", False, False),
        ("JC-09", "rank", 3, 3),
        ("JC-13", "hired_month", "2025-03-01", "2025-03"),
        ("CZ-11", "area_m2", 820.5, "820.5"),
        ("CZ-11", "area_m2", Decimal("1234567.25"), "1234567.25"),
    ],
)
def test_a_column_is_read_in_the_types_of_the_rules(code: str, name: str, value: Any, read_as: Any) -> None:
    found = as_fact(fact(code, name), value)
    assert (found, type(found)) == (read_as, type(read_as))


@pytest.mark.django_db
def test_a_field_is_certified_as_far_as_all_that_it_is_read_through(company: Any) -> None:
    project = ProjectFactory(applicant=company, certified=False)
    transfer = ProjectTransferFactory(applicant=company, project=project)
    case = case_about(transfer, "CZ-06")
    level = read(case, "level")
    assert level is not None and (level.value, level.certified, level.records) == (
        "provincial", False, (transfer, project),
    )  # fmt: skip
    funds = read(case, "received_funds")
    assert funds is not None and (funds.value, funds.certified, funds.records) == ("1000000.00", True, (transfer,))
    assert read(case_without(company, "CZ-06"), "level") is None
    assert read(case, "there_is_none") is None
    nameless = PlatformFactory(applicant=company, city=company.city, level="")
    assert read(case_about(nameless, "CZ-05"), "level") is None
    assert read(case_without(company, "CZ-03"), "newly_resident") is None


@pytest.mark.django_db
@pytest.mark.parametrize("error", [NotAnswering("down"), TimeoutError("slow")])
def test_a_register_that_does_not_answer_says_nothing(
    jincheng: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def silent(case: Any) -> Reading | None:
        raise error

    company = ApplicantFactory(city=jincheng)
    monkeypatch.setitem(READERS, "tech_sme", silent)
    case = case_without(company, "JC-18", "2026-03-31")
    asked = fact("JC-18", "small_tech_company")
    assert read(case, asked.name) is NO_ANSWER and f"JC-18.{asked.name} does not answer" in caplog.text
    assert asked.name not in recorded(case) and unanswered(case, asked) == NO_ANSWER.source
    assert unanswered(case_without(company, "JC-18"), asked) == ""
    monkeypatch.delitem(READERS, "tech_sme")
    assert read(case, asked.name) is None and unanswered(case, asked) == ""


@pytest.mark.django_db
def test_an_employment_of_nobody_high_is_read_as_no(jincheng: Any) -> None:
    row = EngagementFactory(person__applicant=ApplicantFactory(city=jincheng), person__high_level_talent=False)
    found = read(case_about(row, "JC-11A"), "high_level_talent")
    assert found is not None and found.value is False and found.records == (row, row.person)


@pytest.mark.django_db
def test_a_record_that_is_held_is_locked_and_none_is_nothing(company: Any) -> None:
    row = PlatformFactory(applicant=company, city=company.city)
    LoanFactory(applicant=company)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        hold_record(row)
        hold_record(None)
    (query,) = asked.captured_queries
    assert "FOR UPDATE" in query["sql"] and f'"id" = {row.pk}' in query["sql"]
