"""The way of a claim through its states, as the trail tells it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import F

from core.models import AuditEntry
from core.values.periods import Pause, business_date
from subsidies.claims.models import Claim
from subsidies.claims.states import OFFICE_STEPS, SETTLED_STATES

Move = tuple[str, datetime]  # the state that was reached, and when


@dataclass(frozen=True)
class Turn:
    """What an office has to do with a claim: the step, since when, and while it lay elsewhere (None: it still does)."""

    step: str
    since: datetime
    pauses: tuple[Pause, ...]

    @property
    def stands(self) -> bool:
        """Whether it lies elsewhere now."""
        return any(row.resumed is None for row in self.pauses)


def moves_in(entries: Iterable[AuditEntry]) -> list[Move]:
    """The changes of state among the entries of one claim, oldest first."""
    return [(row.to_state, row.at) for row in entries if row.to_state and row.to_state != row.from_state]


def moves_of(claim_ids: Collection[int]) -> dict[int, list[Move]]:
    """The changes of state of many claims, by claim, oldest first; in one query."""
    keys = [str(pk) for pk in claim_ids]
    rows = AuditEntry.objects.filter(subject_type=Claim.trail_kind, subject_id__in=keys).exclude(to_state="")
    rows = rows.exclude(from_state=F("to_state")).order_by("id")
    found: dict[int, list[Move]] = defaultdict(list)
    for key, state, at in rows.values_list("subject_id", "to_state", "at"):
        found[int(key)].append((state, at))
    return found


def turn_of(moves: Sequence[Move]) -> Turn | None:
    """The step that an office has in hand, or that waits for the claim to come back; None where there is none.

    A step counts from the first day on which the claim came to it; while it lay elsewhere, the step's clock stands.
    What was settled and taken back begins anew.
    """
    settled = [place for place, (state, _) in enumerate(moves) if state in SETTLED_STATES]
    own = moves[settled[-1] + 1 :] if settled else moves
    step = next((state for state, _ in reversed(own) if state in OFFICE_STEPS), None)
    if step is None:
        return None
    came = next(at for state, at in own if state == step)
    return Turn(step, came, tuple(_pauses(own, step)))


def _pauses(moves: Sequence[Move], step: str) -> list[Pause]:
    """From each day on which the claim left the step to the one on which it came back."""
    left: datetime | None = None
    found = []
    for (state, _), (following, at) in pairwise(moves):
        if state == step and following != step:
            left = at
        elif following == step and left is not None:
            found.append(Pause(business_date(left), business_date(at)))
            left = None
    return [*found, Pause(business_date(left))] if left is not None else found
