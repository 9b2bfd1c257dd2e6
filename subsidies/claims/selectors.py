"""Claims as lists: a person's own, in groups, those still open, an office's by state."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from accounts.actor import Actor
from core.values.workflow import State
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import (
    EDITABLE_STATES,
    FINAL_STATES,
    GIVEN_UP_STATES,
    IN_HAND_STATES,
    PRIVATE_STATES,
    STATES,
)

MOST_TOLD = 10


@dataclass(frozen=True)
class Queue:
    """How many claims of an office's city are in a state."""

    state: State
    count: int


def queues_of(actor: Actor) -> list[Queue]:
    """Counts by state of the claims that an office may see, in the order of the road; none for states without."""
    counted = Claim.objects.visible_to(actor).exclude(state__in=PRIVATE_STATES).order_by().values("state")
    counts = dict(counted.annotate(number=Count("pk")).values_list("state", "number"))
    return [Queue(state, counts[name]) for name, state in STATES.items() if name in counts]


def own_claims(actor: Actor) -> ClaimQuerySet:
    """The claims of the applicants that the actor files for."""
    rows = Claim.objects.visible_to(actor).filter(applicant_id__in=actor.applicant_ids)
    return rows.select_related("applicant", "city")


GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "todo": ("等我处理", EDITABLE_STATES),
    "running": ("办理中", IN_HAND_STATES),
    "closed": ("已办结", FINAL_STATES),
}


def counts_of(claims: ClaimQuerySet) -> dict[str, int]:
    """How many claims there are in each group."""
    states = list(claims.values_list("state", flat=True))
    return {key: sum(state in names for state in states) for key, (_, names) in GROUPS.items()} | {"": len(states)}


def claims_under(applicant_id: int, scheme_code: str) -> list[Claim]:
    """The applicant's claims of a scheme that were not given up, those that were paid among them, newest first."""
    rows = Claim.objects.filter(applicant_id=applicant_id, scheme_code=scheme_code)
    return list(rows.exclude(state__in=GIVEN_UP_STATES).select_related("applicant").order_by("-saved_at")[:MOST_TOLD])
