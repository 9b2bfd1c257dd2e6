"""The Chinese sentences behind the reason codes of every scheme: what is wrong and what would change it."""

from __future__ import annotations

from datetime import date

from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.matters import MatterRule
from subsidies.rules.model.schemes import Cap, Fact, Policy

KINDS = {
    ApplicantKind.ENTERPRISE: "企业",
    ApplicantKind.TEAM: "科创团队",
    ApplicantKind.INSTITUTION: "科研院所、新型研发机构等机构",
    ApplicantKind.PLATFORM: "创新平台",
    ApplicantKind.UNIVERSITY: "高校",
    ApplicantKind.BANK: "银行等金融机构",
    ApplicantKind.INDIVIDUAL: "个人",
}
SHAPES = {
    FactType.MONEY: "金额应以元为单位，写成数字，最多两位小数，不带符号、逗号和空格，如 120000.50",
    FactType.DECIMAL: "应写成不带符号的数字，最多两位小数，如 820.5",
    FactType.RATE: "比例应写成0到1之间的小数，最多六位，如 0.035",
    FactType.INT: "应写成不带小数的整数，如 6",
    FactType.BOOL: "只能是“是”或“否”",
    FactType.DATE: "日期应写成 年-月-日，如 2026-06-30",
    FactType.MONTH: "月份应写成 年-月，如 2026-06",
    FactType.ENUM: "应从所列选项中选一项",
}
UNKNOWN_HEADER = "申报中有不认识的项目，请删去或改正名称"
UNKNOWN_FACT = "申报中有本事项不需要的事实，请删去或改正名称"
ENTER = "办理入驻后即可申报"
OUT_OF_BOUNDS = "核定的金额、标准或比例超出文件规定的范围，请在范围之内重新核定"


def day(value: date) -> str:
    """2024年11月28日."""
    return f"{value.year}年{value.month}月{value.day}日"


def outside_period(policy: Policy) -> str:
    return f"{policy.window.says}；只有发生在这段时间内的事项（按月的补贴为完整月份）可以支持"


def wrong_kind(kinds: tuple[ApplicantKind, ...]) -> str:
    return f"本项支持的对象是{'、'.join(KINDS[kind] for kind in kinds)}；请核对申请人类别，或查看适合您的其他事项"


def not_resident(policy: Policy, outside: bool, kinds: tuple[ApplicantKind, ...], entry: str = ENTER) -> str:
    """`entry`: what moving in would mend."""
    others = "；其他类别的单位须入驻" if kinds != (ApplicantKind.ENTERPRISE,) else ""
    way = f"；本市其他县区的企业经工作专班审核同意后也可申报{others}" if outside else ""
    return f"{policy.scope.says}；{entry}{way}"


def duplicate(policy: Policy, matter: MatterRule) -> str:
    return f"{policy.same_matter.says}；这一事项（{matter.label}）已由较早的申报享受，请核对{matter.reference_label}"


def cap_exhausted(cap: Cap) -> str:
    return f"{cap.label}，此前已享受的金额已达到上限，没有余额"


NOT_LOWER, ALMOST = "不低于本项", "虽低于本项，差额却不足一分"
ZERO, UNDER_A_FEN = "为零", "不足一分"


def other_policy_higher(policy: Policy, how: str = f"{NOT_LOWER}，或者差额不足一分") -> str:
    return f"{policy.higher.says}；本市其他政策对同一事项给予的金额{how}，不再重复支持"


def zero_amount(how: str = f"{ZERO}或{UNDER_A_FEN}") -> str:
    return f"按所填事实计算的金额{how}，请核对计算所依据的金额、面积或月数"


def missing(fact: Fact) -> str:
    return f"缺少“{fact.label}”，请填报" + (f"（凭{fact.evidence}）" if fact.evidence else "")


def wrong(fact: Fact) -> str:
    return f"“{fact.label}”填写不正确：{SHAPES[fact.type]}"
