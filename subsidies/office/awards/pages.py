"""What was awarded: frozen, shown, reckoned again; never changed here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from accounts.actor import Actor, Role, roles
from accounts.adminkit.base import ReadOnlyAdmin, is_list
from accounts.adminkit.display import amount, day, yuan_column
from accounts.adminkit.exchange import ExportingAdmin
from accounts.adminkit.menu import MenuEntry
from subsidies.awards.models import Award, Notice
from subsidies.awards.presenting import explain_award, fact_rows
from subsidies.awards.replaying import replay, stored
from subsidies.grants.models import CapGrant, Matter
from subsidies.office.awards.sheets import AwardResource
from subsidies.policies import library

READERS = roles.CLAIM_READERS
MOST_REPLAYED = 2000


class AwardedAdmin(ReadOnlyAdmin):
    """Base of what hangs on an award: seen by whoever sees the claims of the city."""

    role_permissions = {"view": READERS, "export": READERS, "replay": READERS | {Role.ADMINISTRATOR}}
    city_path = "award__claim__city"

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        visible = rows.filter(award__in=Award.objects.visible_to(actor))
        return self.in_cities(visible, actor, self.city_path)

    @admin.display(description="申报", ordering="award__claim__number")
    def claim(self, record: Any) -> Any:
        return claim_link(record.award.claim)

    @admin.display(description="申报单位", ordering="award__claim__applicant__name")
    def company(self, record: Any) -> str:
        return record.award.claim.applicant.name


def claim_link(claim: Any) -> Any:
    """The claim's number, leading to its page."""
    return format_html('<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[claim.pk]), claim.number)


@admin.register(Award)
class AwardAdmin(ExportingAdmin, ReadOnlyAdmin):
    """Awards with their reckoning."""

    menu = (MenuEntry("claims", 30, "核定结果", "fact_check"),)
    role_permissions = AwardedAdmin.role_permissions
    city_path = "claim__city"
    resource_classes = (AwardResource,)
    list_display = ("claim_number", "company", "scheme", "outcome_badge", "money", "reckoned", "notice_link")
    list_filter = ("outcome", "document")
    list_select_related = ("claim__applicant", "notice")
    search_fields = ("claim__number", "claim__applicant__name", "claim__applicant__uscc", "notice__number")
    search_help_text = "申报编号、企业、信用代码或通知书文号"
    date_hierarchy = "reckoned_at"
    actions = ("replay_chosen",)
    fieldsets = (
        (None, {"fields": ("claim_number", "company", "scheme", "outcome_badge", "money", "basis", "notice_link")}),
        ("核算过程", {"fields": ("reckoning",)}),
        ("所依据的事实", {"fields": ("facts",)}),
        ("存档", {"fields": ("figures_shown", "rules_sha256", "engine_version", "reckoned", "sha256")}),
    )
    readonly_fields = (
        "claim_number", "company", "scheme", "outcome_badge", "money", "basis", "notice_link", "reckoning", "facts",
        "figures_shown", "reckoned",
    )  # fmt: skip

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        heavy = ("steps", "claim_input", "sources", "alternatives", "claim__answers", "claim__facts", "claim__receipt")
        return rows.select_related(*self.list_select_related).defer(*heavy) if is_list(request) else rows

    @admin.display(description="申报", ordering="claim__number")
    def claim_number(self, award: Award) -> str:
        return str(award.claim.number)

    @admin.display(description="申报单位", ordering="claim__applicant__name")
    def company(self, award: Award) -> str:
        return award.claim.applicant.name

    @admin.display(description="事项", ordering="claim__scheme_code")
    def scheme(self, award: Award) -> str:
        return f"{award.claim.scheme_code} {library().schemes[award.claim.scheme_code].title}"

    @admin.display(description="结果", ordering="outcome")
    def outcome_badge(self, award: Award) -> str:
        shape = "stopped" if award.outcome == "not_payable" else "done"
        return render_to_string("components/badge.html", {"state": shape, "label": award.get_outcome_display()})

    @admin.display(description="金额", ordering="amount_fen")
    def money(self, award: Award) -> Any:
        return "—" if award.outcome == "not_payable" else amount(award.amount_fen)

    @admin.display(description="核算时间", ordering="reckoned_at")
    def reckoned(self, award: Award) -> Any:
        return day(award.reckoned_at)

    @admin.display(description="通知书")
    def notice_link(self, award: Award) -> Any:
        notice = getattr(award, "notice", None)
        return notice_link(notice) if notice else "正在生成"

    @admin.display(description="核算步骤")
    def reckoning(self, award: Award) -> str:
        told = explain_award(award, library().schemes[award.claim.scheme_code])
        context = {"steps": told.steps, "reasons": told.reasons, "total": told.headline, "total_label": "核定金额"}
        return render_to_string("admin/subsidies/reckoning.html", context)

    @admin.display(description="事实")
    def facts(self, award: Award) -> str:
        rows = [{"label": label, "value": value, "source": source} for label, value, source in fact_rows(award)]
        return render_to_string("admin/subsidies/definitions.html", {"rows": rows})

    @admin.display(description="适用参数")
    def figures_shown(self, award: Award) -> str:
        rows = [f"{row['name']}{row['key']} = {row['value']}（{row['source_number']}）" for row in award.figures]
        return "；".join(rows) or "文件原文"

    def has_replay_permission(self, request: Any) -> bool:
        return self.holds(request, "replay")

    @admin.action(description="按存档重新核算，核对是否一致", permissions=["replay"])
    def replay_chosen(self, request: Any, queryset: QuerySet[Any]) -> None:
        """Reckon the chosen awards again and tell any fen of difference; changes nothing."""
        chosen = self.get_queryset(request).filter(pk__in=queryset.values("pk")[:MOST_REPLAYED])
        report = replay(stored(chosen))
        for row in report.differences[:20]:
            messages.error(request, str(row))
        tell = messages.error if report.differences else messages.success
        tell(request, report.sentence)


def notice_link(notice: Notice) -> Any:
    """The notice's number, leading to its PDF."""
    return format_html('<a href="{}">{}</a>', reverse("subsidies:file", args=[notice.file_id]), notice.number)


@admin.register(Notice)
class NoticeAdmin(AwardedAdmin):
    """Notices that were issued."""

    menu = (MenuEntry("claims", 40, "核定通知书", "approval"),)
    list_display = ("number", "claim", "company", "pdf", "verify_code", "issued_on")
    list_select_related = ("award__claim__applicant", "file")
    search_fields = ("number", "verify_code", "award__claim__number", "award__claim__applicant__name")
    search_help_text = "文号、核验码、申报编号或企业"
    date_hierarchy = "issued_on"
    fields = ("number", "claim", "company", "pdf", "verify_code", "issued_on")
    readonly_fields = ("claim", "company", "pdf")

    @admin.display(description="通知书")
    def pdf(self, notice: Notice) -> Any:
        return format_html('<a href="{}">下载 PDF</a>', reverse("subsidies:file", args=[notice.file_id]))


@admin.register(Matter)
class MatterAdmin(AwardedAdmin):
    """Matters that are paid; none is paid twice."""

    menu = (MenuEntry("claims", 50, "已核定事项", "rule"),)
    list_display = ("named", "kind_words", "company", "unit", "claim")
    list_select_related = ("award__claim__applicant",)
    search_fields = ("reference", "unit", "award__claim__number", "award__claim__applicant__name")
    search_help_text = "事项编号、信用代码、申报编号或企业"
    fields = ("named", "kind_words", "company", "unit", "claim")
    readonly_fields = ("named", "kind_words", "company", "claim")

    @admin.display(description="事项编号", ordering="reference")
    def named(self, matter: Matter) -> str:
        return matter.reference.replace("|", "，")

    @admin.display(description="事项类别", ordering="kind")
    def kind_words(self, matter: Matter) -> str:
        return library().schemes[matter.award.claim.scheme_code].matter.label


@admin.register(CapGrant)
class CapGrantAdmin(AwardedAdmin):
    """What was granted under a cap, entry by entry; what is used is always their sum."""

    menu = (MenuEntry("money", 10, "限额占用", "savings"),)
    list_display = ("claim", "company", "scheme", yuan_column("amount_fen", "金额"), "period")
    list_select_related = ("award__claim__applicant", "bucket")
    search_fields = ("bucket__key", "award__claim__number", "award__claim__applicant__name")
    search_help_text = "申报编号、企业或信用代码"
    fields = ("claim", "company", "scheme", "money", "period")
    readonly_fields = ("claim", "company", "scheme", "money", "period")

    @admin.display(description="事项", ordering="bucket__scheme_code")
    def scheme(self, grant: CapGrant) -> str:
        scheme = library().schemes[grant.bucket.scheme_code]
        return f"{scheme.code} {scheme.title}"

    @admin.display(description="金额")
    def money(self, grant: CapGrant) -> Any:
        return amount(grant.amount_fen)

    @admin.display(description="限额")
    def period(self, grant: CapGrant) -> str:
        cap = library().schemes[grant.bucket.scheme_code].cap
        year = grant.bucket.key.rpartition("year:")[2] if "year:" in grant.bucket.key else ""
        return f"{cap.label if cap else ''}{f'（{year}年）' if year else ''}"
