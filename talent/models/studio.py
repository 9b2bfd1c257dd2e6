"""Doctoral studios (博士创新工作室)."""

from django.db import models

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import Applicant


class StudioStatus(models.TextChoices):
    """Whether a studio is there; a planned one counts for nothing."""

    OPERATING = "operating", "运行"
    PLANNED = "planned", "规划"
    CLOSED = "closed", "已撤销"


class DoctoralStudio(models.Model):
    """A studio of a doctor with a host applicant; the person's name is not kept."""

    trail_kind = "doctoral_studio"

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        related_name="doctoral_studios",
    )
    name = CanonicalCharField("名称", max_length=120)
    applicant = models.ForeignKey(
        Applicant,
        verbose_name="依托单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="studios",
    )
    status = models.CharField("状态", max_length=20, choices=StudioStatus.choices, default=StudioStatus.OPERATING)
    opened_on = models.DateField("设立日期", null=True, blank=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "博士创新工作室"
        verbose_name_plural = "博士创新工作室"
        ordering = ("city", "id")
        constraints = (
            models.UniqueConstraint(fields=["city", "name"], name="studio_once_per_city"),
            date_range_constraint("opened_on", "studio_opened_on_range"),
            Wall(name="studio_wall", city="city", organisation="applicant"),
            Together(name="doctoral_studio_with_applicant", field="applicant", what="city"),
        )

    def __str__(self) -> str:
        return self.name
