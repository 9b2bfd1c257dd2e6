"""What an office marks as wrong when it sends a claim back, and what had been handed in until then."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.claims.models.claims import Claim
from subsidies.claims.models.messages import OfClaimQuerySet

MOST_SAID = 300  # characters of one mark


class ClaimReturn(models.Model):
    """One time that a claim was sent back. `receipt` and `facts` are the claim's own as they were then: the next
    submission overwrites them, and both sides see what differs. Never changed."""

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="returns")
    receipt = models.JSONField("退回时的回执")
    facts = models.JSONField("退回时的事实及来源")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="退回人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("退回时间", auto_now_add=True)

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "退回补正"
        verbose_name_plural = "退回补正"
        ordering = ("pk",)
        constraints = (Wall(name="claim_return_wall", parent="claim"),)
        triggers = append_only("claim_return")

    def __str__(self) -> str:
        return f"{self.claim} {self.at:%Y-%m-%d %H:%M}"


class ReturnMark(models.Model):
    """What is wrong at one place of a claim: a question of its form by its name, or a wanted paper (`of_paper`) by its
    label. Never changed; one for each place each time."""

    sent_back = models.ForeignKey(ClaimReturn, verbose_name="退回补正", on_delete=models.PROTECT, related_name="marks")
    place = models.CharField("标出的地方", max_length=200)
    of_paper = models.BooleanField("是材料")
    said = CanonicalTextField("需要补正什么", max_length=MOST_SAID)

    class Meta:
        verbose_name = "补正标记"
        verbose_name_plural = "补正标记"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(said=""), name="return_mark_says_something"),
            models.UniqueConstraint(fields=["sent_back", "place"], name="return_mark_once"),
            Wall(name="return_mark_wall", parent="sent_back"),
        )
        triggers = append_only("return_mark")

    def __str__(self) -> str:
        return f"{self.place}：{self.said}"
