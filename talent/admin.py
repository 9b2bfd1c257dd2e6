"""Doctoral studios."""

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import UNPUBLISHED, day_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from talent.models import DoctoralStudio
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
