"""What the two header questions of a claim are called for each kind of matter: its day and its reference."""

from collections.abc import Mapping
from typing import NamedTuple

from subsidies.rules import Fact, Scheme


class Wording(NamedTuple):
    """A label and what to write there."""

    label: str
    help: str


_RECOGNISED = Wording("认定（发证）日期", "认定文件或证书上写明的日期。")
_LAST_DAY = Wording("申报期间的最后一天", "申报月份中最后一个月的最后一天，如申报到2026年6月，填2026-06-30。")
DAYS: Mapping[str, Wording] = {
    "start_up_capital": Wording("入驻日期", "入驻协议签订的日期。"),
    "high_tech_certificate": Wording("发证日期", "高新技术企业证书上的发证日期。"),
    "specialised_recognition": _RECOGNISED,
    "intellectual_property_title": _RECOGNISED,
    "platform_recognition": _RECOGNISED,
    "rd_institution_recognition": _RECOGNISED,
    "carrier_recognition": _RECOGNISED,
    "team_recognition": _RECOGNISED,
    "industrial_institute": Wording("批准设立日期", "批准设立文件上的日期。"),
    "provincial_evaluation": Wording("省补助资金到账日期", "银行到账凭证上的日期。"),
    "provincial_assessment": Wording("省奖励资金到账日期", "银行到账凭证上的日期。"),
    "project_transfer": Wording("经费到账日期", "银行到账凭证上的日期。"),
    "transformation_project": Wording("立项批复日期", "立项文件上的日期。"),
    "scenario_project": Wording("立项日期", "场景项目立项文件上的日期。"),
    "investment_project": Wording("项目签约日期", "投资协议签订的日期。"),
    "start_up_project": Wording("审核通过日期", "审核结果通知上的日期。"),
    "graduate_start_up": Wording("审核通过日期", "审核结果通知上的日期。"),
    "technology_contract": Wording("付款日期", "技术交易实际付款的日期；分几次付的，填本年度最后一次。"),
    "achievement_transfer": Wording("转让完成日期", "成果转让合同履行完毕的日期。"),
    "innovation_voucher": Wording("付款日期", "购买创新服务付款的日期。"),
    "contest_prize": Wording("获奖日期", "获奖证书上的日期。"),
    "science_prize": Wording("获奖日期", "获奖证书上的日期。"),
    "product_deal": Wording("成交日期", "销售合同签订的日期。"),
    "talent_introduction": Wording("引进日期", "劳动合同开始的日期。"),
    "talent_months": _LAST_DAY,
    "living_allowance_months": _LAST_DAY,
    "premises_months": _LAST_DAY,
    "talent_home": Wording("购房日期或租房期间的最后一天", "购房的填合同日期，租房的填最后一个申报月的最后一天。"),
    "fit_out": Wording("竣工验收日期", "竣工验收材料上的日期。"),
    "listing": Wording("上市（挂牌）日期", "上市或挂牌的日期。"),
    "institution_year": Wording("申报年度的最后一天", "如申报2026年度，填2026-12-31。"),
    "loan_year": Wording("付息期间的最后一天", "如申报2025年度已付的利息，填2025-12-31。"),
    "investment": Wording("投资到账日期", "出资到账凭证上的日期。"),
    "guaranteed_loan": Wording("担保合同日期", "担保合同签订的日期。"),
}
_ANY_DAY = Wording("事项发生日", "认定、完成或付款的日期。")


def day_wording(scheme: Scheme) -> Wording:
    """What the day of the matter is called."""
    return DAYS.get(scheme.matter.kind, _ANY_DAY)


def reference_is_own_code(scheme: Scheme) -> bool:
    """Whether the matter is the applicant itself, so that its credit code names it."""
    return not scheme.matter.reference_label


def reference_label(scheme: Scheme) -> str:
    """What names the matter in the applicant's words; empty where the matter is the applicant itself."""
    return scheme.matter.reference_label


def once_words(scheme: Scheme) -> str:
    """By what a matter that is the unit itself is told apart, for the applicant: 本单位和平台级别."""
    known = {"year": "年度", "months": "月份"}
    added = [known.get(name) or scheme.facts[name].label for name in scheme.matter.adds]
    return "和".join(["本单位", *added])


def asked(scheme: Scheme) -> list[Fact]:
    """The facts that the applicant is asked for."""
    return [fact for fact in scheme.facts.values() if fact.given_by == "applicant"]
