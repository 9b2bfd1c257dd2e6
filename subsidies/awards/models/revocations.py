"""Taking an award back, whole or some of its months: one person proposes it, another confirms or refuses.

Each is a further row that the database refuses to change. So an award stands as it was for ever, and what counts of it
is its amount less what its revocations freed.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.awards.models.awards import Award

# Both lock the award first, so that of two people at once the second sees what the first did.
PROPOSED_ONCE = """
PERFORM 1 FROM awards_award WHERE id = NEW.award_id FOR UPDATE;
IF EXISTS (
    SELECT 1 FROM awards_revocationproposal p WHERE p.award_id = NEW.award_id
    AND NOT EXISTS (SELECT 1 FROM awards_revocation r WHERE r.proposal_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM awards_proposalrefusal f WHERE f.proposal_id = p.id)
) THEN
    RAISE EXCEPTION 'one proposal at a time to revoke an award';
END IF;
RETURN NEW;
"""

CONFIRMED_BY_ANOTHER = """
PERFORM 1 FROM awards_award WHERE id = NEW.award_id FOR UPDATE;
IF NOT EXISTS (
    SELECT 1 FROM awards_revocationproposal p WHERE p.id = NEW.proposal_id AND p.award_id = NEW.award_id
    AND p.whole = NEW.whole AND p.months = NEW.months AND p.freed_fen = NEW.freed_fen
    AND p.proposed_by_id IS DISTINCT FROM NEW.revoked_by_id AND NEW.revoked_by_id IS NOT NULL
) THEN
    RAISE EXCEPTION 'what one person proposed another confirms, just as it was proposed';
END IF;
IF EXISTS (SELECT 1 FROM awards_proposalrefusal f WHERE f.proposal_id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'this proposal was refused';
END IF;
IF EXISTS (SELECT 1 FROM awards_revocation r WHERE r.award_id = NEW.award_id AND r.whole) THEN
    RAISE EXCEPTION 'the award is revoked whole already';
END IF;
IF NEW.freed_fen + (SELECT COALESCE(SUM(freed_fen), 0) FROM awards_revocation WHERE award_id = NEW.award_id)
   > (SELECT amount_fen FROM awards_award WHERE id = NEW.award_id) THEN
    RAISE EXCEPTION 'no more is revoked than was awarded';
END IF;
RETURN NEW;
"""

REFUSED_WHILE_OPEN = """
PERFORM 1 FROM awards_award a JOIN awards_revocationproposal p ON p.award_id = a.id WHERE p.id = NEW.proposal_id
    FOR UPDATE OF a;
IF EXISTS (SELECT 1 FROM awards_revocation r WHERE r.proposal_id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'this proposal was confirmed';
END IF;
RETURN NEW;
"""


def _before_insert(name: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=func)


class ProposalQuerySet(ScopedQuerySet):
    """Proposals: seen by the offices that see the claim, never by its applicant before they are confirmed."""

    def scope(self, actor: Actor) -> Q | None:
        offices = Q(award__claim__city_id__in=actor.city_ids(*CLAIM_READERS))
        return offices & ~Q(award__claim__applicant_id__in=actor.applicant_ids)

    def open(self) -> "ProposalQuerySet":
        """Those that nobody has confirmed or refused."""
        confirmed = Revocation.objects.filter(proposal=OuterRef("pk"))
        return self.filter(~Exists(confirmed), refusal=None)


class RevocationProposal(models.Model):
    """One person asks that an award be taken back: why, and what of it is to be free again.

    `whole`, or the `months` (YYYY-MM) of an award of months; `freed_fen` is what goes of its amount, in fen. It is open
    until a Revocation or a ProposalRefusal closes it. Never changed.
    """

    trail_kind = "revocation_proposal"

    award = models.ForeignKey(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="proposals")
    whole = models.BooleanField("全部撤销")
    months = models.JSONField("撤销的月份", default=list)
    freed_fen = models.BigIntegerField("撤销金额（分）")
    reason = CanonicalTextField("理由")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间", auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "撤销提议"
        verbose_name_plural = "撤销提议"
        ordering = ("-proposed_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_says_why"),
            models.CheckConstraint(condition=Q(freed_fen__gte=0), name="proposal_frees_no_less_than_nothing"),
            Wall(name="proposal_wall", parent="award"),
        )
        triggers = (*append_only("proposal"), _before_insert("one_proposal_at_a_time", PROPOSED_ONCE))

    def __str__(self) -> str:
        return f"撤销 {self.award}"


class ProposalRefusal(models.Model):
    """A proposal that was not followed, or that its own author took back: why, by whom, when. Never changed."""

    proposal = models.OneToOneField(
        RevocationProposal, verbose_name="撤销提议", on_delete=models.PROTECT, related_name="refusal"
    )
    reason = CanonicalTextField("理由")
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="办理人", on_delete=models.PROTECT, related_name="+"
    )
    refused_at = models.DateTimeField("办理时间", auto_now_add=True)

    class Meta:
        verbose_name = "不同意撤销"
        verbose_name_plural = "不同意撤销"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="refusal_says_why"),
            Wall(name="proposal_refusal_wall", parent="proposal"),
        )
        triggers = (*append_only("proposal_refusal"), _before_insert("refused_while_open", REFUSED_WHILE_OPEN))

    def __str__(self) -> str:
        return f"{self.proposal}"


class Revocation(models.Model):
    """An award is taken back, `whole` or some `months` of it: why, by whom, when. Never changed.

    What the award took in the register for that is released; `freed_fen` is what counts no more of its amount. Whoever
    revokes is another person than who proposed it; those of before two were asked have no proposal.
    """

    award = models.ForeignKey(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="revocations")
    proposal = models.OneToOneField(
        RevocationProposal, verbose_name="撤销提议", on_delete=models.PROTECT, related_name="revocation", null=True
    )
    whole = models.BooleanField("全部撤销", default=True)
    months = models.JSONField("撤销的月份", default=list)
    freed_fen = models.BigIntegerField("撤销金额（分）", default=0)
    reason = CanonicalTextField("理由")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="撤销人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField("撤销时间", auto_now_add=True)

    class Meta:
        verbose_name = "核定撤销"
        verbose_name_plural = "核定撤销"
        ordering = ("revoked_at",)
        constraints = (
            models.UniqueConstraint(fields=["award"], condition=Q(whole=True), name="award_revoked_whole_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="revocation_says_why"),
            Wall(name="revocation_wall", parent="award"),
        )
        triggers = (*append_only("revocation"), _before_insert("confirmed_by_another", CONFIRMED_BY_ANOTHER))

    def __str__(self) -> str:
        return f"{self.award}"
