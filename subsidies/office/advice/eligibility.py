"""What applicants were told they could claim: for whoever is asked about it on the telephone."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.actor import Role, roles
from accounts.adminkit.base import ReadOnlyAdmin, is_list
from accounts.adminkit.display import day
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.advice.groups import SOMETIMES, by_status
from subsidies.advice.models import EligibilityRun


@admin.register(EligibilityRun)
class EligibilityRunAdmin(ReadOnlyAdmin):
    """Runs of the city's applicants, each with what it rested on; other cities' answers are for the applicant."""

    menu = (MenuEntry("claims", 60, "可申报事项核对", "checklist"),)
    role_permissions = {"view": roles.CLAIM_READERS | {Role.OPERATOR}}
    city_path = "applicant__city"
    list_display = ("company", "checked", "engine_version")
    list_select_related = ("applicant__city",)
    search_fields = ("applicant__name", "applicant__unit_code")
    search_help_text = "申请人或信用代码"
    date_hierarchy = "at"
    fieldsets = (
        (None, {"fields": ("company", "checked", "engine_version")}),
        ("核对结果", {"fields": ("findings",)}),
    )
    readonly_fields = ("company", "checked", "findings")

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.defer("result") if is_list(request) else rows

    @admin.display(description="申请人", ordering="applicant__name")
    def company(self, run: EligibilityRun) -> str:
        return run.applicant.name

    @admin.display(description="核对时间", ordering="at")
    def checked(self, run: EligibilityRun) -> Any:
        return day(run.at)

    @admin.display(description="结果")
    def findings(self, run: EligibilityRun) -> str:
        own = run.applicant.city.key
        groups = by_status((row for row in run.result if row["city"] == own), run.applicant.words.declared)
        shown = [group for group in groups if group.rows or group.key not in SOMETIMES]
        return render_to_string("admin/subsidies/eligibility.html", {"groups": shown})
