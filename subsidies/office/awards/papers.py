"""The papers that were issued: notices of awards, and those that an office does not support a claim."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.actor import Actor
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.awards.models import Award, Notice, RefusalNotice
from subsidies.awards.models.papers import IssuedPaper
from subsidies.awards.selectors import revoked_whole
from subsidies.claims.models import Claim
from subsidies.office.awards.pages import ROLE_PERMISSIONS, claim_link, notice_link


def _download(paper: IssuedPaper) -> Any:
    return format_html('<a href="{}">下载 PDF</a>', reverse("subsidies:file", args=[paper.file_id]))


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Notices that were issued."""

    menu = (MenuEntry("claims", 40, "核定通知书", "approval"),)
    role_permissions = ROLE_PERMISSIONS
    city_path = "award__claim__city"

    list_display = ("number", "called", "claim", "company", "in_force", "pdf", "issued_on")
    list_select_related = ("award__claim__applicant", "file")
    ordering = ("-issued_on", "-pk")
    search_fields = ("number", "verify_code", "award__claim__number", "award__claim__applicant__name")
    search_help_text = "文号、核验码、申报编号或申请人"
    date_hierarchy = "issued_on"
    fields = ("number", "called", "claim", "company", "in_force", "pdf", "verify_code", "issued_on")
    readonly_fields = ("called", "claim", "company", "in_force", "pdf")

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("award__revocations__notice")

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return self.in_cities(rows.filter(award__in=Award.objects.visible_to(actor)), actor, self.city_path)

    @admin.display(description="文书")
    def called(self, notice: Notice) -> str:
        return notice.called

    @admin.display(description="申报", ordering="award__claim__number")
    def claim(self, notice: Notice) -> Any:
        return claim_link(notice.award.claim)

    @admin.display(description="申请人", ordering="award__claim__applicant__name")
    def company(self, notice: Notice) -> str:
        return notice.award.claim.applicant.name

    @admin.display(description="效力")
    def in_force(self, notice: Notice) -> str:
        """Whether all of it stands; what was taken back, by the papers that say so."""
        taken, whole = notice.award.revocations.all(), revoked_whole(notice.award)
        shape, label = ("stopped", "已撤销") if whole else ("attention", "部分撤销") if taken else ("done", "有效")
        badge = render_to_string("components/badge.html", {"state": shape, "label": label})
        papers = ((notice_link(row.notice),) for row in taken if hasattr(row, "notice"))
        return format_html("{} {}", badge, format_html_join("、", "{}", papers))

    @admin.display(description="通知书")
    def pdf(self, notice: Notice) -> Any:
        return _download(notice)


@admin.register(RefusalNotice)
class RefusalNoticeAdmin(ReadOnlyAdmin):
    """Notices that an office does not support a claim."""

    menu = (MenuEntry("claims", 42, "不予支持通知书", "do_not_disturb_on"),)
    role_permissions = ROLE_PERMISSIONS
    city_path = "claim__city"

    list_display = ("number", "claimed", "company", "pdf", "issued_on")
    list_select_related = ("claim__applicant", "file")
    ordering = ("-issued_on", "-pk")
    search_fields = ("number", "verify_code", "claim__number", "claim__applicant__name")
    search_help_text = "文号、核验码、申报编号或申请人"
    date_hierarchy = "issued_on"
    fields = ("number", "claimed", "company", "pdf", "verify_code", "issued_on")
    readonly_fields = ("claimed", "company", "pdf")

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return self.in_cities(rows.filter(claim__in=Claim.objects.visible_to(actor)), actor, self.city_path)

    @admin.display(description="申报", ordering="claim__number")
    def claimed(self, notice: RefusalNotice) -> Any:
        return claim_link(notice.claim)

    @admin.display(description="申请人", ordering="claim__applicant__name")
    def company(self, notice: RefusalNotice) -> str:
        return notice.claim.applicant.name

    @admin.display(description="通知书")
    def pdf(self, notice: RefusalNotice) -> Any:
        return _download(notice)
