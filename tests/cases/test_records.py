"""What the records say of a fact: only what an office answers for is certified; what is not clear is left unsaid."""

from datetime import date
from typing import Any

import pytest

from subsidies.advice.candidates import candidates_for
from subsidies.cases.case import Case, case_of
from subsidies.cases.deciding import decide
from subsidies.cases.facts import collect
from subsidies.policies import library
from tests import road
from tests.factories import TenancyFactory

pytestmark = pytest.mark.django_db
HALF = date(2025, 6, 30)


def rent(company: Any, first: str, last: str, **typed: str) -> Case:
    """The rent of offices in these months."""
    known = {"space": "office", "first_month": first, "last_month": last, "assessment_passed": "true"}
    answers = road.answers(on=f"{last}-28", reference="办公用房0001", **(known | typed))
    return case_of(company, company.city, library().schemes["CZ-12"], answers)


def area(case: Case) -> tuple[str, str] | None:
    """The area as it is known for the case, and how it is known."""
    known = collect(case).known.get("area_m2")
    return (known.value, known.source) if known else None


@pytest.fixture
def moved(changzhi: Any, company: Any) -> Any:
    """A company that left 1,500 m² of offices in the middle of 2025 for 100 m²."""
    road.policies_loaded()
    large = TenancyFactory(applicant=company, office=True, space__area_m2="1500", ends_on=HALF)
    TenancyFactory(
        applicant=company, space__office=True, space__building=large.space.building, space__area_m2="100",
        starts_on=date(2025, 7, 1),
    )  # fmt: skip
    return company


def test_rooms_that_were_left_are_not_counted_any_more(moved: Any) -> None:
    case = rent(moved, "2026-01", "2026-06")
    assert area(case) == ("100.00", "certified")
    assert decide(case).amount == 30 * 100 * 6 * 100


def test_months_in_the_old_rooms_count_the_old_rooms(moved: Any) -> None:
    assert area(rent(moved, "2025年1月", "2025/6")) == ("1500.00", "certified")


def test_months_in_both_rooms_are_for_the_applicant_to_say(moved: Any) -> None:
    assert area(rent(moved, "2025-05", "2025-08")) is None
    assert area(rent(moved, "2025-05", "2025-08", area_m2="100")) == ("100", "declared")


def test_months_without_rooms_are_for_the_applicant_to_say(changzhi: Any, company: Any) -> None:
    road.policies_loaded()
    left = TenancyFactory(applicant=company, office=True, space__area_m2="300", ends_on=date(2025, 3, 31))
    assert area(rent(company, "2025-01", "2025-03")) == ("300.00", "certified")
    assert area(rent(company, "2025-02", "2025-04")) is None
    TenancyFactory(applicant=company, space=left.space, starts_on=date(2025, 6, 1))
    assert area(rent(company, "2025-05", "2025-08")) is None


def test_two_rooms_at_once_are_for_the_applicant_to_say(changzhi: Any, company: Any) -> None:
    road.policies_loaded()
    TenancyFactory(applicant=company, office=True, space__area_m2="300")
    TenancyFactory(applicant=company, office=True, space__area_m2="200")
    assert area(rent(company, "2026-01", "2026-03")) is None
    found = candidates_for(company, library().schemes["CZ-12"], date(2026, 4, 15))
    assert sorted(row.facts["area_m2"] for row in found) == ["200.00", "300.00"]


def test_the_second_room_is_still_offered_when_the_first_is_paid(
    changzhi: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    road.policies_loaded()
    for area in ("300", "200"):
        TenancyFactory(applicant=company, space__area_m2=area)
    typed = road.RENT["typed"]
    first = typed | {"facts": typed["facts"] | {"area_m2": "300"}}
    assert road.awarded(company, applicant, reviewer, scheme="CZ-12", typed=first).state == "awarded"
    found = candidates_for(company, library().schemes["CZ-12"], date(2026, 4, 15))
    offered = {row.facts["area_m2"]: (row.facts["first_month"], row.facts["last_month"]) for row in found}
    assert offered == {"300.00": ("2026-01", "2026-03"), "200.00": ("2025-01", "2025-12")}


def test_capital_that_the_enterprise_writes_itself_is_declared(changzhi: Any, company: Any) -> None:
    road.policies_loaded()
    company.paid_in_capital_fen = 99_999_999_00
    case = case_of(company, company.city, library().schemes["CZ-03"], road.answers(reference="甲"))
    known = collect(case).known["paid_in_capital"]
    assert (known.value, known.source) == ("99999999.00", "declared")
    assert "单位自行登记" in known.note
