"""What-if in the admin: asked on one page, answered on another, taken along as a sheet."""

from typing import Any

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path

from accounts.actor import Role, roles
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import amount, day
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.office.whatif import preview_pages
from subsidies.whatif.models import Preview, PreviewState
from subsidies.whatif.previewing import ASKERS

SHAPES: dict[str, str] = {PreviewState.WAITING: "waiting", PreviewState.DONE: "done", PreviewState.FAILED: "stopped"}


@admin.register(Preview)
class PreviewAdmin(ReadOnlyAdmin):
    """Previews of the city: what was asked, and what it would cost."""

    menu = (MenuEntry("policies", 30, "调整试算", "query_stats"),)
    # The list names claims, so it is for those who may read claims; the totals are for all who ask.
    role_permissions = {
        "view": {*ASKERS, Role.ADMINISTRATOR}, "ask": ASKERS, "list": roles.CLAIM_READERS | {Role.ADMINISTRATOR},
    }  # fmt: skip
    list_display = ("title", "badge", "asked", "delta", "by")
    list_filter = ("state", "city")
    list_select_related = ("created_by", "city")
    list_before_template = "admin/subsidies/preview/list_head.html"
    search_fields = ("title",)
    search_help_text = "试算内容"

    def get_queryset(self, request: PortalRequest) -> Any:
        return super().get_queryset(request).defer("rows")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        pages = [
            path("ask/", wrap(preview_pages.ask), {"page": self}, name="whatif_preview_ask"),
            path(
                "of-edition/<int:pk>/", wrap(preview_pages.of_edition), {"page": self},
                name="whatif_preview_of_edition",
            ),
            path("<int:pk>/progress/", wrap(preview_pages.progress), {"page": self}, name="whatif_preview_progress"),
            path(
                "<int:pk>/sheet.<slug:kind>", wrap(preview_pages.sheet), {"page": self}, name="whatif_preview_sheet"
            ),
        ]  # fmt: skip
        return [*pages, *super().get_urls()]

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "may_ask": self.holds(request, "ask")})

    def change_view(self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return preview_pages.preview(request, object_id, page=self)

    @admin.display(description="状态", ordering="state")
    def badge(self, preview: Preview) -> str:
        context = {"state": SHAPES[preview.state], "label": preview.get_state_display()}
        return render_to_string("components/badge.html", context)

    @admin.display(description="发起时间", ordering="created_at")
    def asked(self, preview: Preview) -> Any:
        return day(preview.created_at)

    @admin.display(description="合计增减")
    def delta(self, preview: Preview) -> Any:
        if not preview.result:
            return "—"
        rows = preview.result["tables"]["scheme"]
        return amount(sum(row[5] - row[4] for row in rows))

    @admin.display(description="试算人")
    def by(self, preview: Preview) -> str:
        return preview.created_by.name if preview.created_by else "系统"
