"""A valley (晋创谷) and what its plan says it consists of."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import City
from accounts.scope import OpenlyScopedQuerySet
from core.values.text import CanonicalCharField


class ZoneKind(models.TextChoices):
    """What an area is to its valley."""

    MAIN_AREA = "main_area", "主区"
    START_AREA = "start_area", "起步区"
    PLANNED_AREA = "planned_area", "规划区"
    EXTENSION = "extension", "拓展区"


class Valley(models.Model):
    """A city's valley as its plan describes it. What the plan leaves open is empty and shown as 未公布."""

    trail_kind = "valley"

    city = models.OneToOneField(City, verbose_name="市", on_delete=models.PROTECT, related_name="valley")
    name = CanonicalCharField("名称", max_length=60, unique=True)
    plan_number = CanonicalCharField("建设方案文号", max_length=60)
    measures_number = CanonicalCharField("政策措施文号", max_length=60, blank=True)
    host = CanonicalCharField("承载园区", max_length=80)
    lead_unit = CanonicalCharField("牵头单位", max_length=80)
    planned_area_km2 = models.DecimalField(
        "规划面积（平方公里）", max_digits=8, decimal_places=2, null=True, blank=True
    )
    planned_area_note = CanonicalCharField("规划面积说明", max_length=60, blank=True)
    office_m2 = models.PositiveIntegerField("办公用房（㎡）", null=True, blank=True)
    workshop_m2 = models.PositiveIntegerField("标准化厂房（㎡）", null=True, blank=True)
    industries = ArrayField(
        models.CharField(max_length=60),
        verbose_name="重点产业",
        default=list,
        blank=True,
    )
    universities = ArrayField(
        models.CharField(max_length=80),
        verbose_name="依托高校",
        default=list,
        blank=True,
    )

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "晋创谷"
        verbose_name_plural = "晋创谷"
        ordering = ("city__code",)

    def __str__(self) -> str:
        return self.name
