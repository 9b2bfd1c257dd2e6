"""Policy documents, the texts of their rules, and what the linter says about them: to be read."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path

from accounts.actor import Actor, Role
from accounts.adminkit.base import EVERY_OFFICE, ReadOnlyAdmin
from accounts.adminkit.display import day
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.catalogue.figures import how_much
from subsidies.catalogue.listing import gaps, published
from subsidies.catalogue.models import PolicyDocument, RulesText
from subsidies.office.catalogue.findings import chapters
from subsidies.policies import library

POLICY_READERS = {Role.POLICY_EDITOR, Role.POLICY_RELEASER, Role.OFFICIAL, Role.ADMINISTRATOR}


@admin.register(PolicyDocument)
class PolicyDocumentAdmin(ReadOnlyAdmin):
    """The documents: published, seen by every office."""

    menu = (
        MenuEntry("policies", 10, "政策文件", "gavel"),
        MenuEntry("policies", 40, "条文检查", "rule_settings", "admin:catalogue_policydocument_lint", "lint"),
    )
    role_permissions = {"view": EVERY_OFFICE, "lint": POLICY_READERS | {Role.PROVINCIAL_OFFICIAL}}
    city_path = ""
    list_display = ("number", "title", "city", "first_day", "last_day", "schemes_count", "open_count")
    list_filter = ("city",)
    list_select_related = ("city",)
    search_fields = ("number", "title")
    search_help_text = "文号或名称"
    fields = ("number", "title", "city", "first_day", "last_day", "interpreter", "schemes_shown", "rules_sha256")
    readonly_fields = ("schemes_shown",)

    def get_urls(self) -> list[Any]:
        page = path("lint/", self.admin_site.admin_view(self.lint), name="catalogue_policydocument_lint")
        return [page, *super().get_urls()]

    def lint(self, request: PortalRequest) -> HttpResponse:
        """What the linter finds in the policy files: where, and what to do."""
        if not self.holds(request, "lint"):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request), "title": "条文检查",
            "chapters": chapters(request.actor),
        }  # fmt: skip
        return TemplateResponse(request, "admin/subsidies/lint.html", context)

    @admin.display(description="事项数")
    def schemes_count(self, document: PolicyDocument) -> int:
        return sum(row.policy.key == document.key for row in library().schemes.values())

    @admin.display(description="未公布的标准")
    def open_count(self, document: PolicyDocument) -> str:
        rows, known = [row for row in library().schemes.values() if row.policy.key == document.key], published()
        count = sum(len(gaps(row, known)) for row in rows)
        return f"{count} 项" if count else "无"

    @admin.display(description="事项")
    def schemes_shown(self, document: PolicyDocument) -> str:
        rows = [
            {"label": f"{row.code} {row.title}", "value": how_much(row), "source": row.basis}
            for row in library().schemes.values()
            if row.policy.key == document.key
        ]
        return render_to_string("admin/subsidies/definitions.html", {"rows": rows})


@admin.register(RulesText)
class RulesTextAdmin(ReadOnlyAdmin):
    """The texts of the rules that awards were reckoned under; kept for ever."""

    menu = (MenuEntry("policies", 50, "规则文本", "code"),)
    role_permissions = {"view": POLICY_READERS}
    city_path = "document__city"
    list_display = ("document", "short", "loaded", "is_current")
    list_filter = ("document",)
    list_select_related = ("document",)
    fields = ("document", "sha256", "loaded", "source")
    readonly_fields = ("loaded", "source")

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return self.in_cities(rows, actor, self.city_path)

    @admin.display(description="摘要")
    def short(self, row: RulesText) -> str:
        return row.sha256[:12]

    @admin.display(description="载入时间", ordering="loaded_at")
    def loaded(self, row: RulesText) -> Any:
        return day(row.loaded_at)

    @admin.display(description="现行", boolean=True)
    def is_current(self, row: RulesText) -> bool:
        return any(policy.edition == row.sha256 for policy in library().policies.values())

    @admin.display(description="规则全文")
    def source(self, row: RulesText) -> str:
        return render_to_string("admin/subsidies/source.html", {"text": row.text})
