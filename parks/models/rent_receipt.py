"""What was paid as rent for premises."""

from django.db import models
from django.db.models import F, Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import above_zero
from core.values.text import MONTH, MONTH_SAYS, CanonicalCharField, MonthCharField, date_range_constraint
from enterprises.models import PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from parks.models.premises import Premises


class RentReceipt(PartRecord):
    """Rent that was paid for some months of premises (YYYY-MM, both included), by its voucher. Money in fen."""

    trail_kind = "rent_receipt"
    part_of = "premises"

    premises = models.ForeignKey(
        Premises, verbose_name="经营场所", on_delete=models.PROTECT, related_name="rent_receipts"
    )
    voucher_no = CanonicalCharField("付款凭证（发票）号", max_length=60)
    first_month = MonthCharField("租金所属起始月份", help_text="如 2026-01。")
    last_month = MonthCharField("租金所属截止月份", help_text="包含这个月。")
    paid_fen = models.BigIntegerField("已付租金（分）")
    paid_on = models.DateField("付款日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "租金缴纳"
        verbose_name_plural = "租金缴纳"
        ordering = ("-paid_on",)
        constraints = (
            own_key_once("rent_receipt"),
            certified_by_another("rent_receipt"),
            date_range_constraint("paid_on", "rent_receipt_paid_on_range"),
            above_zero("paid_fen", "rent_receipt_has_amount"),
            models.CheckConstraint(
                condition=Q(first_month__regex=MONTH, last_month__regex=MONTH),
                name="rent_receipt_of_months",
                violation_error_message=MONTH_SAYS,
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")),
                name="rent_receipt_months_in_order",
                violation_error_message="截止月份不能早于起始月份。",
            ),
            Wall(name="rent_receipt_wall", parent="applicant"),
            Together(name="rent_receipt_with_premises", field="premises", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.premises} {self.first_month}至{self.last_month} {self.voucher_no}"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.voucher_no)
