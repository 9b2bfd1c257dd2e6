"""What the schemes of different cities pay for, so that like stands beside like."""

from collections.abc import Mapping

THEMES: Mapping[str, tuple[str, ...]] = {
    "落户启动": ("start_up_capital",),
    "企业资质": ("high_tech_certificate", "specialised_recognition", "intellectual_property_title"),
    "创新平台": (
        "platform_recognition", "rd_institution_recognition", "provincial_evaluation", "industrial_institute",
    ),
    "孵化载体": ("carrier_recognition", "provincial_assessment"),
    "科技项目": ("project_transfer", "transformation_project", "scenario_project", "investment_project"),
    "成果转化与技术交易": ("technology_contract", "achievement_transfer", "innovation_voucher"),
    "奖项与赛事": ("science_prize", "contest_prize"),
    "创新产品": ("product_deal",),
    "人才与团队": ("talent_introduction", "talent_months", "team_recognition"),
    "创业": ("start_up_project", "graduate_start_up"),
    "生活与住房": ("living_allowance_months", "talent_home"),
    "场地与装修": ("premises_months", "fit_out"),
    "融资": ("listing", "institution_year", "loan_year", "investment", "guaranteed_loan"),
}  # fmt: skip
OTHER = "其他"
_OF_KIND = {kind: theme for theme, kinds in THEMES.items() for kind in kinds}


def theme_of(kind: str) -> str:
    """The theme of a kind of matter."""
    return _OF_KIND.get(kind, OTHER)
