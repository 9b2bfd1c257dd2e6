"""Of a claim that comes to nothing as it stands no amount is asked."""

from typing import Any

import pytest
from django.urls import reverse

from subsidies.cases.deciding import ruling_on
from subsidies.claims.figures_to_decide import figures_to_decide
from tests import road

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("yuan", "outcome", "asked"), [(5_000_000, "needs_decision", 1), (100_000, "not_payable", 0)])
def test_an_amount_is_asked_only_where_one_can_be_paid(
    policies: None, company: Any, applicant: Any, reviewer: Any, client_of: Any, yuan: int, outcome: str, asked: int
) -> None:
    company.paid_in_capital_fen = yuan * 100
    company.save()
    claim = road.accepted(road.resident(company), applicant, reviewer, **road.START_UP)
    ruling = ruling_on(claim.case())
    assert ruling.decision.outcome == outcome
    assert [row.name for row in figures_to_decide(ruling)] == ["decided_amount"] * asked
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert ("审核通过后办结为不予兑付" in page) == (not asked)
