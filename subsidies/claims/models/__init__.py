"""Records of this room: the claim, its papers, what was said of a record that is not certified, of a paper, and between
its two sides; promised days."""

from subsidies.claims.models.claims import Claim, ClaimQuerySet, Evidence, RecordOverride
from subsidies.claims.models.looks import PaperLook
from subsidies.claims.models.messages import ClaimMessage, ClaimNote, MessageReading
from subsidies.claims.models.promises import PromisedDays

__all__ = [
    "Claim",
    "ClaimMessage",
    "ClaimNote",
    "ClaimQuerySet",
    "Evidence",
    "MessageReading",
    "PaperLook",
    "PromisedDays",
    "RecordOverride",
]
