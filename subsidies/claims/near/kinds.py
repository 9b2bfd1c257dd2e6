"""Which claims are compared with a claim: those for its kind of matter that were handed in and not taken back."""

from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.policies import library

MOST_COMPARED = 5_000
MOST_SHOWN = 10


def of_the_kind(claim: Claim) -> ClaimQuerySet:
    """The other claims, of all cities, the newest first."""
    kinds = [row.code for row in library().schemes.values() if row.matter.kind == claim.scheme.matter.kind]
    rows: ClaimQuerySet = Claim.objects.filter(scheme_code__in=kinds)
    return rows.exclude(state__in=UNNUMBERED_STATES).exclude(pk=claim.pk).order_by("-pk")
