"""Editions in the admin: entered on one page by one person, released on another page by another."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import path

from accounts.actor import Role
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import day
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.catalogue.models import Edition
from subsidies.office.catalogue import edition_pages
from subsidies.office.catalogue.policies import POLICY_READERS


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What sets the figures of a policy, and from which day."""

    menu = (MenuEntry("policies", 20, "政策版次", "edit_document"),)
    role_permissions = {"view": POLICY_READERS | {Role.REVIEWER}, "enter": {Role.POLICY_EDITOR}}
    city_path = "document__city"
    list_display = (
        "title", "kind", "badge", "source_number", "source_day", "first_day", "values_count", "entered", "released",
    )  # fmt: skip
    list_filter = ("state", "kind", "document")
    list_select_related = ("document", "entered_by", "released_by")
    list_before_template = "admin/subsidies/edition/list_head.html"
    search_fields = ("source_number", "note", "document__number")
    search_help_text = "依据文号或政策文号"
    ordering = ("-entered_at", "-number")

    def get_queryset(self, request: PortalRequest) -> Any:
        return super().get_queryset(request).annotate(how_many=Count("values"))

    def has_enter_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "enter")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        pages = [
            path("enter/", wrap(edition_pages.enter), {"page": self}, name="catalogue_edition_enter"),
            path("<int:pk>/release/", wrap(edition_pages.release), {"page": self}, name="catalogue_edition_release"),
            path("<int:pk>/reject/", wrap(edition_pages.reject), {"page": self}, name="catalogue_edition_reject"),
        ]
        return [*pages, *super().get_urls()]

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "may_enter": self.holds(request, "enter")})

    def change_view(self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return edition_pages.edition(request, object_id, page=self)

    @admin.display(description="版次", ordering="number")
    def title(self, edition: Edition) -> str:
        return str(edition)

    @admin.display(description="状态", ordering="state")
    def badge(self, edition: Edition) -> str:
        context = {"state": edition_pages.SHAPES[edition.state], "label": edition.get_state_display()}
        return render_to_string("components/badge.html", context)

    @admin.display(description="文件日期", ordering="source_date")
    def source_day(self, edition: Edition) -> Any:
        return day(edition.source_date)

    @admin.display(description="自何日起适用", ordering="holds_from")
    def first_day(self, edition: Edition) -> Any:
        return day(edition.holds_from)

    @admin.display(description="数值", ordering="how_many")
    def values_count(self, edition: Any) -> str:
        return f"{edition.how_many} 项" if edition.how_many else "全文"

    @admin.display(description="录入人")
    def entered(self, edition: Edition) -> str:
        return edition.entered_by.name if edition.entered_by else "系统"

    @admin.display(description="发布人")
    def released(self, edition: Edition) -> str:
        return edition.released_by.name if edition.released_by else "—"
