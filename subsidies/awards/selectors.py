"""The award of a claim: of all its awards the one that was not revoked."""

from django.db.models import Prefetch, QuerySet

from subsidies.awards.models import Award
from subsidies.claims.models import Claim

FETCHED = "current_awards"


def with_award(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with what `award_of` asks for, read in one query for all of them."""
    return claims.prefetch_related(Prefetch("awards", Award.objects.current(), to_attr=FETCHED))


def award_of(claim: Claim) -> Award | None:
    """The claim's award; None where there is none, or where it was revoked."""
    fetched: list[Award] | None = getattr(claim, FETCHED, None)
    rows = claim.awards.current().order_by("-turn")[:1] if fetched is None else fetched
    return next(iter(rows), None)


def next_turn(claim: Claim) -> int:
    """The number of the claim's next award, counted from 1."""
    return claim.awards.count() + 1
