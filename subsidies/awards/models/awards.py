"""Awards: what a claim was found to be due, frozen with everything that it was reckoned from."""

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.models.append_only import append_only
from subsidies.catalogue.models import PolicyDocument
from subsidies.claims.models import Claim
from subsidies.grants.models import Booking
from subsidies.rules import Outcome


class AwardQuerySet(ScopedQuerySet):
    """Seen by whoever sees the claim."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(claim__applicant_id__in=actor.applicant_ids) | Q(claim__city_id__in=actor.city_ids(*CLAIM_READERS))

    def current(self) -> "AwardQuerySet":
        """Those that were not revoked whole: at most one of a claim."""
        return self.exclude(revocations__whole=True)


# A claim has its next award only once the one before it is revoked whole.
TURN_AFTER_REVOCATION = """
IF NEW.turn > 1 THEN
    PERFORM 1 FROM awards_award WHERE claim_id = NEW.claim_id AND turn = NEW.turn - 1 FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM awards_award a JOIN awards_revocation r ON r.award_id = a.id AND r.whole
        WHERE a.claim_id = NEW.claim_id AND a.turn = NEW.turn - 1
    ) THEN
        RAISE EXCEPTION 'award % of a claim needs its award % revoked whole', NEW.turn, NEW.turn - 1;
    END IF;
END IF;
RETURN NEW;
"""


class Award(models.Model):
    """The frozen result of a claim; the database refuses to change or delete it. A whole Revocation ends it.

    `turn` counts the awards of one claim; `booking` is what this one takes in the register, none where it pays nothing.
    `claim_input` is the engine's claim (header and facts), `sources` says where each fact came from, `figures` the
    parameter values and superseded figures that were used, each with its edition. Money in fen.
    """

    trail_kind = "award"

    OUTCOMES = [(Outcome.PAYABLE, "予以兑付"), (Outcome.NOT_PAYABLE, "不予兑付"), (Outcome.CASE_BY_CASE, "一事一议")]

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="awards")
    turn = models.PositiveSmallIntegerField("次序", default=1)
    booking = models.OneToOneField(
        Booking, verbose_name="登记", on_delete=models.PROTECT, related_name="award", null=True, blank=True
    )
    document = models.ForeignKey(
        PolicyDocument, verbose_name="政策文件", on_delete=models.PROTECT, related_name="awards"
    )
    outcome = models.CharField("结果", max_length=20, choices=OUTCOMES)
    amount_fen = models.BigIntegerField("金额（分）")
    shares = models.JSONField("分担（分）", default=dict)
    entitlements = models.JSONField("可享额度（分）", default=dict)
    reasons = models.JSONField("原因", default=list)
    steps = models.JSONField("核算步骤", default=list)
    basis = models.CharField("依据", max_length=120)
    claim_input = models.JSONField("核算输入")
    sources = models.JSONField("事实来源", default=list)
    figures = models.JSONField("适用参数", default=list)
    alternatives = models.JSONField("未采用的方案", default=list)
    rules_sha256 = models.CharField("规则摘要", max_length=64)
    engine_version = models.CharField("引擎版本", max_length=20)
    reckoned_at = models.DateTimeField("核算时间")
    sha256 = models.CharField("内容摘要", max_length=64)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "核定结果"
        verbose_name_plural = "核定结果"
        ordering = ("-reckoned_at",)
        constraints = (
            models.UniqueConstraint(fields=["claim", "turn"], name="award_once_per_turn"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="award_turn_from_one"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="award_amount_not_negative"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.NOT_PAYABLE) | Q(amount_fen=0), name="award_refused_pays_nothing"
            ),
            Wall(name="award_wall", parent="claim"),
        )
        triggers = (
            *append_only("award"),
            pgtrigger.Trigger(
                name="award_after_revocation",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=TURN_AFTER_REVOCATION,
            ),
        )

    @property
    def paper_name(self) -> str:
        """What the paper is called that tells of it: nothing is granted by a refusal."""
        return "不予兑付通知书" if self.pays_nothing else "核定通知书"

    @property
    def pays_nothing(self) -> bool:
        """Whether it says that nothing is due."""
        return bool(self.outcome == Outcome.NOT_PAYABLE)

    def __str__(self) -> str:
        return f"{self.claim} {self.get_outcome_display()}"
