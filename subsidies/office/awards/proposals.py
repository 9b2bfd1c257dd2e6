"""The list of what was proposed to be taken back: what waits for a second person, and how each ended."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import amount, day
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from subsidies.awards.models import RevocationProposal
from subsidies.awards.presenting import part_words
from subsidies.office.awards.pages import READERS, claim_link, notice_link


class OpenFilter(SimpleListFilter):
    """Those that wait, or all."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "待确认")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.open() if self.value() == "open" else queryset


@admin.register(RevocationProposal)
class RevocationProposalAdmin(ReadOnlyAdmin):
    """Proposals to revoke; each leads to the page of its award where it is confirmed or refused."""

    menu = (MenuEntry("claims", 45, "撤销提议", "undo"),)
    role_permissions = {"view": READERS}
    city_path = "award__claim__city"
    list_display = ("claim", "company", "part", "money", "state", "author", "proposed", "answered_by", "paper")
    list_display_links = ("part",)
    list_filter = (OpenFilter,)
    list_select_related = (
        "award__claim__applicant", "proposed_by", "refusal__refused_by", "revocation__revoked_by", "revocation__notice",
    )  # fmt: skip
    search_fields = ("award__claim__number", "award__claim__applicant__name", "award__notice__number")
    search_help_text = "申报编号、申请人或通知书文号"

    def change_view(self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """It stands on the page of its award."""
        found = self.get_object(request, object_id)
        if found is None or not self.has_view_permission(request, found):
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(reverse("admin:awards_award_revoking", args=[found.award_id]))

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.list_select_related)

    @admin.display(description="申报", ordering="award__claim__number")
    def claim(self, proposal: RevocationProposal) -> Any:
        return claim_link(proposal.award.claim)

    @admin.display(description="申请人", ordering="award__claim__applicant__name")
    def company(self, proposal: RevocationProposal) -> str:
        return proposal.award.claim.applicant.name

    @admin.display(description="撤销范围")
    def part(self, proposal: RevocationProposal) -> str:
        return part_words(proposal)

    @admin.display(description="撤销金额", ordering="freed_fen")
    def money(self, proposal: RevocationProposal) -> Any:
        return amount(proposal.freed_fen)

    @admin.display(description="状态")
    def state(self, proposal: RevocationProposal) -> str:
        shape, label = _state_words(proposal)
        return render_to_string("components/badge.html", {"state": shape, "label": label})

    @admin.display(description="提出人", ordering="proposed_by__name")
    def author(self, proposal: RevocationProposal) -> str:
        return str(proposal.proposed_by.name)

    @admin.display(description="提出时间", ordering="proposed_at")
    def proposed(self, proposal: RevocationProposal) -> Any:
        return day(proposal.proposed_at)

    @admin.display(description="办理人")
    def answered_by(self, proposal: RevocationProposal) -> str:
        if revocation := getattr(proposal, "revocation", None):
            return str(revocation.revoked_by.name)
        refusal = getattr(proposal, "refusal", None)
        return str(refusal.refused_by.name) if refusal else "—"

    @admin.display(description="撤销通知书")
    def paper(self, proposal: RevocationProposal) -> Any:
        revocation = getattr(proposal, "revocation", None)
        if revocation is None:
            return "—"
        return notice_link(revocation.notice) if hasattr(revocation, "notice") else "正在生成"


def _state_words(proposal: RevocationProposal) -> tuple[str, str]:
    if hasattr(proposal, "revocation"):
        return "stopped", "已撤销"
    return ("done", "未撤销") if hasattr(proposal, "refusal") else ("waiting", "待确认")
