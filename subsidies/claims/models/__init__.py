"""Records of this room: the claim, its papers, what was said of a record that is not certified, of a paper, and between
its two sides, what was marked when it was sent back; promised days."""

from subsidies.claims.models.claims import Claim, ClaimQuerySet, Evidence, RecordOverride
from subsidies.claims.models.looks import PaperLook
from subsidies.claims.models.messages import ClaimMessage, ClaimNote, MessageReading
from subsidies.claims.models.promises import PromisedDays
from subsidies.claims.models.returns import ClaimReturn, ReturnMark

__all__ = [
    "Claim",
    "ClaimMessage",
    "ClaimNote",
    "ClaimQuerySet",
    "ClaimReturn",
    "Evidence",
    "MessageReading",
    "PaperLook",
    "PromisedDays",
    "RecordOverride",
    "ReturnMark",
]
