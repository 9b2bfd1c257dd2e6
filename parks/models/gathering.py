"""What a valley holds and hosts: events, city-university entities, branches of research institutes."""

from django.db import models

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import OperatingStatus


class EventKind(models.TextChoices):
    """What an event is for."""

    MATCHMAKING = "matchmaking", "对接会"
    FORUM = "forum", "论坛"
    INVESTMENT = "investment", "投融资"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class Event(models.Model):
    """An event that was or will be held."""

    trail_kind = "event"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="events")
    name = CanonicalCharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=20, choices=EventKind.choices)
    held_on = models.DateField("举办日期")

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "科创活动"
        verbose_name_plural = "科创活动"
        ordering = ("-held_on",)
        constraints = (
            models.UniqueConstraint(fields=["city", "name", "held_on"], name="event_once_a_day"),
            date_range_constraint("held_on", "event_held_on_range"),
            Wall(name="event_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.name


class CooperationEntity(models.Model):
    """A city-university cooperation entity (市校合作主体)."""

    trail_kind = "cooperation_entity"

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        related_name="cooperation_entities",
    )
    name = CanonicalCharField("名称", max_length=120)
    university = CanonicalCharField("合作高校", max_length=80, blank=True)
    status = models.CharField("状态", max_length=20, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING)
    source = CanonicalCharField("依据", max_length=120, blank=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "市校合作主体"
        verbose_name_plural = "市校合作主体"
        ordering = ("city", "id")
        constraints = (
            models.UniqueConstraint(fields=["city", "name"], name="cooperation_entity_once_per_city"),
            Wall(name="cooperation_entity_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.name


class ResearchBranch(models.Model):
    """A branch that a research institute has set up in the valley."""

    trail_kind = "research_branch"

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        related_name="research_branches",
    )
    name = CanonicalCharField("名称", max_length=120)
    institute = CanonicalCharField("所属科研院所", max_length=120)
    status = models.CharField("状态", max_length=20, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING)
    set_up_on = models.DateField("设立日期", null=True, blank=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "科研院所分支机构"
        verbose_name_plural = "科研院所分支机构"
        ordering = ("city", "id")
        constraints = (
            models.UniqueConstraint(fields=["city", "name"], name="research_branch_once_per_city"),
            date_range_constraint("set_up_on", "research_branch_set_up_on_range"),
            Wall(name="research_branch_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.name
