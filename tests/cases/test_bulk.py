"""Many cases at once are put before the rules as each of them is by itself, in as many queries as one."""

from dataclasses import replace
from typing import Any

import pytest

from subsidies.cases.bulk import put
from subsidies.cases.case import Case, case_of
from subsidies.cases.facts import collect
from subsidies.catalogue.in_force import released_figures
from subsidies.policies import library
from tests import road
from tests.recording import recorded

pytestmark = pytest.mark.django_db


def handed_in(company: Any, scheme: str, **what: Any) -> Case:
    """A case as it was handed in, with what was known of it then."""
    answers = recorded(company, scheme, road.answers(**what))
    case = case_of(company, company.city, library().schemes[scheme], answers)
    return replace(case, handed_in=collect(case).sources)


@pytest.fixture
def resident(changzhi: Any, company: Any) -> Any:
    road.policies_loaded()
    return road.resident(company)


def assert_put_as_alone(*cases: Case) -> None:
    lines = [given.line for given in put(cases, released_figures())]
    assert lines == [collect(case).claim for case in cases]


def test_rent_of_a_resident_and_of_one_elsewhere(resident: Any, other_company: Any) -> None:
    typed = road.RENT["typed"]
    what = {"on": typed["on"], "reference": typed["reference"], "other": "1,200元"} | typed["facts"]
    cases = [handed_in(company, "CZ-12", **what) for company in (resident, other_company)]
    assert [given.line["resident"] for given in put(cases, [])] == [True, False]
    assert_put_as_alone(*cases)


def test_a_figure_of_an_edition_holds_from_its_day_and_for_its_key(resident: Any) -> None:
    cases = [
        handed_in(resident, "CZ-P03", on=on, reference=f"平台{on}{level}", level=level)
        for on, level in (("2025-03-31", "national"), ("2024-12-31", "national"), ("2025-03-31", "provincial"))
    ]
    road.released("changzhi-2024-15", 8, "CZ-P03", "rate", "national", "0.5")
    rates = [given.line["facts"].get("rate") for given in put(cases, released_figures())]
    assert rates == ["0.5", None, None]
    assert_put_as_alone(*cases)


def test_what_an_office_decided_is_read_as_the_rules_read_it(resident: Any) -> None:
    decided = {"decided_amount": {"value": "20,000元", "reason": "按合同核定", "by": "审核人"}}
    case = replace(handed_in(resident, "CZ-11", reference="合同0001"), decided=decided)
    (given,) = put([case], [])
    assert given.line["facts"]["decided_amount"] == "20000"
    assert_put_as_alone(case)


def test_what_is_no_value_is_left_out(resident: Any) -> None:
    decided = {"decided_amount": {"value": "若干", "reason": "", "by": "审核人"}, "resolution": {"value": "1"}}
    case = replace(handed_in(resident, "CZ-11", reference="合同0001"), decided=decided)
    (given,) = put([case], [])
    assert not {"decided_amount", "resolution"} & given.line["facts"].keys()
    assert_put_as_alone(case)


def test_many_ask_as_little_as_one(resident: Any, other_company: Any, django_assert_num_queries: Any) -> None:
    cases = [handed_in(row, "CZ-04A", reference=row.uscc, recognition_no="1") for row in (resident, other_company)]
    with django_assert_num_queries(2):
        list(put(cases[:1], []))
    with django_assert_num_queries(2):
        list(put(cases * 20, []))
