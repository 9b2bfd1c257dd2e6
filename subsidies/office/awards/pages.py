"""What was awarded: frozen, shown, reckoned again; never changed here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.actor import Actor, Role, roles
from accounts.adminkit.base import ReadOnlyAdmin, is_list
from accounts.adminkit.display import amount, day
from accounts.adminkit.exchange import ExportingAdmin
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from core.values.money import format_yuan
from enterprises.applicants.selectors import is_reachable
from enterprises.payee_numbers.looking import can_pay
from subsidies.awards.models import Award, Notice, RevocationNotice
from subsidies.awards.presenting import explain_award, outcome_words, told_rows
from subsidies.awards.replaying import replay, stored
from subsidies.awards.selectors import left_fen, revoked_whole
from subsidies.catalogue.in_force import scheme_on
from subsidies.office.awards import payee_pages, revocation_pages
from subsidies.office.awards.payee_duties import PayeeFilter, number_of_payee
from subsidies.office.awards.revocations import revoking_state
from subsidies.office.awards.sheets import AwardResource
from subsidies.policies import library
from subsidies.rules import Outcome

READERS = roles.CLAIM_READERS
MOST_REPLAYED = 2000


ROLE_PERMISSIONS = {"view": READERS, "export": READERS, "replay": READERS | {Role.ADMINISTRATOR}}


def _ways(award: Award, actor: Actor) -> list[tuple[str, str]]:
    """The further pages of an award on which this person may do something, or read what was done: name and label."""
    state, payable = revoking_state(award, actor), can_pay(actor, award.claim.applicant, str(award.claim.number))
    revoking = "撤销核定" if state.may_propose else "撤销的经过" if state.shown else ""
    ways = [("awards_award_revoking", revoking), ("awards_award_payee", "领款人身份证号" if payable else "")]
    return [(f"admin:{name}", label) for name, label in ways if label]


def claim_link(claim: Any) -> Any:
    """The claim's number, leading to its page."""
    return format_html('<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[claim.pk]), claim.number)


def notice_link(notice: Notice | RevocationNotice) -> Any:
    """The notice's number, leading to its PDF."""
    return format_html('<a href="{}">{}</a>', reverse("subsidies:file", args=[notice.file_id]), notice.number)


@admin.register(Award)
class AwardAdmin(ExportingAdmin, ReadOnlyAdmin):
    """Awards with their reckoning."""

    menu = (MenuEntry("claims", 30, "核定结果", "fact_check"),)
    role_permissions = ROLE_PERMISSIONS
    city_path = "claim__city"
    resource_classes = (AwardResource,)
    list_display = ("claim_number", "company", "scheme", "outcome_badge", "money", "reckoned_on", "notice_link")
    list_filter = ("outcome", "document", PayeeFilter)
    list_select_related = ("claim__applicant", "notice")
    search_fields = ("claim__number", "claim__applicant__name", "claim__applicant__unit_code", "notice__number")
    search_help_text = "申报编号、申请人、信用代码或通知书文号"
    date_hierarchy = "reckoned_at"
    actions = ("replay_chosen",)
    fieldsets = (
        (None, {"fields": ("claim_number", "company", "scheme", "outcome_badge", "money", "basis", "notice_link")}),
        ("领款人", {"fields": ("payee",)}),
        ("核算过程", {"fields": ("reckoning",)}),
        ("所依据的事实", {"fields": ("facts",)}),
        ("存档", {"fields": ("figures_shown", "rules_sha256", "engine_version", "reckoned", "sha256")}),
    )
    change_form_outer_before_template = "admin/subsidies/award/ways.html"
    readonly_fields = (
        "claim_number", "company", "scheme", "outcome_badge", "money", "basis", "notice_link", "payee",
        "reckoning", "facts", "figures_shown", "reckoned",
    )  # fmt: skip

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        heavy = ("steps", "claim_input", "sources", "alternatives", "claim__answers", "claim__facts", "claim__receipt")
        shown = rows.prefetch_related("revocations")
        return shown.select_related(*self.list_select_related).defer(*heavy) if is_list(request) else shown

    def render_change_form(self, request: PortalRequest, context: dict[str, Any], *args: Any, **kw: Any) -> Any:
        award = context.get("original")
        if award:
            context |= {"ways": _ways(award, request.actor), "number": number_of_payee(award, request.actor)}
        return super().render_change_form(request, context, *args, **kw)

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        own = "<int:pk>/revoking/"
        pages = [
            path(own, wrap(revocation_pages.revoking_page), {"page": self}, name="awards_award_revoking"),
            path("<int:pk>/payee/", wrap(payee_pages.show), {"page": self}, name="awards_award_payee"),
            path("<int:pk>/payee/write/", wrap(payee_pages.write), {"page": self}, name="awards_award_payee_write"),
            path("<int:pk>/payee/look/", wrap(payee_pages.see), {"page": self}, name="awards_award_payee_look"),
            path(f"{own}<slug:name>/", wrap(revocation_pages.act), {"page": self}, name="awards_award_revoking_act"),
        ]
        return [*pages, *super().get_urls()]

    @admin.display(description="申报", ordering="claim__number")
    def claim_number(self, award: Award) -> str:
        return str(award.claim.number)

    @admin.display(description="申请人", ordering="claim__applicant__name")
    def company(self, award: Award) -> str:
        return award.claim.applicant.name

    @admin.display(description="事项", ordering="claim__scheme_code")
    def scheme(self, award: Award) -> str:
        return f"{award.claim.scheme_code} {library().schemes[award.claim.scheme_code].title}"

    @admin.display(description="结果", ordering="outcome")
    def outcome_badge(self, award: Award) -> str:
        whole = revoked_whole(award)
        shape = "stopped" if whole or award.outcome == Outcome.NOT_PAYABLE else "done"
        label = outcome_words(award)
        return render_to_string("components/badge.html", {"state": shape, "label": label})

    @admin.display(description="金额", ordering="amount_fen")
    def money(self, award: Award) -> Any:
        if award.outcome == Outcome.NOT_PAYABLE:
            return "—"
        whole, left = amount(award.amount_fen), left_fen(award)
        if left is None:
            return whole
        return format_html('{}<span class="jcg-amount jcg-none">现有效 {}</span>', whole, format_yuan(left))

    @admin.display(description="核算日期", ordering="reckoned_at")
    def reckoned_on(self, award: Award) -> Any:
        return day(timezone.localtime(award.reckoned_at).date())

    @admin.display(description="核算时间", ordering="reckoned_at")
    def reckoned(self, award: Award) -> Any:
        return day(award.reckoned_at)

    @admin.display(description="通知书")
    def notice_link(self, award: Award) -> Any:
        notice = getattr(award, "notice", None)
        return notice_link(notice) if notice else "正在生成"

    @admin.display(description="领款人")
    def payee(self, award: Award) -> str:
        payee = award.claim.applicant
        context = {"payee": payee, "reachable": is_reachable(payee)}
        return render_to_string("admin/subsidies/award/payee_words.html", context)

    @admin.display(description="核算步骤")
    def reckoning(self, award: Award) -> str:
        told = explain_award(award, scheme_on(award.claim.scheme_code, award.claim.on))
        context = {"steps": told.steps, "reasons": told.reasons, "total": told.headline, "total_label": "核定金额"}
        return render_to_string("admin/subsidies/reckoning.html", context)

    @admin.display(description="事实")
    def facts(self, award: Award) -> str:
        return render_to_string("admin/subsidies/definitions.html", {"rows": told_rows(award)})

    @admin.display(description="适用参数")
    def figures_shown(self, award: Award) -> str:
        rows = [f"{row['name']}{row['key']} = {row['value']}（{row['source_number']}）" for row in award.figures]
        return "；".join(rows) or "文件原文"

    def has_replay_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "replay")

    @admin.action(description="按存档重新核算，核对是否一致", permissions=["replay"])
    def replay_chosen(self, request: PortalRequest, queryset: QuerySet[Any]) -> None:
        """Reckon the chosen awards again and tell any fen of difference; changes nothing."""
        chosen = self.get_queryset(request).filter(pk__in=queryset.values("pk")[:MOST_REPLAYED])
        report = replay(stored(chosen))
        for row in report.differences[:20]:
            messages.error(request, str(row))
        tell = messages.error if report.differences else messages.success
        tell(request, report.sentence)
