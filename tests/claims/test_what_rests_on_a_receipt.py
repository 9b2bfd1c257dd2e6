"""A receipt of rent is rested on by the claims of its months, and by no other of the same rooms."""

from datetime import date

import pytest

from enterprises.models import Applicant
from enterprises.registers.resting import rests_on
from subsidies.cases.picking import name_for
from tests.claims.rows import claim_row
from tests.factories import RentReceiptFactory, TenancyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "last", "rests"),
    [
        ("2026-09", "2026-10", True),
        ("2026-08", "2026-08", True),
        ("2026-10", "2026-12", False),
        ("2026-01", "2026-07", False),
    ],
)
def test_a_receipt_is_rested_on_by_claims_of_its_months_alone(
    company: Applicant, first: str, last: str, rests: bool
) -> None:
    rooms = TenancyFactory(applicant=company, starts_on=date(2025, 1, 1)).space.premises.get()
    months = {"first_month": "2026-08", "last_month": "2026-09"}
    facts = [{"name": name, "value": month} for name, month in months.items()]
    claim_row(
        company, "CZ1", "CZ-12", record=name_for(rooms), facts=facts, answers={"facts": months}, on=date(2026, 9, 30)
    )
    receipt = RentReceiptFactory(premises=rooms, first_month=first, last_month=last)
    assert rests_on(receipt) == (["申报 CZ1"] if rests else [])
    assert rests_on(rooms) == ["申报 CZ1"]
