"""Taking an award back, whole or some of its months: one person proposes, another confirms or refuses, each by a
further row. What it took in the register is released; of an award that is taken back whole the claim is reviewed anew.
"""

from collections.abc import Iterable

from django.db import transaction

from accounts.actor import Actor
from core import audit, outbox
from core.values.verdict import Refused, require
from subsidies.awards.models import Award, ProposalRefusal, Revocation, RevocationProposal
from subsidies.awards.parts import fen_of_months, standing_months
from subsidies.awards.permissions import can_confirm, can_propose, can_refuse
from subsidies.awards.selectors import standing_fen
from subsidies.cases.already_granted import matters_of
from subsidies.cases.facts import collect
from subsidies.claims.moving import locked, move, require_tellable
from subsidies.grants import granting

PROPOSE = audit.action("propose_revocation", "提出撤销核定")
REFUSE = audit.action("refuse_revocation", "不同意撤销核定")
REVOKE_PART = audit.action("revoke_part", "撤销部分月份", "撤销部分月份的核定")
audit.tell_details(freed_fen="撤销金额", months="撤销的月份", proposed_by="提出人", turn="次序")
WHY = "请写明理由。"


@transaction.atomic
def propose(*, award: Award, reason: str, months: Iterable[str] = (), by: Actor) -> RevocationProposal:
    """Propose that an award be taken back for a reason: whole, or these of its months (YYYY-MM), to be confirmed by
    somebody else. Nothing is free yet, and the applicant is not told.

    Raises Refused with a sentence for whoever may not, without a reason, and for months that it does not stand on.
    """
    award, chosen = _locked(award), sorted(set(months))
    require(can_propose(by, award))
    if not reason.strip():
        raise Refused(WHY)
    require_tellable(reason)
    standing = standing_months(award)
    if not set(chosen) <= set(standing):
        raise Refused("所选的月份须属于这次核定，且尚未撤销。")
    whole = not chosen or chosen == standing
    proposal = RevocationProposal.objects.create(
        award=award, whole=whole, months=[] if whole else chosen, reason=reason, proposed_by_id=_person(by),
        freed_fen=standing_fen(award) if whole else fen_of_months(award, chosen),
    )  # fmt: skip
    _note(PROPOSE, proposal, by, proposal.reason)
    return proposal


@transaction.atomic
def confirm(*, proposal: RevocationProposal, by: Actor) -> Revocation:
    """Take the award back as another person proposed. Whole: its matters may be paid for again, its cap and areas are
    free, its claim is under review and may get a next award. Some months: they are free with their part of cap and
    area, the rest stands. The applicant gets a paper. Raises Refused with a sentence for whoever may not."""
    proposal = _locked_proposal(proposal)
    require(can_confirm(by, proposal))
    award = proposal.award
    revocation = Revocation.objects.create(
        award=award, proposal=proposal, whole=proposal.whole, months=proposal.months, freed_fen=proposal.freed_fen,
        reason=proposal.reason, revoked_by_id=by.user_id,
    )  # fmt: skip
    outbox.enqueue("awards.revocation_notice", key=f"revocation:{revocation.pk}", revocation_id=revocation.pk)
    if revocation.whole:
        _take_back(award, revocation, by)
    else:
        _take_back_part(award, revocation, by)
    return revocation


@transaction.atomic
def refuse(*, proposal: RevocationProposal, reason: str, by: Actor) -> ProposalRefusal:
    """The award stands: another person does not agree, or the author thinks better of it. Needs a reason."""
    proposal = _locked_proposal(proposal)
    require(can_refuse(by, proposal))
    if not reason.strip():
        raise Refused(WHY)
    refusal = ProposalRefusal.objects.create(proposal=proposal, reason=reason, refused_by_id=_person(by))
    _note(REFUSE, proposal, by, refusal.reason)
    return refusal


LAPSED = "revoked"  # what a figure of a revoked award was decided of: nothing that a case could be


def _person(by: Actor) -> int:
    if by.user_id is None:
        raise Refused("撤销由工作人员办理。")
    return by.user_id


def _locked(award: Award) -> Award:
    """The award with its claim, the claim locked until the caller's transaction ends."""
    claim = locked(award.claim)
    found: Award = Award.objects.select_related("booking").get(pk=award.pk)
    found.claim = claim
    return found


def _locked_proposal(proposal: RevocationProposal) -> RevocationProposal:
    """The proposal as it is once its award's claim is locked."""
    award = _locked(proposal.award)
    found: RevocationProposal = RevocationProposal.objects.select_related("proposed_by").get(pk=proposal.pk)
    found.award = award
    return found


def _take_back(award: Award, revocation: Revocation, by: Actor) -> None:
    """Free all that the award still holds, and send its claim back to review, where it holds its matters anew."""
    claim = award.claim
    if award.booking is not None:
        granting.release(booking=award.booking, reason=revocation.reason)
    case = claim.case()
    granting.hold(matters=matters_of(case, collect(case).values), claim_number=str(claim.number))
    move(claim, "revoke", by=by, reason=revocation.reason, detail=_told(revocation) | {"sha256": award.sha256})
    if claim.decided:  # as long as it was decided nothing of it could be changed
        claim.decided = {name: made | {"about": LAPSED} for name, made in claim.decided.items()}
        claim.save()


def _take_back_part(award: Award, revocation: Revocation, by: Actor) -> None:
    """Free the months with what goes with them; the claim stays where it is."""
    if award.booking is None:
        raise Refused("这份核定结果没有登记月份。")
    fen, reason = revocation.freed_fen, revocation.reason
    granting.release_months(booking=award.booking, months=revocation.months, fen=fen, reason=reason)
    chain, detail = award.claim.city.key, _told(revocation) | {"months": revocation.months}
    audit.record(by=by, action=REVOKE_PART, subject=award.claim, chain=chain, reason=reason, detail=detail)


def _told(revocation: Revocation) -> dict[str, object]:
    award, proposal = revocation.award, revocation.proposal
    by = proposal.proposed_by.name if proposal else ""
    return {"turn": award.turn, "amount_fen": award.amount_fen, "freed_fen": revocation.freed_fen, "proposed_by": by}


def _note(action: str, proposal: RevocationProposal, by: Actor, reason: str) -> None:
    """An entry about the award, which offices read; the claim's own trail is the applicant's too."""
    detail = {"freed_fen": proposal.freed_fen, "months": proposal.months}
    award = proposal.award
    audit.record(by=by, action=action, subject=award, chain=award.claim.city.key, reason=reason, detail=detail)
