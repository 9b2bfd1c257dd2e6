"""The targets that the plans set."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import City
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.values.money import is_yuan


class Comparison(models.TextChoices):
    """How a value is compared with its target."""

    AT_LEAST = "at_least", "不少于"
    MORE_THAN = "more_than", "超过"


class TargetQuerySet(ScopedQuerySet):
    """Targets with their progress: seen by the offices of their city, and all by the province."""

    def scope(self, actor: Actor) -> Q | None:
        if actor.is_provincial:
            return Q()
        cities = actor.city_ids()
        return Q(city_id__in=cities) if cities else None


class Target(models.Model):
    """One target of a city's plan. `figure` is in `unit`; money targets are in fen and shown in yuan.

    `yearly` targets start again each calendar year. `counts` is how we count (the texts leave it open),
    `definition` the name in indicators.definitions that carries it out; empty where nothing is counted.
    `since` is the day from which the plan runs, `by` the last day.
    """

    trail_kind = "target"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="targets")
    key = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("指标", max_length=80)
    unit = models.CharField("单位", max_length=10)
    comparison = models.CharField("口径", max_length=10, choices=Comparison.choices)
    figure = models.BigIntegerField("目标值")
    yearly = models.BooleanField("按年度", default=False)
    since = models.DateField("起算日")
    by = models.DateField("目标日")
    definition = models.CharField("计数方法", max_length=40, blank=True)
    counts = models.CharField("统计口径", max_length=200)
    source = models.CharField("来源", max_length=120)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "目标"
        verbose_name_plural = "目标"
        ordering = ("city__code", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(figure__gt=0),
                name="target_figure_positive",
                violation_error_message="目标值须大于0。",
            ),
            models.CheckConstraint(
                condition=Q(by__gt=models.F("since")),
                name="target_day_after_start",
                violation_error_message="目标日须晚于起算日。",
            ),
            Wall(name="target_wall", city="city", province=True),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.name}"

    @property
    def is_money(self) -> bool:
        """Whether figures are money (fen)."""
        return is_yuan(self.unit)
