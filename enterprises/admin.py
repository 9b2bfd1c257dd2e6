"""Enterprises and what is recorded of them."""

from typing import Any

from django.contrib import admin

from accounts import roles
from accounts.admin_base import ScopedModelAdmin, records
from accounts.admin_display import day_column, open_column, yuan_column
from accounts.admin_exchange import ExchangingAdmin, ExportingAdmin
from enterprises import resources
from enterprises.models import (
    Enterprise,
    EnterpriseMembership,
    IntellectualProperty,
    Platform,
    Recognition,
    YearlyFacts,
)

# What the records hold counts as certified in a claim, so that a reviewer may put it right as well.
CERTIFIED = records(roles.OPERATOR, roles.REVIEWER) | {"delete": ()}


@admin.register(Enterprise)
class EnterpriseAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Enterprises of the city. They are entered and put right, never deleted: claims and tenancies hang on them."""

    role_permissions = CERTIFIED
    owner_path = "pk"
    resource_classes = (resources.EnterpriseResource,)
    list_display = (
        "name", "uscc", "kind", "district", "is_sci_tech", yuan_column("paid_in_capital_fen", "实缴资本", wan=True),
        day_column("registered_on", "成立日期"),
    )  # fmt: skip
    list_filter = ("city", "kind", "district", "is_sci_tech", "is_service_body", "approved_outside")
    list_select_related = ("city", "district")
    search_fields = ("name", "uscc", "legal_person")
    search_help_text = "名称、信用代码或法定代表人"
    readonly_fields = ("created_at",)
    fieldsets = (
        (None, {"fields": ("city", "name", "uscc", "kind", "industry")}),
        ("登记信息", {"fields": (
            "district", "address", "legal_person", "registered_on", "registered_capital_fen", "paid_in_capital_fen",
        )}),
        ("联系方式", {"fields": ("contact_name", "contact_phone")}),
        ("认定", {"fields": ("is_sci_tech", "is_service_body", "approved_outside", "created_at")}),
    )  # fmt: skip

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """The credit code names the enterprise for good."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "uscc") if obj else fields


@admin.register(EnterpriseMembership)
class EnterpriseMembershipAdmin(ScopedModelAdmin):
    """Who files for an enterprise; the office may switch a person off, the enterprise itself invites them."""

    role_permissions = {
        "view": {roles.INTAKE, roles.REVIEWER, roles.OPERATOR},
        "add": {roles.ADMINISTRATOR},
        "change": {roles.OPERATOR, roles.ADMINISTRATOR},
    }
    city_path = "enterprise__city"
    owner_path = "enterprise_id"
    list_display = ("user", "enterprise", "role", "active", day_column("since", "自"))
    list_filter = ("active", "enterprise__city")
    list_select_related = ("user", "enterprise")
    search_fields = ("user__name", "enterprise__name", "enterprise__uscc")
    search_help_text = "姓名、企业名称或信用代码"
    autocomplete_fields = ("user", "enterprise")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("user", "enterprise", "role") if obj else ()


class OwnedAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Base of what hangs on an enterprise."""

    role_permissions = CERTIFIED
    city_path = "enterprise__city"
    owner_path = "enterprise_id"
    list_select_related = ("enterprise",)
    autocomplete_fields = ("enterprise",)
    search_help_text = "企业名称、信用代码或编号"


@admin.register(Recognition)
class RecognitionAdmin(OwnedAdmin):
    """Certificates; those marked as certified are read as facts of a claim."""

    resource_classes = (resources.RecognitionResource,)
    list_display = (
        "enterprise", "kind", "level", "certificate_no", "sequence", day_column("issued_on", "发证日期"),
        day_column("expires_on", "有效期至"), "certified",
    )  # fmt: skip
    list_filter = ("kind", "level", "certified", "enterprise__city")
    search_fields = ("enterprise__name", "enterprise__uscc", "certificate_no")
    date_hierarchy = "issued_on"


@admin.register(YearlyFacts)
class YearlyFactsAdmin(OwnedAdmin):
    """What enterprises report of a year."""

    resource_classes = (resources.YearlyFactsResource,)
    list_display = ("enterprise", "year", yuan_column("revenue_fen", "营业收入", wan=True), "employees")
    list_filter = ("year", "enterprise__city")
    search_fields = ("enterprise__name", "enterprise__uscc")


@admin.register(IntellectualProperty)
class IntellectualPropertyAdmin(OwnedAdmin):
    """Applications for intellectual property."""

    role_permissions = records(roles.OPERATOR, roles.REVIEWER)
    resource_classes = (resources.IntellectualPropertyResource,)
    list_display = ("title", "enterprise", "kind", "application_no", day_column("filed_on", "申请日期"))
    list_filter = ("kind", "enterprise__city")
    search_fields = ("enterprise__name", "enterprise__uscc", "application_no", "title")
    date_hierarchy = "filed_on"


@admin.register(Platform)
class PlatformAdmin(ExportingAdmin, ScopedModelAdmin):
    """Innovation platforms; planned ones count for nothing."""

    role_permissions = records(roles.OPERATOR, roles.REVIEWER) | {"delete": {roles.OPERATOR}}
    resource_classes = (resources.PlatformResource,)
    list_display = ("name", "category", open_column("level", "级别"), "enterprise", "status", "city")
    list_filter = ("city", "category", "level", "status", "is_rd_institution")
    list_select_related = ("city", "enterprise")
    search_fields = ("name", "enterprise__name")
    search_help_text = "平台名称或依托单位"
    autocomplete_fields = ("enterprise",)
