"""Taking an award back: a further row; what it took in the register is released, and its claim is reviewed anew."""

from django.db import transaction

from accounts.actor import Actor
from core.values.verdict import Refused, require
from subsidies.awards.models import Award, Revocation
from subsidies.cases.already_granted import matters_of
from subsidies.cases.facts import collect
from subsidies.claims.moving import locked, move
from subsidies.claims.permissions import can
from subsidies.grants import granting


@transaction.atomic
def revoke(*, award: Award, reason: str, by: Actor) -> Revocation:
    """Revoke an award for a reason: its matters may be paid for again, its cap and areas are free, its claim is under
    review and may get a next award in a turn of its own.

    Raises Refused with a sentence for whoever may not, without a reason, and where the award is revoked already.
    """
    claim, reason = locked(award.claim), reason.strip()
    award = Award.objects.select_related("booking").get(pk=award.pk)
    if Revocation.objects.filter(award=award).exists():
        raise Refused("这份核定结果已经撤销。")
    require(can(by, claim, "revoke", reason))
    revocation = Revocation.objects.create(award=award, reason=reason, revoked_by_id=by.user_id)
    if award.booking is not None:
        granting.release(booking=award.booking, reason=reason)
    case = claim.case()
    granting.hold(matters=matters_of(case, collect(case).values), claim_number=str(claim.number))
    detail = {"turn": award.turn, "amount_fen": award.amount_fen, "sha256": award.sha256}
    move(claim, "revoke", by=by, reason=reason, detail=detail)
    return revocation
