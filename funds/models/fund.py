"""Science and technology funds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint


class FundStatus(models.TextChoices):
    """Whether a fund is set up; a planned one counts for nothing."""

    PLANNED = "planned", "拟设"
    EXISTING = "existing", "已设立"


class Fund(models.Model):
    """A fund; size in fen, empty where the text gives none. A planned fund is an intention and counts for nothing."""

    trail_kind = "fund"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="funds")
    name = CanonicalCharField("名称", max_length=120)
    size_fen = models.BigIntegerField("规模（分）", null=True, blank=True)
    stages = ArrayField(
        models.CharField(max_length=30),
        verbose_name="投资阶段",
        default=list,
        blank=True,
    )
    status = models.CharField("状态", max_length=20, choices=FundStatus.choices, default=FundStatus.PLANNED)
    set_up_on = models.DateField("设立日期", null=True, blank=True)
    source = CanonicalCharField("依据", max_length=120, blank=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "基金"
        verbose_name_plural = "基金"
        ordering = ("city", "id")
        constraints = (
            models.UniqueConstraint(fields=["city", "name"], name="fund_once_per_city"),
            date_range_constraint("set_up_on", "fund_set_up_on_range"),
            models.CheckConstraint(
                condition=Q(size_fen=None) | Q(size_fen__gte=0),
                name="fund_size_not_negative",
                violation_error_message="基金规模不能为负数。",
            ),
            Wall(name="fund_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.name
