"""Records of this room: the claim, its papers, what was said of a record that is not certified, and of a paper;
promised days."""

from subsidies.claims.models.claims import Claim, ClaimQuerySet, Evidence, RecordOverride
from subsidies.claims.models.looks import PaperLook
from subsidies.claims.models.promises import PromisedDays

__all__ = ["Claim", "ClaimQuerySet", "Evidence", "PaperLook", "PromisedDays", "RecordOverride"]
