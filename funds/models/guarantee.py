"""Guarantees for the loans of applicants."""

from django.db import models

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from funds.models.loan import Loan


class Guarantee(PartRecord):
    """A guarantor's contract for a loan, and what the borrower paid for it. Money in fen.

    A matter about it is the loan that is guaranteed: two contracts for one loan are one matter.
    """

    trail_kind = "guarantee"
    part_of = "loan"
    dealt_with = ("guarantor",)
    renewed = ("guarantee_fee_fen", "loan__principal_fen")

    loan = models.ForeignKey(Loan, verbose_name="所担保的贷款", on_delete=models.PROTECT, related_name="guarantees")
    guarantor = CanonicalCharField("担保机构", max_length=80, help_text="担保合同上的全称。")
    contract_no = CanonicalCharField("担保合同编号", max_length=80)
    signed_on = models.DateField("担保合同日期")
    guarantee_fee_fen = models.BigIntegerField("担保费用（分）")
    paid_on = models.DateField("付费日期", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "贷款担保"
        verbose_name_plural = "贷款担保"
        ordering = ("-signed_on",)
        constraints = (
            own_key_once("guarantee"),
            certified_by_another("guarantee"),
            date_range_constraint("signed_on", "guarantee_signed_on_range"),
            date_range_constraint("paid_on", "guarantee_paid_on_range"),
            not_negative("guarantee_fee_fen", "guarantee_fee_not_negative"),
            Wall(name="guarantee_wall", parent="applicant"),
            Together(name="guarantee_with_loan", field="loan", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.guarantor} {self.contract_no}"

    def natural_key(self) -> str:
        return joined(self.guarantor, self.contract_no)

    def matter_identity(self) -> str:
        return self.whole_identity
