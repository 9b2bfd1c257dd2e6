"""What social capital invested in companies of a valley."""

from types import MappingProxyType

from django.db import models
from django.db.models import F, Q

from accounts.scope.walls import Wall
from core.values.bounds import above_zero
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import Applicant, OwnedRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once


class Investment(OwnedRecord):
    """What the applicant paid into a company under one agreement. Money in fen.

    The company is named as in the agreement; where it is one of the portal's applicants, the office says which.
    """

    trail_kind = "investment"
    known_by = MappingProxyType({"investee_name": ""})
    dealt_with = ("investee_name",)

    agreement_no = CanonicalCharField("投资协议编号", max_length=80)
    investee_name = CanonicalCharField("被投企业", max_length=100, help_text="投资协议上的全称。")
    investee = models.ForeignKey(
        Applicant, verbose_name="被投企业（已在平台登记的）", on_delete=models.PROTECT, null=True, blank=True,
        related_name="investments_received",
    )  # fmt: skip
    invested_amount_fen = models.BigIntegerField("实际投资额（分）", help_text="已经到账的出资。")
    invested_on = models.DateField("投资到账日期", help_text="出资到账凭证上的日期。")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "股权投资"
        verbose_name_plural = "股权投资"
        ordering = ("-invested_on",)
        constraints = (
            own_key_once("investment"),
            certified_by_another("investment"),
            date_range_constraint("invested_on", "investment_invested_on_range"),
            above_zero("invested_amount_fen", "investment_has_amount"),
            models.CheckConstraint(
                condition=Q(investee=None) | ~Q(investee=F("applicant")),
                name="investment_in_another",
                violation_error_message="被投企业不能是投资单位自己。",
            ),
            Wall(name="investment_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.investee_name} {self.agreement_no}"

    def natural_key(self) -> str:
        return joined(self.agreement_no, self.investee_name)
