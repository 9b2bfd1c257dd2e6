"""The office's pages of prizes, deals and vouchers."""

from django.contrib import admin

from accounts.adminkit.display import day_column, yuan_column
from accounts.adminkit.menu import MenuEntry
from enterprises.models import Deal, Prize, Voucher
from enterprises.registers.office import RegisterAdmin
from enterprises.sheets import prizes as sheets


@admin.register(Prize)
class PrizeAdmin(RegisterAdmin):
    """Prizes for science and of contests."""

    menu = (MenuEntry("applicants", 52, "奖项", "emoji_events"),)
    resource_classes = (sheets.PrizeResource,)
    list_display = (
        "name", "certificate_no", "applicant", "level", day_column("awarded_on", "获奖日期"),
        yuan_column("upper_reward_fen", "上级奖励"), "certified",
    )  # fmt: skip
    list_filter = ("kind", "level", "certified", "applicant__city")
    search_fields = ("certificate_no", "name", "project_title", "applicant__name", "applicant__unit_code")
    date_hierarchy = "awarded_on"


@admin.register(Deal)
class DealAdmin(RegisterAdmin):
    """Sales of first sets and of domestic substitutes."""

    menu = (MenuEntry("applicants", 53, "首台（套）和国产化替代成交", "precision_manufacturing"),)
    resource_classes = (sheets.DealResource,)
    list_display = (
        "product_name", "contract_no", "applicant", "product", "buyer", yuan_column("deal_fen", "成交额"),
        day_column("closed_on", "成交日期"), "certified",
    )  # fmt: skip
    list_filter = ("product", "purchase_agreement", "certified", "applicant__city")
    search_fields = ("contract_no", "product_name", "buyer", "applicant__name", "applicant__unit_code")
    date_hierarchy = "closed_on"


@admin.register(Voucher)
class VoucherAdmin(RegisterAdmin):
    """Vouchers for services of innovation."""

    menu = (MenuEntry("applicants", 54, "创新券", "confirmation_number"),)
    resource_classes = (sheets.VoucherResource,)
    list_display = (
        "service", "voucher_no", "applicant", "provider", yuan_column("cost_fen", "服务费用"),
        day_column("used_on", "付款日期"), "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    search_fields = ("voucher_no", "service", "provider", "applicant__name", "applicant__unit_code")
    date_hierarchy = "used_on"
