"""What an office sees of an award that is taken back: what was proposed and done, what this person may do now."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from core.values.verdict import Verdict, no
from subsidies.awards.models import Award, Revocation, RevocationProposal
from subsidies.awards.parts import MonthPart, month_parts
from subsidies.awards.permissions import can_confirm, can_propose, can_refuse
from subsidies.awards.presenting import matter_of_award
from subsidies.awards.selectors import standing_fen
from subsidies.cases.presenting import period_words
from subsidies.claims.models import Claim

NOTHING = no("没有待确认的撤销提议。")


@dataclass(frozen=True)
class RevokingState:
    """An award with its proposals. `proposal` is the open one."""

    award: Award
    proposal: RevocationProposal | None
    refused: list[RevocationProposal]
    done: list[Revocation]
    standing_fen: int
    may_propose: Verdict
    may_confirm: Verdict
    may_refuse: Verdict
    is_own: bool

    @cached_property
    def months(self) -> list[MonthPart]:
        """Those that may still be freed one by one."""
        return month_parts(self.award)

    @property
    def whole(self) -> Revocation | None:
        """The revocation that ended the award, if one did."""
        return next((row for row in self.done if row.whole), None)

    @property
    def period(self) -> str:
        """For which months or which year it was awarded."""
        return period_words(matter_of_award(self.award))

    @property
    def shown(self) -> bool:
        """Whether there is anything to say or do about it."""
        return bool(self.done or self.proposal or self.refused or self.may_propose)


def revoking_state(award: Award, actor: Actor) -> RevokingState:
    """All of it for one person."""
    visible = RevocationProposal.objects.visible_to(actor).filter(award=award).select_related("proposed_by")
    proposal = visible.open().first()
    refused = visible.exclude(refusal=None).select_related("refusal__refused_by")
    return RevokingState(
        award=award, proposal=proposal, refused=list(refused), standing_fen=standing_fen(award),
        done=list(award.revocations.select_related("revoked_by", "proposal__proposed_by", "notice")),
        may_propose=can_propose(actor, award),
        may_confirm=can_confirm(actor, proposal) if proposal else NOTHING,
        may_refuse=can_refuse(actor, proposal) if proposal else NOTHING,
        is_own=proposal is not None and proposal.proposed_by_id == actor.user_id,
    )  # fmt: skip


def states_of(claim: Claim, actor: Actor) -> list[RevokingState]:
    """The claim's awards with what was or may be taken back of them, the latest first."""
    rows = claim.awards.select_related("claim__applicant", "claim__city", "notice").order_by("-turn")
    return [state for row in rows if (state := revoking_state(row, actor)).shown]


@tells_duties(place=15)
def proposals_that_wait(actor: Actor) -> Iterator[Duty]:
    """Proposals of others in the actor's cities, to be confirmed or refused."""
    cities = actor.city_ids(Role.REVIEWER)
    if cities:
        rows = RevocationProposal.objects.visible_to(actor).open().filter(award__claim__city__in=cities)
        count = rows.exclude(proposed_by=actor.user_id).count()
        url = f"{reverse('admin:awards_revocationproposal_changelist')}?state=open"
        yield Duty("待确认撤销", count, url, "undo", "他人提出撤销核定，核对后确认或不同意")
