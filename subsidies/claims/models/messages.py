"""What applicant and office write to one another about a claim, what each side has read, what offices note."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.claims.models.claims import Claim
from subsidies.claims.models.looks import InsideQuerySet


class OfClaimQuerySet(ScopedQuerySet):
    """Rows that both sides of a claim see."""

    def scope(self, actor: Actor) -> Q | None:
        own = Q(claim__applicant_id__in=actor.applicant_ids)
        return own | Q(claim__city_id__in=actor.city_ids(*CLAIM_READERS))


class ClaimMessage(models.Model):
    """A message on a claim, by the office (`of_office`) or by the applicant; `organisation` is whose it was when it was
    written: an applicant is never told which person of an office wrote. Never changed."""

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="messages")
    of_office = models.BooleanField("办理部门所写")
    text = CanonicalTextField("内容")
    organisation = models.CharField("单位", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="发送人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("发送时间", auto_now_add=True)

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "申报消息"
        verbose_name_plural = "申报消息"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="claim_message_says_something"),
            Wall(name="claim_message_wall", parent="claim"),
        )
        triggers = append_only("claim_message")

    def __str__(self) -> str:
        return f"{self.claim} {self.at:%Y-%m-%d %H:%M}"


class MessageReading(models.Model):
    """One side of a claim has read the messages of the other up to this one. Never changed."""

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="readings")
    of_office = models.BooleanField("办理部门已读")
    upto = models.ForeignKey(ClaimMessage, verbose_name="读到", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="阅读人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("阅读时间", auto_now_add=True)

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "消息已读"
        verbose_name_plural = "消息已读"
        ordering = ("pk",)
        constraints = (Wall(name="message_reading_wall", parent="claim"),)
        triggers = append_only("message_reading")

    def __str__(self) -> str:
        return f"{self.claim} {self.upto_id}"


class ClaimNote(models.Model):
    """What somebody of an office notes on a claim for the offices alone. Never changed."""

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="notes")
    text = CanonicalTextField("内容")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="记录人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "内部备注"
        verbose_name_plural = "内部备注"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="claim_note_says_something"),
            Wall(name="claim_note_wall", city="claim__city"),
        )
        triggers = append_only("claim_note")

    def __str__(self) -> str:
        return f"{self.claim} {self.at:%Y-%m-%d %H:%M}"
