"""Funds, loans, guarantees, investments, listings."""

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.display import UNPUBLISHED, day_column, yuan_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.menu import MenuEntry
from enterprises.registers.office import RegisterAdmin
from funds.investing.sheets import FundResource
from funds.models import Fund, Guarantee, Investment, Loan, LoanYear, MarketListing
from funds.registers import sheets


@admin.register(Fund)
class FundAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Funds; a planned one is an intention and counts for nothing."""

    menu = (MenuEntry("money", 20, "基金", "account_balance"),)
    role_permissions = records(Role.OPERATOR, Role.TREASURER)
    resource_classes = (FundResource,)
    list_display = (
        "name", yuan_column("size_fen", "规模", missing=UNPUBLISHED), "status",
        day_column("set_up_on", "设立日期", missing=UNPUBLISHED), "city",
    )  # fmt: skip
    list_filter = ("city", "status")
    list_select_related = ("city",)
    search_fields = ("name",)
    search_help_text = "基金名称"


@admin.register(Loan)
class LoanAdmin(RegisterAdmin):
    """Loans by their contracts."""

    menu = (MenuEntry("money", 30, "贷款", "credit_score"),)
    resource_classes = (sheets.LoanResource,)
    list_display = (
        "contract_no", "bank", "applicant", "loan_kind", yuan_column("principal_fen", "贷款本金"),
        day_column("drawn_on", "放款日期"), "certified",
    )  # fmt: skip
    list_filter = ("loan_kind", "certified", "applicant__city")
    search_fields = ("contract_no", "bank", "applicant__name", "applicant__unit_code")
    date_hierarchy = "drawn_on"


@admin.register(LoanYear)
class LoanYearAdmin(RegisterAdmin):
    """Interest that was paid in a year."""

    menu = (MenuEntry("money", 40, "贷款付息", "percent"),)
    resource_classes = (sheets.LoanYearResource,)
    list_display = ("loan", "applicant", "year", yuan_column("interest_paid_fen", "已付利息"), "certified")
    list_filter = ("year", "certified", "applicant__city")
    list_select_related = ("applicant", "loan")
    autocomplete_fields = ("applicant", "loan")
    search_fields = ("loan__contract_no", "loan__bank", "applicant__name", "applicant__unit_code")


@admin.register(Guarantee)
class GuaranteeAdmin(RegisterAdmin):
    """Guarantees for loans."""

    menu = (MenuEntry("money", 50, "贷款担保", "verified_user"),)
    resource_classes = (sheets.GuaranteeResource,)
    list_display = (
        "contract_no", "guarantor", "applicant", yuan_column("guarantee_fee_fen", "担保费用"),
        day_column("signed_on", "合同日期"), "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    autocomplete_fields = ("applicant", "loan")
    search_fields = ("contract_no", "guarantor", "loan__contract_no", "applicant__name", "applicant__unit_code")
    date_hierarchy = "signed_on"


@admin.register(Investment)
class InvestmentAdmin(RegisterAdmin):
    """Investments in companies; the office says which of the portal's applicants a company is."""

    menu = (MenuEntry("money", 60, "股权投资", "trending_up"),)
    resource_classes = (sheets.InvestmentResource,)
    list_display = (
        "agreement_no", "applicant", "investee_name", yuan_column("invested_amount_fen", "实际投资额"),
        day_column("invested_on", "到账日期"), "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    autocomplete_fields = ("applicant", "investee")
    search_fields = ("agreement_no", "investee_name", "applicant__name", "applicant__unit_code")
    date_hierarchy = "invested_on"


@admin.register(MarketListing)
class MarketListingAdmin(RegisterAdmin):
    """Companies that are listed."""

    menu = (MenuEntry("money", 70, "上市挂牌", "candlestick_chart"),)
    resource_classes = (sheets.MarketListingResource,)
    list_display = ("applicant", "market", "code", day_column("listed_on", "上市（挂牌）日期"), "financed", "certified")
    list_filter = ("market", "financed", "certified", "applicant__city")
    search_fields = ("code", "applicant__name", "applicant__unit_code")
    date_hierarchy = "listed_on"
