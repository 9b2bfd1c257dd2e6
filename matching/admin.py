"""Needs, joint projects, scenario matchmaking."""

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import day_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from matching.library import sheets
from matching.models import JointProject, Need, ScenarioMatch


class MatchingAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Base of the three lists."""

    role_permissions = records(Role.OPERATOR)
    list_filter = ("city",)
    list_select_related = ("city",)


@admin.register(Need)
class NeedAdmin(MatchingAdmin):
    """Technical needs."""

    menu = (MenuEntry("applicants", 90, "技术需求", "campaign"),)
    resource_classes = (sheets.NeedResource,)
    list_display = ("title", "stated_by", day_column("collected_on", "征集日期"), "city")
    search_fields = ("title", "stated_by")
    search_help_text = "需求名称或提出单位"
    date_hierarchy = "collected_on"


@admin.register(JointProject)
class JointProjectAdmin(MatchingAdmin):
    """Key technology and school-city projects."""

    menu = (MenuEntry("applicants", 100, "攻关与校地合作项目", "group_work"),)
    resource_classes = (sheets.JointProjectResource,)
    list_display = ("title", "partners", day_column("started_on", "启动日期"), "city")
    search_fields = ("title", "partners")
    search_help_text = "项目名称或合作单位"
    date_hierarchy = "started_on"


@admin.register(ScenarioMatch)
class ScenarioMatchAdmin(MatchingAdmin):
    """Entities that were matched with a scenario."""

    menu = (MenuEntry("applicants", 110, "场景供需对接", "hub"),)
    resource_classes = (sheets.ScenarioMatchResource,)
    list_display = ("entity", "scenario", day_column("matched_on", "对接日期"), "city")
    search_fields = ("entity", "scenario")
    search_help_text = "对接主体或应用场景"
    date_hierarchy = "matched_on"
