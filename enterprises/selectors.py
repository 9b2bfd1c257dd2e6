"""What the enterprise's pages show, read through the gate."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from core.money import format_yuan
from enterprises.models import Enterprise, IntellectualProperty, Platform, Recognition, YearlyFacts


@dataclass(frozen=True)
class Fact:
    """One line of the profile: words, and the value as text, empty when it is not given."""

    label: str
    value: str


@dataclass(frozen=True)
class Records:
    """What hangs on an enterprise, as far as the actor may see it."""

    recognitions: QuerySet[Recognition]
    years: QuerySet[YearlyFacts]
    properties: QuerySet[IntellectualProperty]
    platforms: QuerySet[Platform]


def records_of(enterprise: Enterprise, actor: Actor) -> Records:
    """The enterprise's recognitions, yearly figures, intellectual property and platforms."""
    return Records(
        recognitions=Recognition.objects.visible_to(actor).filter(enterprise=enterprise),
        years=YearlyFacts.objects.visible_to(actor).filter(enterprise=enterprise),
        properties=IntellectualProperty.objects.visible_to(actor).filter(enterprise=enterprise),
        platforms=Platform.objects.filter(enterprise=enterprise),
    )


def identity_facts(enterprise: Enterprise) -> list[Fact]:
    """What was given at sign-up, is proven by the licence, and is changed at the window only."""
    return [
        Fact("名称", enterprise.name),
        Fact("统一社会信用代码", enterprise.uscc),
        Fact("主体类型", enterprise.get_kind_display()),
        Fact("所属市", str(enterprise.city)),
    ]


def particulars(enterprise: Enterprise) -> list[Fact]:
    """What the enterprise declares and keeps itself."""
    day = enterprise.registered_on
    rows = [
        ("县（市、区）", enterprise.district.name if enterprise.district else ""),
        ("地址", enterprise.address),
        ("法定代表人", enterprise.legal_person),
        ("联系人", enterprise.contact_name),
        ("联系电话", enterprise.contact_phone),
        ("产业领域", enterprise.industry),
        ("成立日期", f"{day.year}年{day.month}月{day.day}日" if day else ""),
        ("注册资本", _money(enterprise.registered_capital_fen)),
        ("实缴资本", _money(enterprise.paid_in_capital_fen)),
    ]
    return [Fact(label, value) for label, value in rows]


def office_facts(enterprise: Enterprise) -> list[Fact]:
    """What an office decides about the enterprise; schemes ask for it."""
    rows = [
        ("科技型企业", enterprise.is_sci_tech),
        ("科技服务机构", enterprise.is_service_body),
        ("经专班审核的谷外企业", enterprise.approved_outside),
    ]
    return [Fact(label, "是" if value else "否") for label, value in rows]


def _money(fen: int | None) -> str:
    return "" if fen is None else format_yuan(fen)
