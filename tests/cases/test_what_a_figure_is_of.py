"""A decided figure is of a case as it was: another mark as soon as the applicant says something else, not by itself."""

from dataclasses import replace
from typing import Any

import pytest

from subsidies.cases.deciding import about
from subsidies.cases.facts import collect
from tests import road
from tests.cases.asking import case_without
from tests.factories import ApplicantFactory

pytestmark = pytest.mark.django_db


def test_another_figure_leaves_the_mark_and_another_fact_changes_it() -> None:
    firm = ApplicantFactory(changzhi=True, paid_in_capital_fen=5_000_000_00)

    def mark(decided: str = "", **facts: str) -> str:
        case = case_without(firm, "CZ-03", "2026-03-31", facts=road.NEWLY_COME | facts)
        made: dict[str, Any] = {"decided_amount": {"value": decided, "reason": "", "by": ""}} if decided else {}
        return about(collect(replace(case, decided=made)))

    plain = mark()
    assert mark("400000") == mark("300000") == plain
    assert mark(recognition="tech_sme") != plain
    assert mark(fits_industry="false") != plain
    firm.paid_in_capital_fen = 6_000_000_00
    assert mark() != plain


def test_a_fact_that_another_register_tells_changes_the_mark_too() -> None:
    firm = ApplicantFactory(changzhi=True)
    first, second = (
        about(collect(case_without(firm, "CZ-04A", "2026-03-31", facts={"recognition_no": told}))) for told in "12"
    )
    assert first != second


def test_what_was_handed_in_is_all_that_is_known_but_what_an_office_decided() -> None:
    road.policies_loaded()
    road.released("changzhi-2024-15", 8, "CZ-08", "rate", "", "0.3")
    firm = ApplicantFactory(changzhi=True, paid_in_capital_fen=5_000_000_00)
    made = {"decided_amount": {"value": "400000", "reason": "", "by": ""}}
    case = replace(case_without(firm, "CZ-03", "2026-03-31", facts=road.NEWLY_COME), decided=made)
    told = {row["name"]: row["value"] for row in collect(case).handed_in}
    assert set(told) == {*road.NEWLY_COME, "paid_in_capital"}
    assert told["fits_industry"] is True and told["paid_in_capital"] == "6000000.00", "with the most that may be put in"
    rated = collect(case_without(firm, "CZ-08", "2026-03-31", facts={})).handed_in
    assert {row["name"]: row["value"] for row in rated}["rate"] == "0.3"
