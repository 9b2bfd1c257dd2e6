"""Sheets of loans, guarantees, investments and listings."""

from typing import Any

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related, shown
from accounts.models import City
from enterprises.applicants.sheets import applicants_of
from enterprises.registers.sheets import OwnedResource
from funds.models import Guarantee, Investment, Loan, LoanYear, MarketListing

OF_A_LOAN = (("贷款银行", "bank"), ("统一社会信用代码", "applicant__unit_code"))


def _loans(actor: Actor, city: City) -> Any:
    return Loan.objects.visible_to(actor).filter(applicant__city=city)


class LoanResource(OwnedResource):
    """Loans, found by borrower, bank and contract."""

    class Meta(ScopedResource.Meta):
        model = Loan
        import_id_fields = ("applicant", "bank", "contract_no")
        fields = (
            "applicant", "applicant_name", "bank", "contract_no", "loan_kind", "principal_fen", "drawn_on", "source",
        )  # fmt: skip


class OfLoanResource(OwnedResource):
    """Base of what hangs on a loan, which is named by borrower, bank and contract."""

    found_in = {"applicant": applicants_of, "loan": _loans}
    bank = shown("loan__bank", "贷款银行")
    loan = related("loan", "借款合同编号", "contract_no", within=OF_A_LOAN)


class LoanYearResource(OfLoanResource):
    """Interest, found by loan and year."""

    class Meta(ScopedResource.Meta):
        model = LoanYear
        import_id_fields = ("loan", "year")
        fields = ("applicant", "applicant_name", "bank", "loan", "year", "interest_paid_fen", "source")


class GuaranteeResource(OfLoanResource):
    """Guarantees, found by borrower, guarantor and contract."""

    class Meta(ScopedResource.Meta):
        model = Guarantee
        import_id_fields = ("applicant", "guarantor", "contract_no")
        fields = (
            "applicant", "applicant_name", "bank", "loan", "guarantor", "contract_no", "signed_on",
            "guarantee_fee_fen", "paid_on", "source",
        )  # fmt: skip


class InvestmentResource(OwnedResource):
    """Investments, found by investor, agreement and company."""

    class Meta(ScopedResource.Meta):
        model = Investment
        import_id_fields = ("applicant", "agreement_no", "investee_name")
        fields = (
            "applicant", "applicant_name", "agreement_no", "investee_name", "invested_amount_fen", "invested_on",
            "source",
        )  # fmt: skip


class MarketListingResource(OwnedResource):
    """Listings, found by market and code."""

    class Meta(ScopedResource.Meta):
        model = MarketListing
        import_id_fields = ("market", "code")
        fields = ("applicant", "applicant_name", "market", "code", "listed_on", "financed", "source")
