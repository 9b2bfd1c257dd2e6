"""Doctoral studios."""

from django.contrib import admin

from accounts import roles
from accounts.admin_base import ScopedModelAdmin, records
from accounts.admin_display import UNPUBLISHED, day_column
from accounts.admin_exchange import ExchangingAdmin
from talent.models import DoctoralStudio
from talent.resources import DoctoralStudioResource


@admin.register(DoctoralStudio)
class DoctoralStudioAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Studios of doctors with a host enterprise."""

    role_permissions = records(roles.OPERATOR)
    resource_classes = (DoctoralStudioResource,)
    list_display = ("name", "enterprise", "status", day_column("opened_on", "设立日期", missing=UNPUBLISHED), "city")
    list_filter = ("city", "status")
    list_select_related = ("city", "enterprise")
    search_fields = ("name", "enterprise__name")
    search_help_text = "工作室名称或依托单位"
    autocomplete_fields = ("enterprise",)
