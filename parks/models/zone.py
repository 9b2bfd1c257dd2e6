"""Zones and parks of a valley."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from accounts.scope import OpenlyScopedQuerySet
from core.values.text import CanonicalCharField
from enterprises.models import OperatingStatus
from parks.models.naming import OF_A_PARK, alike_in
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

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """One park has one name: what only is written otherwise is refused with the one that is there."""
        super().validate_constraints(exclude)
        told = self.valley_id and not {"name", "valley"} & set(exclude or ())
        if told and (other := alike_in(self, "name", "valley", OF_A_PARK)):
            said = f"已有产业园“{other}”，与“{self.name}”只差写法。请直接选用；确是另一个的，请把名称写得分得开。"
            raise ValidationError({"name": said})
