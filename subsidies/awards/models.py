"""Awards: what a claim was found to be due, frozen with everything that it was reckoned from."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.scope import ScopedQuerySet
from core.models import StoredFile
from core.models.append_only import append_only
from subsidies.catalogue.models import PolicyDocument
from subsidies.claims.models import Claim


class AwardQuerySet(ScopedQuerySet):
    """Seen by whoever sees the claim."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(claim__applicant_id__in=actor.applicant_ids) | Q(claim__city_id__in=actor.city_ids(*CLAIM_READERS))


class Award(models.Model):
    """The frozen result of one claim; the database refuses to change or delete it.

    `claim_input` is the engine's claim (header and facts), `sources` says where each fact came from, `figures` the
    parameter values and superseded figures that were used, each with its edition. Money in fen.
    """

    OUTCOMES = [("payable", "予以兑付"), ("not_payable", "不予兑付"), ("case_by_case", "一事一议")]

    claim = models.OneToOneField(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="award")
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
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="award_amount_not_negative"),
            models.CheckConstraint(
                condition=~Q(outcome="not_payable") | Q(amount_fen=0), name="award_refused_pays_nothing"
            ),
        )
        triggers = append_only("award")

    def __str__(self) -> str:
        return f"{self.claim} {self.get_outcome_display()}"


class Notice(models.Model):
    """The notice of an award: a numbered paper with a code by which anybody can verify it."""

    award = models.OneToOneField(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="notice")
    number = models.CharField("文号", max_length=60, unique=True)
    verify_code = models.CharField("核验码", max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField("签发日期")

    class Meta:
        verbose_name = "核定通知书"
        verbose_name_plural = "核定通知书"
        triggers = append_only("notice")

    def __str__(self) -> str:
        return self.number
