"""Loans of applicants, and what was paid for them in a year."""

from django.db import models

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import above_zero, not_negative, year_within
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import OwnedRecord, PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once


class LoanKind(models.TextChoices):
    """What secures a loan."""

    CREDIT = "credit", "信用贷款"
    GUARANTEE = "guarantee", "保证贷款"
    MORTGAGE = "mortgage", "抵押贷款"
    PLEDGE = "pledge", "质押贷款"


class Loan(OwnedRecord):
    """A loan by its contract with a bank; the applicant is who borrows. Money in fen."""

    trail_kind = "loan"
    renewed = ("principal_fen",)

    bank = CanonicalCharField("贷款银行", max_length=80, help_text="借款合同上的全称，写到支行。")
    contract_no = CanonicalCharField("借款合同编号", max_length=80)
    loan_kind = models.CharField("贷款方式", max_length=20, choices=LoanKind.choices)
    principal_fen = models.BigIntegerField("贷款本金（分）")
    drawn_on = models.DateField("放款日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "贷款"
        verbose_name_plural = "贷款"
        ordering = ("-drawn_on",)
        constraints = (
            own_key_once("loan"),
            certified_by_another("loan"),
            date_range_constraint("drawn_on", "loan_drawn_on_range"),
            above_zero("principal_fen", "loan_has_principal"),
            Wall(name="loan_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.bank} {self.contract_no}"

    def natural_key(self) -> str:
        return joined(self.bank, self.contract_no)


class LoanYear(PartRecord):
    """The interest that was paid for a loan in one calendar year, penalties left out."""

    trail_kind = "loan_year"
    part_of = "loan"

    loan = models.ForeignKey(Loan, verbose_name="贷款", on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("付息年度")
    interest_paid_fen = models.BigIntegerField("当年已付利息（分）", help_text="实际支付的利息，不含罚息和逾期利息。")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "贷款付息"
        verbose_name_plural = "贷款付息"
        ordering = ("-year",)
        constraints = (
            own_key_once("loan_year"),
            certified_by_another("loan_year"),
            year_within("year", "loan_year_range"),
            not_negative("interest_paid_fen", "loan_year_interest_not_negative"),
            Wall(name="loan_year_wall", parent="applicant"),
            Together(name="loan_year_with_loan", field="loan", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.loan} {self.year}年"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.year)
