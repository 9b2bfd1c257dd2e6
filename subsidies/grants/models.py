"""Matters: what was paid for, once."""

from django.db import models

from core.models.append_only import append_only
from subsidies.awards.models import Award


class Matter(models.Model):
    """One matter of one unit: a certificate, a contract, a project, one month of one premises.

    `unit` is the credit code, `kind` the kind of matter that schemes share, `reference` its canonical key. The unique
    constraint is what forbids paying twice, whatever scheme, city or applicant record asks.
    """

    unit = models.CharField("单位", max_length=40)
    kind = models.CharField("事项类别", max_length=60)
    reference = models.CharField("事项编号", max_length=200)
    award = models.ForeignKey(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="matters")

    class Meta:
        verbose_name = "已核定事项"
        verbose_name_plural = "已核定事项"
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "kind", "reference"],
                name="matter_paid_once",
                violation_error_message="同一单位的同一事项已经兑付过。",
            ),
        )
        triggers = append_only("matter")

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class CapBucket(models.Model):
    """What a cap is counted in: a scheme's cap for one applicant, achievement or institution, for a year or the term.

    Its row is locked while an amount under the cap is granted; the amount used is always the sum of its grants.
    """

    scheme_code = models.CharField("事项", max_length=20)
    key = models.CharField("计数对象", max_length=200)

    class Meta:
        verbose_name = "限额账户"
        verbose_name_plural = "限额账户"
        constraints = (models.UniqueConstraint(fields=["scheme_code", "key"], name="cap_bucket_once"),)

    def __str__(self) -> str:
        return f"{self.scheme_code} {self.key}"


class CapGrant(models.Model):
    """An amount (fen) granted under a cap; never changed."""

    bucket = models.ForeignKey(CapBucket, verbose_name="限额账户", on_delete=models.PROTECT, related_name="grants")
    award = models.ForeignKey(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="grants")
    amount_fen = models.BigIntegerField("金额（分）")

    class Meta:
        verbose_name = "限额占用"
        verbose_name_plural = "限额占用"
        constraints = (models.UniqueConstraint(fields=["bucket", "award"], name="cap_granted_once_per_award"),)
        triggers = append_only("cap_grant")

    def __str__(self) -> str:
        return f"{self.bucket} {self.amount_fen}"


class RentedMonth(models.Model):
    """Area (in hundredths of a m²) subsidised for an applicant in one month, by kind of space."""

    award = models.ForeignKey(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="rented_months")
    unit = models.CharField("单位", max_length=40)
    space = models.CharField("用途", max_length=20)
    month = models.CharField("月份", max_length=7)
    area_hundredths = models.BigIntegerField("面积（百分之一㎡）")

    class Meta:
        verbose_name = "已补贴面积"
        verbose_name_plural = "已补贴面积"
        indexes = (models.Index(fields=["unit", "space", "month"], name="rented_month_of_unit"),)
        triggers = append_only("rented_month")

    def __str__(self) -> str:
        return f"{self.unit} {self.space} {self.month}"
