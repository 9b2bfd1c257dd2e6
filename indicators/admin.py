"""The targets of the plans."""

from django.contrib import admin

from accounts.adminkit.base import EVERY_OFFICE, ReadOnlyAdmin
from accounts.adminkit.display import day_column
from accounts.adminkit.menu import MenuEntry
from indicators.models import Target
from indicators.screens.wording import amount_text


@admin.register(Target)
class TargetAdmin(ReadOnlyAdmin):
    """Targets come from the plans; how far they are is shown on the portal's page of targets."""

    menu = (MenuEntry("targets", 10, "目标", "flag"),)
    role_permissions = {"view": EVERY_OFFICE}
    list_display = ("key", "name", "comparison", "shown_figure", "yearly", day_column("by", "目标日"), "city", "source")
    list_filter = ("city", "yearly")
    list_select_related = ("city",)
    search_fields = ("key", "name")
    search_help_text = "编号或指标"
    exclude = ("figure", "unit", "definition")
    readonly_fields = ("shown_figure",)

    @admin.display(description="目标值", ordering="figure")
    def shown_figure(self, target: Target) -> str:
        return amount_text(target, target.figure)
