"""Needs, joint projects and scenario matchmaking (科创大脑)."""

from django.db import models

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint


class Need(models.Model):
    """A technical need that a unit stated."""

    trail_kind = "need"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="needs")
    title = CanonicalCharField("需求名称", max_length=160)
    stated_by = CanonicalCharField("提出单位", max_length=120)
    collected_on = models.DateField("征集日期")

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "技术需求"
        verbose_name_plural = "技术需求"
        ordering = ("-collected_on",)
        constraints = (
            models.UniqueConstraint(fields=["city", "title", "stated_by"], name="need_once_per_city"),
            date_range_constraint("collected_on", "need_collected_on_range"),
            Wall(name="need_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.title


class JointProject(models.Model):
    """A key technology or school-city cooperation project."""

    trail_kind = "joint_project"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="joint_projects")
    title = CanonicalCharField("项目名称", max_length=160)
    partners = CanonicalCharField("合作单位", max_length=200)
    started_on = models.DateField("启动日期")

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "攻关与校地合作项目"
        verbose_name_plural = "攻关与校地合作项目"
        ordering = ("-started_on",)
        constraints = (
            models.UniqueConstraint(fields=["city", "title"], name="joint_project_once_per_city"),
            date_range_constraint("started_on", "joint_project_started_on_range"),
            Wall(name="joint_project_wall", city="city"),
        )

    def __str__(self) -> str:
        return self.title


class ScenarioMatch(models.Model):
    """An entity that was matched in scenario matchmaking; counted once a year per entity."""

    trail_kind = "scenario_match"

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        related_name="scenario_matches",
    )
    entity = CanonicalCharField("对接主体", max_length=120)
    scenario = CanonicalCharField("应用场景", max_length=160)
    matched_on = models.DateField("对接日期")

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "场景供需对接"
        verbose_name_plural = "场景供需对接"
        ordering = ("-matched_on",)
        constraints = (
            models.UniqueConstraint(
                fields=["city", "entity", "scenario", "matched_on"],
                name="scenario_match_once",
            ),
            date_range_constraint("matched_on", "scenario_match_matched_on_range"),
            Wall(name="scenario_match_wall", city="city"),
        )

    def __str__(self) -> str:
        return f"{self.entity} · {self.scenario}"
