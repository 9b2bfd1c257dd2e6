"""Certificates and recognitions of an applicant."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import OwnedRecord, certified_by_another, joined, key_once


class RecognitionKind(models.TextChoices):
    """What an applicant is recognised as."""

    HIGH_TECH = "high_tech", "高新技术企业"
    TECH_SME = "tech_sme", "科技型中小企业"
    SPECIALISED = "specialised", "专精特新企业"
    IP_DEMONSTRATION = "ip_demonstration", "知识产权示范企业"
    IP_ADVANTAGE = "ip_advantage", "知识产权优势企业"


class RecognitionLevel(models.TextChoices):
    """Who recognised it: state, province or city."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    CITY = "city", "市级"


# What is recognised at a level: money hangs on it, so that it is never left open.
LEVELLED = (RecognitionKind.SPECIALISED, RecognitionKind.IP_DEMONSTRATION, RecognitionKind.IP_ADVANTAGE)


class RecognitionQuerySet(OwnedQuerySet):
    """Recognitions of applicants."""

    def in_force(self, on: date) -> "RecognitionQuerySet":
        """Those that hold on a day, first and last day included."""
        return self.filter(Q(issued_on__lte=on) & (Q(expires_on=None) | Q(expires_on__gte=on)))


class Recognition(OwnedRecord):
    """A recognition with its certificate; a high-tech certificate holds three years from its issue."""

    trail_kind = "recognition"

    kind = models.CharField("类别", max_length=30, choices=RecognitionKind.choices)
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices, blank=True)
    certificate_no = CanonicalCharField("证书编号", max_length=60)
    issued_on = models.DateField("发证日期")
    expires_on = models.DateField("有效期至", null=True, blank=True)
    sequence = models.PositiveSmallIntegerField("第几次认定", default=1)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "资质认定"
        verbose_name_plural = "资质认定"
        ordering = ("-issued_on",)
        constraints = (
            key_once("recognition"),
            certified_by_another("recognition"),
            date_range_constraint("issued_on", "recognition_issued_on_range"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="recognition_ends_after_it_starts",
                violation_error_message="有效期不能早于发证日期。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.certificate_no}"

    def clean(self) -> None:
        """With its level, where money hangs on it."""
        super().clean()
        if self.kind in LEVELLED and not self.level:
            raise ValidationError({"level": f"{self.get_kind_display()}请选择级别，奖励按级别计算。"})

    def natural_key(self) -> str:
        return joined(self.kind, self.certificate_no)
