"""Records of this room: the claim, its papers, and what was said of a record that is not certified."""

from subsidies.claims.models.claims import Claim, ClaimQuerySet, Evidence, RecordOverride

__all__ = ["Claim", "ClaimQuerySet", "Evidence", "RecordOverride"]
