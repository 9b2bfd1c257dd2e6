"""Claims as rows, without their road: for what is asked of many claims at once."""

from datetime import UTC, date, datetime
from typing import Any

from enterprises.models import Applicant
from subsidies.claims.models import Claim

DAY = date(2026, 3, 31)


def claim_row(owner: Applicant, number: str, scheme: str, *, state: str = "submitted", **more: Any) -> Claim:
    """A claim that was handed in, with what it is about as its row says it."""
    row = {"city": owner.city, "submitted_at": datetime(2026, 4, 1, tzinfo=UTC)} | more
    return Claim.objects.create(applicant=owner, number=number, scheme_code=scheme, state=state, **row)
