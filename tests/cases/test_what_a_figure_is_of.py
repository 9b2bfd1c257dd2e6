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
