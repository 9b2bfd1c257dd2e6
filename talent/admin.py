"""Doctoral studios, persons, their work and homes, teams."""

from typing import Any

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import UNPUBLISHED, day_column, yuan_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from enterprises.registers.office import RegisterAdmin
from talent.models import DoctoralStudio, Engagement, Home, Person, TeamRecognition
from talent.registers import sheets
from talent.studios.sheets import DoctoralStudioResource


@admin.register(DoctoralStudio)
class DoctoralStudioAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Studios of doctors with a host applicant."""

    menu = (MenuEntry("applicants", 70, "博士创新工作室", "school"),)
    role_permissions = records(Role.OPERATOR)
    resource_classes = (DoctoralStudioResource,)
    list_display = ("name", "applicant", "status", day_column("opened_on", "设立日期", missing=UNPUBLISHED), "city")
    list_filter = ("city", "status")
    list_select_related = ("city", "applicant")
    search_fields = ("name", "applicant__name")
    search_help_text = "工作室名称或依托单位"
    autocomplete_fields = ("applicant",)


@admin.register(Person)
class PersonAdmin(RegisterAdmin):
    """Persons whom claims may be about, as their employers recorded them."""

    menu = (MenuEntry("applicants", 72, "人才", "person_search"),)
    resource_classes = (sheets.PersonResource,)
    list_display = ("name", "person_no", "applicant", "high_level_talent", "grade", "qualification", "certified")
    list_filter = ("high_level_talent", "qualification", "certified", "applicant__city")
    search_fields = ("name", "person_no", "applicant__name", "applicant__unit_code")
    search_help_text = "姓名、人才编号、单位名称或信用代码"


class OfPersonAdmin(RegisterAdmin):
    """Base of what hangs on a person."""

    list_select_related = ("applicant", "person")
    autocomplete_fields = ("applicant", "person")
    search_fields: Any = ("person__name", "person__person_no", "applicant__name", "applicant__unit_code")
    search_help_text = "姓名、人才编号、单位名称或信用代码"


@admin.register(Engagement)
class EngagementAdmin(OfPersonAdmin):
    """Who works for whom, since when."""

    menu = (MenuEntry("applicants", 74, "人才引进", "how_to_reg"),)
    resource_classes = (sheets.EngagementResource,)
    list_display = (
        "person", "applicant", "mode", day_column("hired_on", "到岗日期"), "degree", "newly_hired", "certified",
    )  # fmt: skip
    list_filter = ("mode", "degree", "newly_hired", "certified", "applicant__city")
    date_hierarchy = "hired_on"


@admin.register(Home)
class HomeAdmin(OfPersonAdmin):
    """Homes that were bought or are rented."""

    menu = (MenuEntry("applicants", 76, "人才住房", "home"),)
    resource_classes = (sheets.HomeResource,)
    list_display = ("person", "applicant", "mode", "address", day_column("bought_on", "购房日期"), "certified")
    list_filter = ("mode", "certified", "applicant__city")
    search_fields = (*OfPersonAdmin.search_fields, "contract_no", "address")


@admin.register(TeamRecognition)
class TeamRecognitionAdmin(RegisterAdmin):
    """Teams as they were recognised."""

    menu = (MenuEntry("applicants", 78, "团队认定", "groups"),)
    resource_classes = (sheets.TeamRecognitionResource,)
    list_display = (
        "team_name", "approval_no", "applicant", "level", day_column("recognised_on", "认定日期"),
        yuan_column("upper_reward_fen", "上级奖励金额"), "certified",
    )  # fmt: skip
    list_filter = ("level", "new_team", "recognised_by_province", "certified", "applicant__city")
    search_fields = ("team_name", "approval_no", "applicant__name", "applicant__unit_code")
    date_hierarchy = "recognised_on"
