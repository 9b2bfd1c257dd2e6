"""Technology contracts, what is transacted on them year by year, and the transfers of results they stand for."""

from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import models

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import not_negative, year_within
from core.values.identifiers import validate_uscc
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.part import PartRecord
from enterprises.models.registered import (
    OwnedRecord,
    certified_by_another,
    joined,
    own_key_once,
)
from enterprises.models.registers.achievement import Achievement


class ContractKind(models.TextChoices):
    """How a result is put to use, as its registration says."""

    COMMISSIONED_DEVELOPMENT = "commissioned_development", "委托开发"
    TECHNOLOGY_TRANSFER = "technology_transfer", "技术转让"
    EXCLUSIVE_LICENCE = "exclusive_licence", "独占许可"
    TECHNOLOGY_EQUITY = "technology_equity", "技术入股"
    OTHER = "other", "其他（技术咨询、技术服务等）"


class TechnologyContract(OwnedRecord):
    """A technology contract by its number in the state's register; its parties may each have it under their name."""

    trail_kind = "technology_contract"
    known_by = MappingProxyType({"title": ""})
    dealt_with = ("seller", "buyer")
    told_by_kind = "contract_kind"
    meant_for = MappingProxyType({"equity_value_fen": (ContractKind.TECHNOLOGY_EQUITY,)})

    registered_no = CanonicalCharField("技术合同登记编号", max_length=60)
    contract_kind = models.CharField("转化方式", max_length=40, choices=ContractKind.choices)
    title = CanonicalCharField("合同名称", max_length=160)
    seller = CanonicalCharField("卖方", max_length=120, help_text="技术的输出方。")
    seller_uscc = CanonicalCharField("卖方信用代码", max_length=18, blank=True, validators=[validate_uscc])
    buyer = CanonicalCharField("买方", max_length=120, help_text="转化成果的一方。")
    buyer_uscc = CanonicalCharField("买方信用代码", max_length=18, blank=True, validators=[validate_uscc])
    achievement = models.ForeignKey(
        Achievement, verbose_name="科技成果", on_delete=models.PROTECT, null=True, blank=True, related_name="contracts"
    )
    signed_on = models.DateField("签订日期")
    total_fen = models.BigIntegerField("合同总额（分）", null=True, blank=True)
    equity_value_fen = models.BigIntegerField(
        "技术入股的作价金额（分）", null=True, blank=True, help_text="只有技术入股的填写。"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "技术合同"
        verbose_name_plural = "技术合同"
        ordering = ("-signed_on", "id")
        constraints = (
            own_key_once("technology_contract"),
            certified_by_another("technology_contract"),
            date_range_constraint("signed_on", "technology_contract_signed_on_range"),
            not_negative("total_fen", "technology_contract_total_fen"),
            not_negative("equity_value_fen", "technology_contract_equity_value_fen"),
            Wall(name="technology_contract_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.registered_no}"

    def natural_key(self) -> str:
        return joined(self.registered_no)


class ContractYear(PartRecord):
    """What was actually transacted on a technology contract in one calendar year."""

    trail_kind = "contract_year"
    part_of = "contract"

    contract = models.ForeignKey(
        TechnologyContract, verbose_name="技术合同", on_delete=models.PROTECT, related_name="years"
    )
    year = models.PositiveSmallIntegerField("年度")
    transacted_fen = models.BigIntegerField(
        "当年实际技术交易额（分）", help_text="当年实际支付的技术交易额，不含设备和材料款。"
    )
    last_paid_on = models.DateField("当年最后付款日期", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "技术合同年度交易额"
        verbose_name_plural = "技术合同年度交易额"
        ordering = ("-year", "id")
        constraints = (
            own_key_once("contract_year"),
            certified_by_another("contract_year"),
            year_within("year", "contract_year_year_range"),
            not_negative("transacted_fen", "contract_year_transacted_fen"),
            date_range_constraint("last_paid_on", "contract_year_last_paid_on_range"),
            Wall(name="contract_year_wall", parent="applicant"),
            Together(name="contract_year_with_contract", field="contract", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.contract} {self.year}年"

    def clean(self) -> None:
        """A year's last payment lies in it: by its day the yearly cap is counted."""
        super().clean()
        if self.year and self.last_paid_on and self.last_paid_on.year != self.year:
            raise ValidationError({"last_paid_on": f"当年最后付款日期须在{self.year}年之内，请核对年度和日期。"})

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.year)


class AchievementTransfer(OwnedRecord):
    """A result passed from who made it to who puts it to use, on a day."""

    trail_kind = "achievement_transfer"

    achievement = models.ForeignKey(
        Achievement, verbose_name="科技成果", on_delete=models.PROTECT, related_name="transfers"
    )
    from_party = CanonicalCharField("转出方", max_length=120)
    to_party = CanonicalCharField("转入方", max_length=120)
    contract = models.ForeignKey(
        TechnologyContract, verbose_name="技术合同", on_delete=models.PROTECT, null=True, blank=True,
        related_name="transfers",
    )  # fmt: skip
    transferred_on = models.DateField("转让（转化）日期")
    local_contribution_fen = models.BigIntegerField("形成的地方经济贡献（分）", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "成果转化"
        verbose_name_plural = "成果转化"
        ordering = ("-transferred_on", "id")
        constraints = (
            own_key_once("achievement_transfer"),
            certified_by_another("achievement_transfer"),
            date_range_constraint("transferred_on", "achievement_transfer_transferred_on_range"),
            not_negative("local_contribution_fen", "achievement_transfer_local_contribution_fen"),
            Wall(name="achievement_transfer_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.achievement}：{self.to_party} {self.transferred_on}"

    def natural_key(self) -> str:
        achievement: Achievement | None = getattr(self, "achievement", None)
        return joined(achievement and achievement.identity, self.from_party, self.to_party, self.transferred_on)
