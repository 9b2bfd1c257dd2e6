"""What an office said when it took an award back whole, as long as no approval has answered it."""

from collections.abc import Iterable

from core.models import AuditEntry
from subsidies.claims.resting import APPROVALS

REVOKE = "revoke"


def reason_to_answer(entries: Iterable[AuditEntry]) -> str:
    """Why the award of a claim with this trail (oldest first) was taken back; empty where none was, and once the claim
    was approved again."""
    said = ""
    for entry in entries:
        if entry.action == REVOKE:
            said = entry.reason
        elif entry.action in APPROVALS:
            said = ""
    return said
