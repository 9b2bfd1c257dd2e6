"""The next claim of a series begins with what is known of it."""

from django.db import transaction

from accounts.actor import Actor
from core.values.verdict import Refused
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked
from subsidies.claims.series.periods import next_of, series_of

NOTHING_DUE = "这一系列现在没有可以申报的下一期：可能已经开始申报，或者下一期还没有过完、已经结束。"


@transaction.atomic
def begin_next(*, claim: Claim, by: Actor) -> Claim:
    """A draft for the period after the last one of the claim's series; the same one where it was begun already. Raises
    Refused where none is due."""
    claim = locked(claim)
    claims = series_of(claim)
    if begun := next((row for row in claims if row.number is None and row.applicant_id in by.applicant_ids), None):
        return begun
    due = next_of(claims)
    if due is None:
        raise Refused(NOTHING_DUE)
    return claiming.start(scheme=claim.scheme, applicant=claim.applicant, by=by, answers=due.answers)
