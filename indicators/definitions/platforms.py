"""Platforms and institutions."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from enterprises.models import OperatingStatus, Platform, PlatformCategory, PlatformStatus, RecognitionLevel
from indicators.definitions.registry import Column, counts
from indicators.models import Target
from parks.models import CooperationEntity, ResearchBranch
from talent.models import DoctoralStudio, StudioStatus

PLANNED = "规划中的，建成后计入"
PLANNED_OR_UNCHECKED = "规划中的，建成后计入；尚未核验的，核验后计入"
PLATFORM = (
    Column("平台", lambda row: row.name),
    Column("类别", lambda row: row.get_category_display()),
    Column("级别", lambda row: row.get_level_display(), missing="未公布"),
    Column("认定日期", lambda row: row.recognised_on, missing="未公布"),
    Column("依据", lambda row: row.source),
)
# What 长政发〔2024〕15号 names as R&D institutions, by our categories; others are marked on the platform itself.
RD_CATEGORIES = [
    PlatformCategory.STATE_KEY_LAB,
    PlatformCategory.PROVINCIAL_KEY_LAB,
    PlatformCategory.PROVINCIAL_LABORATORY,
    PlatformCategory.PROVINCIAL_TECH_INNOVATION_CENTER,
    PlatformCategory.CITY_TECH_INNOVATION_CENTER,
    PlatformCategory.NEW_RD_INSTITUTION,
]


def waiting_platforms(target: Target, on: date) -> QuerySet[Any]:
    """Planned ones, and those that run and nobody has certified."""
    unchecked = Q(status=PlatformStatus.OPERATING, certified=False)
    return Platform.objects.filter(unchecked | Q(status=PlatformStatus.PLANNED), city=target.city).order_by("pk")


@counts("省级及以上创新平台", columns=PLATFORM, left_out=waiting_platforms, left_out_because=PLANNED_OR_UNCHECKED)
def provincial_platforms(target: Target, on: date) -> QuerySet[Any]:
    """Platforms of level provincial or national with a recognition in force."""
    levels = [RecognitionLevel.PROVINCIAL, RecognitionLevel.NATIONAL]
    rows = Platform.objects.recognised(on).filter(city=target.city, level__in=levels)
    return rows.order_by(F("recognised_on").desc(nulls_last=True), "pk")


@counts("市级以上研发机构", columns=PLATFORM, left_out=waiting_platforms, left_out_because=PLANNED_OR_UNCHECKED)
def rd_institutions(target: Target, on: date) -> QuerySet[Any]:
    """R&D institutions of level city or above with a recognition in force."""
    kind = Q(is_rd_institution=True) | Q(category__in=RD_CATEGORIES)
    rows = Platform.objects.recognised(on).filter(kind, city=target.city, level__in=RecognitionLevel.values)
    return rows.order_by(F("recognised_on").desc(nulls_last=True), "pk")


COOPERATION = (
    Column("合作主体", lambda row: row.name),
    Column("合作高校", lambda row: row.university),
    Column("依据", lambda row: row.source),
)


def planned_cooperation(target: Target, on: date) -> QuerySet[Any]:
    return CooperationEntity.objects.filter(city=target.city, status=OperatingStatus.PLANNED).order_by("pk")


@counts("市校合作主体", columns=COOPERATION, left_out=planned_cooperation, left_out_because=PLANNED)
def cooperation_entities(target: Target, on: date) -> QuerySet[Any]:
    """City-university cooperation entities in operation."""
    return CooperationEntity.objects.filter(city=target.city, status=OperatingStatus.OPERATING).order_by("pk")


BRANCH = (
    Column("分支机构", lambda row: row.name),
    Column("所属科研院所", lambda row: row.institute),
    Column("设立日期", lambda row: row.set_up_on),
)


def planned_branches(target: Target, on: date) -> QuerySet[Any]:
    return ResearchBranch.objects.filter(city=target.city, status=OperatingStatus.PLANNED).order_by("pk")


@counts("科研院所分支机构", columns=BRANCH, left_out=planned_branches, left_out_because=PLANNED)
def research_branches(target: Target, on: date) -> QuerySet[Any]:
    """Branches of research institutes set up."""
    set_up = Q(set_up_on=None) | Q(set_up_on__lte=on)
    return ResearchBranch.objects.filter(set_up, city=target.city, status=OperatingStatus.OPERATING).order_by("pk")


STUDIO = (
    Column("工作室", lambda row: row.name),
    Column("依托单位", lambda row: row.applicant.name if row.applicant else ""),
    Column("设立日期", lambda row: row.opened_on),
)


def planned_studios(target: Target, on: date) -> QuerySet[Any]:
    rows = DoctoralStudio.objects.filter(city=target.city, status=StudioStatus.PLANNED)
    return rows.select_related("applicant").order_by("pk")


@counts("博士创新工作室", columns=STUDIO, left_out=planned_studios, left_out_because=PLANNED)
def doctoral_studios(target: Target, on: date) -> QuerySet[Any]:
    """Doctoral studios in operation."""
    opened = Q(opened_on=None) | Q(opened_on__lte=on)
    rows = DoctoralStudio.objects.filter(opened, city=target.city, status=StudioStatus.OPERATING)
    return rows.select_related("applicant").order_by(F("opened_on").desc(nulls_last=True), "pk")
