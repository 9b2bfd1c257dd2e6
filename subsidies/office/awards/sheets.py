"""Sheets of awards."""

from decimal import Decimal
from typing import Any

from accounts.adminkit.sheets import ScopedResource, shown
from accounts.adminkit.widgets import YuanWidget
from core.sheets.formats import safe_cell
from core.values.money import to_yuan
from subsidies.awards.models import Award
from subsidies.awards.presenting import outcome_words
from subsidies.awards.selectors import standing_fen
from subsidies.cases.presenting import share_rows
from subsidies.policies import library


class AwardResource(ScopedResource):
    """Awards as a sheet."""

    city_path = "claim__city"
    number = shown("claim__number", "申报编号")
    city_name = shown("claim__city__name", "市")
    company = shown("claim__applicant__name", "申请人")
    unit_code = shown("claim__applicant__unit_code", "统一社会信用代码或门户编号")
    code = shown("claim__scheme_code", "事项代码")
    title = shown("claim__scheme_code", "事项")
    words = shown("outcome", "结果")
    amount = shown("amount_fen", "金额（元）", YuanWidget())
    standing = shown("pk", "现在有效的金额（元）", YuanWidget())
    split = shown("shares", "分担")
    source = shown("basis", "依据")
    notice_number = shown("notice__number", "通知书文号")

    class Meta(ScopedResource.Meta):
        model = Award
        fields = (
            "number", "city_name", "company", "unit_code", "code", "title", "words", "amount", "standing", "split",
            "source", "notice_number",
        )  # fmt: skip

    def dehydrate_title(self, award: Award) -> str:
        return library().schemes[award.claim.scheme_code].title

    def dehydrate_words(self, award: Award) -> str:
        return outcome_words(award)

    def dehydrate_standing(self, award: Award) -> Decimal:
        return to_yuan(standing_fen(award))

    def dehydrate_split(self, award: Award) -> Any:
        rows = share_rows(award.shares, award.claim.city.payers)
        return safe_cell("；".join(f"{payer} {amount}" for payer, amount in rows))
