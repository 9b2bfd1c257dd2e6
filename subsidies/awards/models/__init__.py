"""Awards, what takes them back, and the papers that tell of both."""

from subsidies.awards.models.awards import Award
from subsidies.awards.models.papers import Notice, RefusalNotice, RevocationNotice
from subsidies.awards.models.revocations import ProposalRefusal, Revocation, RevocationProposal

__all__ = [
    "Award",
    "Notice",
    "ProposalRefusal",
    "RefusalNotice",
    "Revocation",
    "RevocationNotice",
    "RevocationProposal",
]
