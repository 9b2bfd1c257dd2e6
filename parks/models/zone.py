"""Zones and parks of a valley."""

from django.db import models

from accounts.scope import OpenlyScopedQuerySet
from core.values.text import CanonicalCharField
from enterprises.models import OperatingStatus
from parks.models.valley import Valley, ZoneKind


class Zone(models.Model):
    """An area of the valley; an empty area size is not in the text."""

    trail_kind = "zone"

    valley = models.ForeignKey(Valley, verbose_name="晋创谷", on_delete=models.PROTECT, related_name="zones")
    name = CanonicalCharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=ZoneKind.choices)
    area_km2 = models.DecimalField("面积（平方公里）", max_digits=8, decimal_places=2, null=True, blank=True)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "功能区"
        verbose_name_plural = "功能区"
        ordering = ("valley", "id")
        constraints = (models.UniqueConstraint(fields=["valley", "name"], name="zone_once_per_valley"),)

    def __str__(self) -> str:
        return self.name


class Park(models.Model):
    """A park (产业园) that the valley's plan names."""

    trail_kind = "park"

    valley = models.ForeignKey(Valley, verbose_name="晋创谷", on_delete=models.PROTECT, related_name="parks")
    name = CanonicalCharField("名称", max_length=80)
    status = models.CharField("状态", max_length=20, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "产业园"
        verbose_name_plural = "产业园"
        ordering = ("valley", "id")
        constraints = (models.UniqueConstraint(fields=["valley", "name"], name="park_once_per_valley"),)

    def __str__(self) -> str:
        return self.name
