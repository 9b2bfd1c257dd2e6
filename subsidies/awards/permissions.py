"""Who may propose, confirm and refuse that an award is revoked. Each answer carries its reason."""

from accounts.actor import Actor
from core.values.verdict import Verdict, no
from subsidies.awards.forbidding import may_be_revoked
from subsidies.awards.models import Award, RevocationProposal
from subsidies.claims.permissions import can

REVOKED, OPEN, CLOSED = "这份核定结果已经撤销。", "这份核定结果已有待确认的撤销提议。", "这项撤销提议已经办结。"


def can_propose(actor: Actor, award: Award) -> Verdict:
    """May the actor propose to revoke this award now? A reviewer of its city who does not act for the applicant."""
    if award.revocations.filter(whole=True).exists():
        return no(REVOKED)
    allowed = can(actor, award.claim, "revoke", None)
    if not allowed:
        return allowed
    if RevocationProposal.objects.open().filter(award=award).exists():
        return no(OPEN)
    return may_be_revoked(award)


def can_confirm(actor: Actor, proposal: RevocationProposal) -> Verdict:
    """May the actor take the award back as proposed? Another reviewer than the one who proposed it."""
    refusable = can_refuse(actor, proposal)
    if not refusable:
        return refusable
    if actor.user_id == proposal.proposed_by_id:
        return no("提出人不能确认自己提出的撤销，须由另一位审核人员确认。")
    return may_be_revoked(proposal.award)


def can_refuse(actor: Actor, proposal: RevocationProposal) -> Verdict:
    """May the actor close the proposal without following it? Any reviewer; its author so takes it back."""
    if not RevocationProposal.objects.open().filter(pk=proposal.pk).exists():
        return no(CLOSED)
    return can(actor, proposal.award.claim, "revoke", None)
