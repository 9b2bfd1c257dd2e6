"""Which claims are compared with a claim: those for its kind of matter that were handed in and not taken back; for a
platform, which one law calls a laboratory and another an institution, those for any platform."""

from enterprises.models import Platform
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.policies import library

MOST_COMPARED = 5_000
MOST_SHOWN = 10


def of_the_kind(claim: Claim) -> ClaimQuerySet:
    """The other claims, of all cities, the newest first."""
    rule, schemes = claim.scheme.matter, library().schemes.values()
    one = rule.record == Platform.trail_kind
    codes = [row.code for row in schemes if row.matter.kind == rule.kind or (one and row.matter.record == rule.record)]
    rows: ClaimQuerySet = Claim.objects.filter(scheme_code__in=codes)
    return rows.exclude(state__in=UNNUMBERED_STATES).exclude(pk=claim.pk).order_by("-pk")
