"""Every matter stands in some group of what can be claimed, those of which a draft is begun too."""

from datetime import date
from typing import Any

import pytest

from accounts.actor import actor_of
from subsidies.advice.groups import by_status
from subsidies.advice.matching import findings
from subsidies.claims import claiming
from subsidies.policies import library
from tests import road
from tests.factories import ApplicantFactory, PrizeFactory, applicant_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("facts", [{}, {"upper_reward": ""}], ids=["record alone", "what the form sends"])
def test_of_two_prizes_one_in_a_draft_both_are_told(jincheng: Any, facts: dict[str, str]) -> None:
    road.policies_loaded()
    firm = ApplicantFactory(city=jincheng)
    first, second = (
        PrizeFactory(applicant=firm, in_contest=True, certificate_no=f"SE-{n}", awarded_on=date(2026, 5, n))
        for n in (6, 7)
    )
    claiming.start(
        scheme=library().schemes["JC-09"], applicant=firm, by=actor_of(applicant_of(firm)),
        answers={"record": f"prize:{second.pk}", "facts": facts},
    )  # fmt: skip
    rows = [row.as_json() for row in findings(firm, firm.city, TODAY) if row.scheme == "JC-09"]
    shown = [row["about"] for group in by_status(rows, "单位申报") for row in group.rows]
    assert len(shown) == 2 and any(str(first) in about for about in shown)
    assert any(str(second) in about for about in shown), shown
