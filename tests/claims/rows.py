"""Claims as rows, without their road: for what is asked of many claims at once."""

from datetime import UTC, date, datetime
from typing import Any

from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.register import registers
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims

DAY = date(2026, 3, 31)


def claim_row(owner: Applicant, number: str, scheme: str, *, state: str = "submitted", **more: Any) -> Claim:
    """A claim that was handed in, with what it is about as its row says it."""
    row = {"city": owner.city, "submitted_at": datetime(2026, 4, 1, tzinfo=UTC)} | more
    return Claim.objects.create(applicant=owner, number=number, scheme_code=scheme, state=state, **row)


def found(claim: Claim) -> list[tuple[str, str]]:
    """What is near to a claim: the numbers of others, and what is alike."""
    return sorted((str(row.claim.number), row.how) for row in near_claims(claim))


def claimed(number: str, scheme: str, record: RegisterRecord, **more: Any) -> Claim:
    """A claim for a record, by its applicant."""
    applicant: Any = registers()[record.trail_kind].applicant_of(record)
    return claim_row(applicant, number, scheme, record=name_for(record), reference=number, **more)
