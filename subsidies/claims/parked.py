"""A reckoning that a worker gave up: the claim waits for nobody, its page says so and gives it back to review."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import SYSTEM
from core import audit, outbox
from core.models import OutboxMessage
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import ClaimState

RECKON = "awards.reckon"  # the room above does the work; the claim waits for it
PARKED = audit.action("reckoning_parked", "核算没有完成，已搁置", "核算尚未完成")


def parked_messages() -> QuerySet[OutboxMessage]:
    """The reckonings that failed too often and that nobody has opened again."""
    return OutboxMessage.objects.filter(handler=RECKON, done_at=None).exclude(parked_at=None)


def is_parked(claim: Claim) -> bool:
    """Whether the reckoning for which the claim waits now is parked."""
    asked = {"arguments__claim_id": claim.pk, "arguments__version": claim.version}
    return claim.state == ClaimState.APPROVED and parked_messages().filter(**asked).exists()


def parked_claims(claims: ClaimQuerySet) -> list[Claim]:
    """Those of the claims whose reckoning is parked."""
    asked = {(row["claim_id"], row["version"]) for row in parked_messages().values_list("arguments", flat=True)}
    if not asked:
        return []
    rows = claims.filter(state=ClaimState.APPROVED, pk__in=[pk for pk, _ in asked])
    return [row for row in rows if (row.pk, row.version) in asked]


@outbox.when_parked(RECKON)
@transaction.atomic
def note_parked(claim_id: int, version: int) -> None:
    """An entry in the claim's trail; nothing else changes, since the work may be opened again."""
    claim = Claim.objects.select_related("city").get(pk=claim_id)
    if claim.state == ClaimState.APPROVED and claim.version == version:
        audit.record(by=SYSTEM, action=PARKED, subject=claim, chain=claim.city.key)
