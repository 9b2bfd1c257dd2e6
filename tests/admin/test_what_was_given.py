"""The lists of matters paid for and of amounts under caps: what a release freed is in them no more."""

from typing import Any

import pytest
from django.urls import reverse

from subsidies.awards.models import Award
from subsidies.grants import granting
from tests import road

pytestmark = pytest.mark.django_db
LOAN = {"loan_kind": "credit", "interest_paid": "200000", "principal": "3000000"}


@pytest.fixture
def award(policies: None, company: Any, applicant: Any, reviewer: Any) -> Award:
    """90,000 yuan for a loan, under a cap."""
    typed = road.answers(reference="借字1号", **LOAN)
    road.awarded(road.resident(company), applicant, reviewer, scheme="CZ-16", typed=typed)
    return Award.objects.get()


def listed(client: Any, model: str) -> str:
    found: str = client.get(reverse(f"admin:{model}_changelist")).content.decode()
    return found


def test_what_counts_is_listed_with_its_claim(award: Award, reviewer: Any, client_of: Any) -> None:
    client = client_of(reviewer)
    matters, amounts = listed(client, "grants_grant"), listed(client, "grants_capgrant")
    assert award.claim.number in matters and award.claim.applicant.uscc in matters
    assert award.claim.number in amounts and "¥90,000.00" in amounts


def test_a_part_that_was_freed_is_taken_off_the_amount(award: Award, reviewer: Any, client_of: Any) -> None:
    granting.release_fen(booking=award.booking, fen=40_000_01, reason="退回部分资金")
    client = client_of(reviewer)
    assert "¥49,999.99" in listed(client, "grants_capgrant")
    assert award.claim.number in listed(client, "grants_grant")


def test_a_revoked_award_is_marked_and_counts_nowhere(award: Award, reviewer: Any, client_of: Any) -> None:
    road.revoked(award, reviewer)
    client = client_of(reviewer)
    for model in ("grants_grant", "grants_capgrant"):
        assert award.claim.number not in listed(client, model)
    assert "已撤销" in listed(client, "awards_award")
    assert "金额试算" in client.get(reverse("admin:claims_claim_change", args=[award.claim_id])).content.decode()
