"""Sheets of claims and awards: out only."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.adminkit.sheets import ScopedResource, shown
from core.values.money import to_yuan
from subsidies.awards.presenting import awarded_words, wholly_revoked
from subsidies.awards.record import period_of
from subsidies.awards.selectors import award_of, left_fen, standing_fen, with_award
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.policies import library


class ClaimResource(ScopedResource):
    """The queue as a sheet."""

    number = shown("number", "编号")
    city_name = shown("city__name", "市")
    company = shown("applicant__name", "申请人")
    unit_code = shown("applicant__unit_code", "统一社会信用代码或门户编号")
    code = shown("scheme_code", "事项代码")
    title = shown("scheme_code", "事项")
    words = shown("state", "状态")
    day = shown("on", "事项发生日")
    named = shown("reference", "事项编号")
    period = shown("pk", "月份或年度")
    handed_in = shown("submitted_at", "提交时间")
    amount = shown("pk", "核定金额（元）")
    taken_back = shown("pk", "撤销情况")

    class Meta(ScopedResource.Meta):
        model = Claim
        fields = (
            "number", "city_name", "company", "unit_code", "code", "title", "words", "day", "named", "period",
            "handed_in", "amount", "taken_back",
        )  # fmt: skip

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        """With the awards of all claims read at once."""
        return with_award(queryset.select_related("applicant", "city"))

    def dehydrate_title(self, claim: Claim) -> str:
        return library().schemes[claim.scheme_code].title

    def dehydrate_words(self, claim: Claim) -> str:
        return CLAIM.state(claim).label_office

    def dehydrate_named(self, claim: Claim) -> str:
        return claim.about

    def dehydrate_period(self, claim: Claim) -> str:
        return period_of(claim)

    def dehydrate_amount(self, claim: Claim) -> Decimal | None:
        award = award_of(claim)
        return to_yuan(standing_fen(award)) if award and not award.pays_nothing else None

    def dehydrate_taken_back(self, claim: Any) -> str:
        award = award_of(claim)
        if award is None:
            return wholly_revoked(claim.revoked_fen) if claim.revoked_fen else ""
        return "" if left_fen(award) is None else awarded_words(award)

    def dehydrate_handed_in(self, claim: Claim) -> str:
        return f"{timezone.localtime(claim.submitted_at):%Y-%m-%d %H:%M}" if claim.submitted_at else ""
