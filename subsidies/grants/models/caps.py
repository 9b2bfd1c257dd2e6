"""Caps: what they are counted in, what was granted under them, what of that was freed."""

from django.db import models
from django.db.models import Q

from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.grants.models.grants import Booking
from subsidies.grants.models.partial_releases import counted, no_more_than


class Bucket(models.Model):
    """What a cap is counted in: a scheme's cap for one applicant, achievement or institution, for a year or the term.

    Its row is locked while an amount under the cap is granted; the amount used is always the sum of its grants less
    what of them was released.
    """

    scheme_code = models.CharField("事项", max_length=20)
    key = models.CharField("计数对象", max_length=200)

    class Meta:
        verbose_name = "限额账户"
        verbose_name_plural = "限额账户"
        constraints = (models.UniqueConstraint(fields=["scheme_code", "key"], name="cap_bucket_once"),)
        triggers = append_only("bucket")

    def __str__(self) -> str:
        return f"{self.scheme_code} {self.key}"


class CapGrantQuerySet(models.QuerySet):
    """Amounts under caps; what counts is what was not released."""

    def counted(self) -> models.QuerySet:
        """Each with `left`: the fen that still count."""
        return counted(self, CapRelease.objects.all(), "amount_fen")


class CapGrant(models.Model):
    """An amount (fen) granted under a cap; never changed."""

    trail_kind = "cap_grant"

    bucket = models.ForeignKey(Bucket, verbose_name="限额账户", on_delete=models.PROTECT, related_name="grants")
    booking = models.ForeignKey(Booking, verbose_name="登记", on_delete=models.PROTECT, related_name="cap_grants")
    amount_fen = models.BigIntegerField("金额（分）")

    objects = CapGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "限额占用"
        verbose_name_plural = "限额占用"
        constraints = (
            models.UniqueConstraint(fields=["bucket", "booking"], name="cap_granted_once_per_booking"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="cap_grant_positive"),
        )
        triggers = append_only("cap_grant")

    def __str__(self) -> str:
        return f"{self.bucket} {self.amount_fen}"


class CapRelease(models.Model):
    """Fen (`freed`) of an amount under a cap that count no more: all, or a part that was paid back. Never changed."""

    of = models.ForeignKey(CapGrant, verbose_name="限额占用", on_delete=models.PROTECT, related_name="releases")
    freed = models.BigIntegerField("释放金额（分）")
    reason = CanonicalTextField("理由")
    released_at = models.DateTimeField("释放时间", auto_now_add=True)

    class Meta:
        verbose_name = "限额释放"
        verbose_name_plural = "限额释放"
        constraints = (models.CheckConstraint(condition=Q(freed__gt=0), name="cap_release_positive"),)
        triggers = (
            *append_only("cap_release"),
            no_more_than("cap_release_within", "grants_capgrant", "amount_fen", "grants_caprelease"),
        )

    def __str__(self) -> str:
        return f"{self.of} -{self.freed}"
