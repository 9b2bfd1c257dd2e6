"""What a claim said that an office does not support: the same lines, with the same marks, on paper and on pages."""

from core import audit
from core.models import AuditEntry
from subsidies.cases.presenting import KnownRow
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import lines_said
from subsidies.claims.states import ClaimState

DENIED = "（不予认可）"


def refusal_of(claim: Claim) -> AuditEntry | None:
    """The entry of the trail by which it was refused last."""
    return next((entry for entry in reversed(audit.history(claim)) if entry.to_state == ClaimState.REFUSED), None)


def lines_refused(claim: Claim) -> list[KnownRow]:
    """Line by line what it said; what the office did not accept is marked."""
    refusal = refusal_of(claim)
    denied = refusal.detail.get("denied", ()) if refusal else ()
    marked = (row._replace(value=f"{row.value}{DENIED}") if row.name in denied else row for row in lines_said(claim))
    return list(marked)
