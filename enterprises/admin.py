"""Applicants and what is recorded of them."""

from typing import Any

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import day_column, number_column, open_column, yuan_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from accounts.people.giving import RolesOfOthers
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants import entering
from enterprises.applicants.display import charter_of, masked_identity, members_of
from enterprises.applicants.keeping import ON_A_LICENCE
from enterprises.applicants.office import DesignatingAdmin
from enterprises.applicants.sheets import ApplicantResource
from enterprises.models import (
    FLAGS,
    Applicant,
    ApplicantMembership,
    IntellectualProperty,
    Platform,
    Recognition,
    YearlyFacts,
)
from enterprises.office import achievements, certifying, corrections, erasing, prizes, projects, teams  # noqa: F401
from enterprises.registers import sheets
from enterprises.registers.office import RegisterAdmin

# What the records hold counts as certified in a claim, so that a reviewer may put it right as well.
CERTIFIED = records(Role.OPERATOR, Role.REVIEWER) | {"delete": ()}


@admin.register(Applicant)
class ApplicantAdmin(DesignatingAdmin, ExchangingAdmin, ScopedModelAdmin):
    """Applicants of the city. They are entered and put right, never deleted: claims and tenancies hang on them."""

    menu = (MenuEntry("applicants", 10, "申请人", "domain"),)
    role_permissions = CERTIFIED
    owner_path = "pk"
    resource_classes = (ApplicantResource,)
    list_display = (
        "name", "unit_code", "kind", "district", "is_sci_tech",
        yuan_column("paid_in_capital_fen", "实缴资本"), day_column("registered_on", "成立日期"),
    )  # fmt: skip
    list_filter = ("city", "kind", "district", "is_sci_tech", "is_service_body", "approved_outside")
    list_select_related = ("city", "district")
    search_fields = ("name", "unit_code", "uscc", "legal_person")
    search_help_text = "名称、信用代码或门户编号、法定代表人或负责人"
    readonly_fields = ("unit_code", "created_at", masked_identity, members_of, charter_of, *FLAGS.values())
    fieldsets = (
        (None, {"fields": ("city", "name", "unit_code", "uscc", "kind", "industry")}),
        ("登记信息", {"fields": (
            "district", "address", "legal_person", "registered_on", "registered_capital_fen", "paid_in_capital_fen",
        )}),
        ("联系方式", {"fields": ("contact_name", "contact_phone")}),
        ("个人和团队", {"fields": (masked_identity, members_of, charter_of)}),
        ("认定", {"fields": ("is_sci_tech", "is_service_body", "approved_outside", "created_at")}),
    )  # fmt: skip

    def get_fieldsets(self, request: PortalRequest, obj: Any = None) -> Any:
        """Without what only a licence says, and what is found of units alone, where there is none."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or obj.licensed:
            return shown
        left_out = {name for name in (*ON_A_LICENCE, *FLAGS.values()) if not getattr(obj, name)}
        return [
            (title, {"fields": [name for name in options["fields"] if name not in left_out]})
            for title, options in shown
        ]  # fmt: skip

    def get_readonly_fields(self, request: PortalRequest, obj: Any = None) -> Any:
        """The credit code names the applicant for good; who has none yet can be given it later."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "uscc") if obj and obj.uscc else fields

    def save_model(self, request: PortalRequest, obj: Applicant, form: Any, change: bool) -> None:
        """Through the verb, never past it; a form sent back as it was writes nothing."""
        if form.changed_data or not change:
            entering.enter(obj, by=request.actor)


@admin.register(ApplicantMembership)
class ApplicantMembershipAdmin(RolesOfOthers, ScopedModelAdmin):
    """Who files for an applicant; the office may switch a person off, the applicant itself invites them."""

    menu = (MenuEntry("applicants", 60, "经办人", "badge"),)
    role_permissions = {
        "view": {Role.INTAKE, Role.REVIEWER, Role.OPERATOR},
        "add": {Role.ADMINISTRATOR},
        "change": {Role.OPERATOR, Role.ADMINISTRATOR},
    }
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_display = ("user", "applicant", "role", "active", day_column("since", "自"))
    list_filter = ("active", "applicant__city")
    list_select_related = ("user", "applicant")
    search_fields = ("user__name", "applicant__name", "applicant__unit_code")
    search_help_text = "姓名、申请人名称或信用代码"
    autocomplete_fields = ("user", "applicant")

    def get_readonly_fields(self, request: PortalRequest, obj: Any = None) -> Any:
        return ("user", "applicant", "role") if obj else ()


@admin.register(Recognition)
class RecognitionAdmin(RegisterAdmin):
    """Certificates; those marked as certified are read as facts of a claim."""

    menu = (MenuEntry("applicants", 20, "资质认定", "workspace_premium"),)
    resource_classes = (sheets.RecognitionResource,)
    list_display = (
        "applicant", "kind", "level", "certificate_no", "stated_sequence", day_column("issued_on", "发证日期"),
        day_column("expires_on", "有效期至"), "certified",
    )  # fmt: skip
    list_filter = ("kind", "level", "certified", "applicant__city")
    search_fields = ("applicant__name", "applicant__unit_code", "certificate_no")
    date_hierarchy = "issued_on"


@admin.register(YearlyFacts)
class YearlyFactsAdmin(RegisterAdmin):
    """What applicants report of a year."""

    menu = (MenuEntry("applicants", 40, "年度数据", "calendar_month"),)
    resource_classes = (sheets.YearlyFactsResource,)
    list_display = (
        "applicant",
        "year",
        yuan_column("revenue_fen", "营业收入"),
        number_column("employees", "从业人数"),
        "certified",
    )
    list_filter = ("year", "certified", "applicant__city")
    search_fields = ("applicant__name", "applicant__unit_code")


@admin.register(IntellectualProperty)
class IntellectualPropertyAdmin(RegisterAdmin):
    """Applications for intellectual property."""

    menu = (MenuEntry("applicants", 50, "知识产权", "copyright"),)
    resource_classes = (sheets.IntellectualPropertyResource,)
    list_display = ("title", "applicant", "kind", "application_no", day_column("filed_on", "申请日期"), "certified")
    list_filter = ("kind", "certified", "applicant__city")
    search_fields = ("applicant__name", "applicant__unit_code", "application_no", "title")
    date_hierarchy = "filed_on"


@admin.register(Platform)
class PlatformAdmin(RegisterAdmin):
    """Innovation platforms; planned ones count for nothing."""

    menu = (MenuEntry("applicants", 30, "创新平台", "biotech"),)
    city_path = "city"
    resource_classes = (sheets.PlatformResource,)
    list_display = ("name", "category", open_column("level", "级别"), "applicant", "status", "certified", "city")
    list_filter = ("city", "category", "level", "status", "certified", "is_rd_institution")
    list_select_related = ("city", "applicant")
    search_fields = ("name", "applicant__name")
    search_help_text = "平台名称或依托单位"
