"""Promised days in the admin: entered with their document, kept for good, replaced by later ones."""

from typing import Any

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin
from accounts.adminkit.display import day_column, number_column
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.claims.clocks.promising import PROMISERS, promise
from subsidies.claims.models import PromisedDays


@admin.register(PromisedDays)
class PromisedDaysAdmin(ScopedModelAdmin):
    """How many working days a city promises for each step of its offices."""

    menu = (MenuEntry("claims", 65, "承诺时限", "timer"),)
    role_permissions = {"view": {Role.INTAKE, Role.REVIEWER, Role.OFFICIAL}, "add": PROMISERS}
    list_display = (
        "step", "city", number_column("working_days", "工作日"), "basis_title", "basis_number",
        day_column("from_day", "自何日起适用"), "entered_by",
    )  # fmt: skip
    list_filter = ("city", "step")
    list_select_related = ("city", "entered_by")
    list_before_template = "admin/subsidies/promise/list_head.html"
    search_fields = ("basis_title", "basis_number")
    search_help_text = "依据文件或文号"
    fields = ("city", "step", "working_days", "basis_title", "basis_number", "from_day")

    def save_model(self, request: PortalRequest, obj: PromisedDays, form: Any, change: bool) -> None:
        promise(row=obj, by=request.actor)

    def log_addition(self, request: PortalRequest, obj: Any, message: Any) -> None:
        """The verb has written the entry."""
