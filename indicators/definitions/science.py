"""Results, needs, projects, matchmaking, applications for intellectual property."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from enterprises.models import Achievement, IntellectualProperty, PropertyKind
from indicators.definitions.registry import UNCHECKED, Column, counts
from indicators.models import Target
from matching.models import JointProject, Need, ScenarioMatch


def _in_year(field: str, on: date) -> dict[str, date]:
    """From New Year to the day, both included."""
    return {f"{field}__gte": date(on.year, 1, 1), f"{field}__lte": on}


ACHIEVEMENT = (
    Column("成果", lambda row: row.title),
    Column("成果单位", lambda row: row.owner),
    Column("推广（转化）日期", lambda row: row.promoted_on),
)


def _promoted(target: Target, on: date, *, certified: bool) -> QuerySet[Any]:
    """One row for one result, whoever entered it: the first of its promotions."""
    rows = Achievement.objects.filter(city=target.city, promoted_on__lte=on, certified=certified)
    first = rows.order_by("identity", "promoted_on", "pk").distinct("identity").values("pk")
    return Achievement.objects.filter(pk__in=first).order_by("-promoted_on", "pk")


def unchecked_achievements(target: Target, on: date) -> QuerySet[Any]:
    """Promoted ones that nobody has checked."""
    return _promoted(target, on, certified=False)


@counts("推广科技成果", columns=ACHIEVEMENT, left_out=unchecked_achievements, left_out_because=UNCHECKED)
def promoted_achievements(target: Target, on: date) -> QuerySet[Any]:
    """Achievements of the results library with a promotion or transfer recorded."""
    return _promoted(target, on, certified=True)


@counts(
    "征集技术需求",
    columns=(
        Column("需求", lambda row: row.title),
        Column("提出单位", lambda row: row.stated_by),
        Column("征集日期", lambda row: row.collected_on),
    ),
    of_the_year=True,
)
def technical_needs(target: Target, on: date) -> QuerySet[Any]:
    """Technical needs collected in the year."""
    return Need.objects.filter(city=target.city, **_in_year("collected_on", on)).order_by("-collected_on", "pk")


@counts(
    "关键核心技术攻关和校地合作项目",
    columns=(
        Column("项目", lambda row: row.title),
        Column("合作单位", lambda row: row.partners),
        Column("启动日期", lambda row: row.started_on),
    ),
    of_the_year=True,
)
def joint_projects(target: Target, on: date) -> QuerySet[Any]:
    """Projects started in the year."""
    return JointProject.objects.filter(city=target.city, **_in_year("started_on", on)).order_by("-started_on", "pk")


@counts(
    "场景供需对接主体",
    columns=(
        Column("对接主体", lambda row: row.entity),
        Column("应用场景（首次）", lambda row: row.scenario),
        Column("首次对接日期", lambda row: row.matched_on),
    ),
    of_the_year=True,
)
def matched_entities(target: Target, on: date) -> QuerySet[Any]:
    """Distinct entities matched in scenario matchmaking in the year: one row an entity, its first match."""
    rows = ScenarioMatch.objects.filter(city=target.city, **_in_year("matched_on", on))
    return rows.order_by("entity", "matched_on", "pk").distinct("entity")


APPLICATION = (
    Column("名称", lambda row: row.title),
    Column("类别", lambda row: row.get_kind_display()),
    Column("申请号", lambda row: row.application_no),
    Column("申请单位", lambda row: row.applicant.name),
    Column("申请日期", lambda row: row.filed_on),
)


def _applications(target: Target, on: date, *, certified: bool) -> QuerySet[Any]:
    kinds = PropertyKind.values
    rows = IntellectualProperty.objects.filter(applicant__city=target.city, kind__in=kinds, filed_on__lte=on)
    return rows.filter(certified=certified).select_related("applicant").order_by("-filed_on", "pk")


def unchecked_applications(target: Target, on: date) -> QuerySet[Any]:
    """Declared applications that nobody has checked."""
    return _applications(target, on, certified=False)


@counts("申请知识产权", columns=APPLICATION, left_out=unchecked_applications, left_out_because=UNCHECKED)
def applications_filed(target: Target, on: date) -> QuerySet[Any]:
    """Applications filed: invention, utility model, design, software copyright."""
    return _applications(target, on, certified=True)
