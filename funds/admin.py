"""Funds."""

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import UNPUBLISHED, day_column, yuan_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from funds.investing.sheets import FundResource
from funds.models import Fund


@admin.register(Fund)
class FundAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Funds; a planned one is an intention and counts for nothing."""

    menu = (MenuEntry("money", 20, "基金", "account_balance"),)
    role_permissions = records(Role.OPERATOR, Role.TREASURER)
    resource_classes = (FundResource,)
    list_display = (
        "name", yuan_column("size_fen", "规模", wan=True, missing=UNPUBLISHED), "status",
        day_column("set_up_on", "设立日期", missing=UNPUBLISHED), "city",
    )  # fmt: skip
    list_filter = ("city", "status")
    list_select_related = ("city",)
    search_fields = ("name",)
    search_help_text = "基金名称"
