"""What the records say of a fact: only what an office answers for is certified; what is not clear is left unsaid."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from parks.models import Premises
from subsidies.advice.candidates import candidates_for
from subsidies.cases.case import Case, case_of
from subsidies.cases.deciding import decide, ruling_on
from subsidies.cases.facts import collect
from subsidies.cases.picking import name_for
from subsidies.catalogue.in_force import with_released_figures
from subsidies.policies import library
from subsidies.rules import evaluate
from tests import road
from tests.factories import PremisesFactory, TenancyFactory

pytestmark = pytest.mark.django_db
HALF = date(2025, 6, 30)


def rent(company: Any, rooms: Any, first: str, last: str, **typed: str) -> Case:
    """The rent of these rooms in these months."""
    known = {"first_month": first, "last_month": last, "assessment_passed": "true"}
    answers = road.answers(on=f"{last}-28", **(known | typed)) | {"record": name_for(rooms)}
    return case_of(company, company.city, library().schemes["CZ-12"], answers)


def area(case: Case) -> tuple[str, str] | None:
    """The area as it is known for the case, and how it is known."""
    known = collect(case).known.get("area_m2")
    return (known.value, known.source) if known else None


@pytest.fixture
def moved(changzhi: Any, company: Any) -> Any:
    """A company that left 1,500 m² of offices in the middle of 2025 for 100 m²; its premises, old and new."""
    road.policies_loaded()
    large = TenancyFactory(applicant=company, office=True, space__area_m2="1500", ends_on=HALF)
    small = TenancyFactory(
        applicant=company, space__office=True, space__building=large.space.building, space__area_m2="100",
        starts_on=date(2025, 7, 1),
    )  # fmt: skip
    return tuple(Premises.objects.get(space=row.space, applicant=company) for row in (large, small))


def test_the_rooms_that_are_picked_say_their_area(moved: Any, company: Any) -> None:
    old, new = moved
    assert area(rent(company, new, "2026-01", "2026-06")) == ("100.00", "certified")
    assert decide(rent(company, new, "2026-01", "2026-06")).amount == 30 * 100 * 6 * 100
    assert area(rent(company, old, "2025年1月", "2025/6")) == ("1500.00", "certified")


def test_months_in_which_the_rooms_are_not_let_are_refused(moved: Any, company: Any) -> None:
    old, new = moved
    case = rent(company, old, "2025-05", "2025-08")
    assert "2025年7月至8月没有" in ruling_on(case).collected.errors["last_month"]
    assert "2025年6月没有" in ruling_on(rent(company, new, "2025-06", "2025-08")).collected.errors["last_month"]


def test_no_more_is_claimed_than_is_let(moved: Any, company: Any) -> None:
    case = replace(rent(company, moved[1], "2026-01", "2026-03", area_m2="100.01"), disputed=frozenset({"area_m2"}))
    assert "超过租用面积100㎡" in ruling_on(case).collected.errors["area_m2"]
    less = replace(case, facts={**case.facts, "area_m2": "80"})
    assert ruling_on(less).collected.errors == {} and decide(less).amount == 30 * 80 * 3 * 100


def test_the_sixty_months_begin_with_the_first_rooms_of_that_kind(moved: Any, company: Any) -> None:
    started = collect(rent(company, moved[1], "2026-01", "2026-06")).known["start_month"]
    assert (started.value, started.source) == ("2025-01", "certified")


def test_rooms_rented_elsewhere_count_as_far_as_they_are_certified(changzhi: Any, company: Any) -> None:
    road.policies_loaded()
    rooms = PremisesFactory(applicant=company, certified=False)
    case = rent(company, rooms, "2026-01", "2026-03")
    assert area(case) == ("300.00", "declared")
    assert decide(case).reasons == ("not_resident",)


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
    offered = {(row.facts["first_month"], row.facts["last_month"]) for row in found}
    assert offered == {("2026-01", "2026-03"), ("2025-01", "2025-12")}


@pytest.mark.parametrize(
    ("scheme", "own", "fact", "ceiling"),
    [
        ("CZ-03", 2_000_000, "2500000.00", 500_000),
        ("CZ-03", 4_000_000, "5000000.00", 1_000_000),
        ("CZ-03", 5_000_000, "6000000.00", 1_000_000),
        ("CZ-03", 60_000_000, "61000000.00", 1_000_000),
        ("JC-03", 300_000, "600000.00", 300_000),
        ("JC-03", 800_000, "1300000.00", 500_000),
    ],
)
def test_capital_is_asked_with_the_grant_that_may_be_put_in(
    changzhi: Any, company: Any, scheme: str, own: int, fact: str, ceiling: int
) -> None:
    """A quarter of the own money where the grant may be a fifth of all, as much again where it may be one half; never
    more than the scheme's maximum."""
    road.policies_loaded()
    company.paid_in_capital_fen = own * 100
    case = case_of(company, company.city, library().schemes[scheme], road.answers())
    known = collect(case).known["paid_in_capital"]
    assert (known.value, known.source) == (fact, "declared")
    assert "不含补助" in known.note and known.note.endswith(f"最多可给予的启动资金¥{ceiling:,}.00")
    answered = {
        "newly_resident": "true",
        "used_as_capital": "true",
        "fits_industry": "true",
        "recognition": "high_tech",
    }
    asked = replace(case, facts=answered | {"selected": "true"})
    line = collect(asked).claim | {"resident": True}
    assert evaluate(with_released_figures(), line).ceiling == ceiling * 100
    decided = replace(asked, decided={"decided_amount": {"value": f"{ceiling}"}})
    line = collect(decided).claim | {"resident": True}
    assert evaluate(with_released_figures(), line).amount == ceiling * 100
    assert "核定的启动资金" in collect(decided).known["paid_in_capital"].note


def test_a_university_has_no_paid_in_capital_of_its_own(changzhi: Any, company: Any) -> None:
    company.kind, company.paid_in_capital_fen = "university", 1_000_000_00
    case = case_of(company, company.city, library().schemes["JC-03"], road.answers())
    assert "paid_in_capital" not in collect(case).known
