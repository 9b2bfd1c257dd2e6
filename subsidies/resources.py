"""Sheets of claims and awards: out only."""

from typing import Any

from accounts.exchanging import ScopedResource, YuanWidget, shown
from core.exchange import safe_cell
from subsidies.models import Award, Claim
from subsidies.policies import library
from subsidies.workflow import CLAIM


class ClaimResource(ScopedResource):
    """The queue as a sheet."""

    number = shown("number", "编号")
    city_name = shown("city__name", "市")
    company = shown("enterprise__name", "申报单位")
    uscc = shown("enterprise__uscc", "统一社会信用代码")
    code = shown("scheme_code", "事项代码")
    title = shown("scheme_code", "事项")
    words = shown("state", "状态")
    day = shown("on", "事项发生日")
    named = shown("reference", "事项编号")
    handed_in = shown("submitted_at", "提交时间")
    amount = shown("award__amount_fen", "核定金额（元）", YuanWidget())

    class Meta(ScopedResource.Meta):
        model = Claim
        fields = (
            "number", "city_name", "company", "uscc", "code", "title", "words", "day", "named", "handed_in", "amount",
        )  # fmt: skip

    def dehydrate_title(self, claim: Claim) -> str:
        return library().schemes[claim.scheme_code].title

    def dehydrate_words(self, claim: Claim) -> str:
        return CLAIM.state(claim).label_office

    def dehydrate_handed_in(self, claim: Claim) -> str:
        from django.utils import timezone

        return f"{timezone.localtime(claim.submitted_at):%Y-%m-%d %H:%M}" if claim.submitted_at else ""


class AwardResource(ScopedResource):
    """Awards as a sheet."""

    city_path = "claim__city"
    number = shown("claim__number", "申报编号")
    city_name = shown("claim__city__name", "市")
    company = shown("claim__enterprise__name", "申报单位")
    uscc = shown("claim__enterprise__uscc", "统一社会信用代码")
    code = shown("claim__scheme_code", "事项代码")
    title = shown("claim__scheme_code", "事项")
    words = shown("outcome", "结果")
    amount = shown("amount_fen", "金额（元）", YuanWidget())
    split = shown("shares", "分担")
    source = shown("basis", "依据")
    notice_number = shown("notice__number", "通知书文号")

    class Meta(ScopedResource.Meta):
        model = Award
        fields = (
            "number", "city_name", "company", "uscc", "code", "title", "words", "amount", "split", "source",
            "notice_number",
        )  # fmt: skip

    def dehydrate_title(self, award: Award) -> str:
        return library().schemes[award.claim.scheme_code].title

    def dehydrate_words(self, award: Award) -> str:
        return award.get_outcome_display()

    def dehydrate_split(self, award: Award) -> Any:
        from subsidies.presenting import share_rows

        return safe_cell("；".join(f"{payer} {amount}" for payer, amount in share_rows(award)))
