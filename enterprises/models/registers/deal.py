"""Deals of new products, and the vouchers with which services of innovation are bought."""

from types import MappingProxyType

from django.db import models

from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import (
    KEY_LENGTH,
    OwnedRecord,
    certified_by_another,
    joined,
    key_once,
    own_key_once,
)


class ProductKind(models.TextChoices):
    """What kind of new product is sold."""

    FIRST_SET_EQUIPMENT = "first_set_equipment", "国内首台（套）重大技术装备产品"
    DOMESTIC_SUBSTITUTE = "domestic_substitute", "国产化替代创新产品"
    OTHER = "other", "其他产品"


class Deal(OwnedRecord):
    """The sale of a first set of equipment or of a domestic substitute, by its seller and the seller's contract.

    The number is one that the seller gives itself: that of another seller is another contract. A sale that two of them
    recorded (same number, buyer and day) is one.
    """

    trail_kind = "deal"
    known_by = MappingProxyType({"product_name": "buyer"})
    dealt_with = ("buyer",)

    contract_no = CanonicalCharField("销售合同编号", max_length=60)
    product = models.CharField("产品种类", max_length=40, choices=ProductKind.choices)
    product_name = CanonicalCharField("产品名称", max_length=120)
    buyer = CanonicalCharField("用户单位", max_length=120)
    deal_fen = models.BigIntegerField("成交额（分）")
    closed_on = models.DateField("成交日期")
    purchase_agreement = models.BooleanField("签订预约采购协议", default=False)
    provincial_standard_fen = models.BigIntegerField(
        "按省补助标准计算的金额（分）", null=True, blank=True, help_text="没有公布的不填。"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "首台（套）和国产化替代成交"
        verbose_name_plural = "首台（套）和国产化替代成交"
        ordering = ("-closed_on", "id")
        constraints = (
            own_key_once("deal"),
            certified_by_another("deal"),
            date_range_constraint("closed_on", "deal_closed_on_range"),
            not_negative("deal_fen", "deal_deal_fen"),
            not_negative("provincial_standard_fen", "deal_provincial_standard_fen"),
            Wall(name="deal_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.product_name} {self.contract_no}"

    def natural_key(self) -> str:
        return joined(self.applicant_id, self.contract_no)

    def further_keys(self) -> tuple[str, ...]:
        return (joined(self.contract_no, self.buyer, self.closed_on)[:KEY_LENGTH],)


class Voucher(OwnedRecord):
    """A voucher with which a service of innovation was bought."""

    trail_kind = "voucher"
    known_by = MappingProxyType({"service": "provider"})
    dealt_with = ("provider",)

    voucher_no = CanonicalCharField("创新券编号", max_length=60)
    service = CanonicalCharField("服务内容", max_length=160)
    provider = CanonicalCharField("服务机构", max_length=120)
    cost_fen = models.BigIntegerField("服务费用（分）")
    used_on = models.DateField("付款日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "创新券"
        verbose_name_plural = "创新券"
        ordering = ("-used_on", "id")
        constraints = (
            key_once("voucher"),
            certified_by_another("voucher"),
            date_range_constraint("used_on", "voucher_used_on_range"),
            not_negative("cost_fen", "voucher_cost_fen"),
            Wall(name="voucher_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.voucher_no}"

    def natural_key(self) -> str:
        return joined(self.voucher_no)
