"""Which claims are compared with a claim: those for its kind of matter that were handed in and not taken back; for a
platform, which one law calls a laboratory and another an institution, those for any platform."""

from collections.abc import Callable

from enterprises.models import Platform
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.policies import library
from subsidies.rules.model.matters import MatterRule

MOST_COMPARED = 5_000
MOST_SHOWN = 10


def of_the_kind(claim: Claim) -> ClaimQuerySet:
    """The other claims, of all cities, the newest first."""
    rule = claim.scheme.matter
    one = rule.record == Platform.trail_kind
    return _others(claim, lambda matter: matter.kind == rule.kind or (one and matter.record == rule.record))


def of_the_register(claim: Claim) -> ClaimQuerySet:
    """The same of every kind of matter that stands in its register, since one paper may be entered as two things; where
    it is about a person, whom several matters are about, of its kind alone."""
    record = claim.scheme.matter.record
    if not record or registers()[record].model.about_a_person:
        return of_the_kind(claim)
    return _others(claim, lambda matter: matter.record == record)


def _others(claim: Claim, fits: Callable[[MatterRule], bool]) -> ClaimQuerySet:
    codes = [row.code for row in library().schemes.values() if fits(row.matter)]
    rows: ClaimQuerySet = Claim.objects.filter(scheme_code__in=codes)
    return rows.exclude(state__in=UNNUMBERED_STATES).exclude(pk=claim.pk).order_by("-pk")
