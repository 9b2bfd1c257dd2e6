"""The registers of this wing."""

from enterprises.models import (
    Achievement,
    AchievementTransfer,
    ContractYear,
    Deal,
    Institute,
    IntellectualProperty,
    Platform,
    PlatformAssessment,
    Prize,
    Project,
    ProjectTransfer,
    Recognition,
    ScenarioProject,
    StartUpProject,
    TechnologyContract,
    Voucher,
    YearlyFacts,
)
from enterprises.registers.register import Register, register
from enterprises.values.applicant_kinds import ORGANISED, UNITS

register(
    Register(
        Recognition,
        kinds=UNITS,
        ends="expires_on",
        asked=("kind", "level", "certificate_no", "issued_on", "expires_on", "stated_sequence", "source", "paper"),
        listed=("kind", "level", "issued_on", "expires_on"),
        wanted_of={"level": "专精特新和知识产权称号必填"},
        lead="照证书填写。填报后由部门核验，核验前申报时需附证书。",
    )
)
register(
    Register(
        Platform,
        kinds=ORGANISED,
        ends="expires_on",
        asked=("name", "category", "level", "recognised_on", "expires_on", "source", "paper"),
        listed=("category", "level", "recognised_on"),
        lead="照认定文件填写。类别名称里写明级别的（如市重点实验室），级别可以不选。同一平台升级的，按新的级别另填一条。",
    )
)
register(
    Register(
        IntellectualProperty,
        asked=("kind", "application_no", "title", "filed_on", "source", "paper"),
        listed=("kind", "title", "filed_on"),
        lead="照受理通知书或证书填写。",
    )
)
register(
    Register(
        YearlyFacts,
        kinds=UNITS,
        asked=("year", "revenue_fen", "employees", "source", "paper"),
        listed=("revenue_fen", "employees"),
        lead="按自然年填报。",
    )
)
register(
    Register(
        PlatformAssessment,
        kinds=ORGANISED,
        asked=("platform", "year", "level", "passed", "award_fen", "arrived_on", "source", "paper"),
        listed=("year", "level", "award_fen", "arrived_on"),
        lead="照上级的考核结果和资金下达文件填写，一个平台每个考核年度一条。",
    )
)
register(
    Register(
        Achievement,
        asked=("title", "owner", "registration_no", "field", "industry", "promoted_on", "source", "paper"),
        listed=("owner", "registration_no", "promoted_on"),
        lead="照成果登记证书填写；没有登记的，照合同或鉴定材料填写成果名称和成果单位。",
    )
)
register(
    Register(
        TechnologyContract,
        asked=(
            "registered_no",
            "contract_kind",
            "title",
            "seller",
            "seller_uscc",
            "buyer",
            "buyer_uscc",
            "achievement",
            "signed_on",
            "total_fen",
            "equity_value_fen",
            "source",
            "paper",
        ),
        listed=("contract_kind", "seller", "buyer", "signed_on", "total_fen"),
        wanted_of={"equity_value_fen": "技术入股填写", "achievement": "申报成果转化补助的必填"},
        lead="照技术合同和登记证明填写，登记编号是全国技术合同登记系统给的编号。",
        parties={"seller": "seller_uscc", "buyer": "buyer_uscc"},
    )
)
register(
    Register(
        ContractYear,
        asked=("contract", "year", "transacted_fen", "last_paid_on", "source", "paper"),
        listed=("year", "transacted_fen", "last_paid_on"),
        lead="一份合同每个年度一条，只填当年实际支付的技术交易额。",
    )
)
register(
    Register(
        AchievementTransfer,
        asked=(
            "achievement",
            "from_party",
            "to_party",
            "contract",
            "transferred_on",
            "local_contribution_fen",
            "source",
            "paper",
        ),
        listed=("from_party", "to_party", "transferred_on"),
        lead="照转让或许可合同填写，一项成果转给一家单位一条。",
        parties={"from_party": "", "to_party": ""},
    )
)
register(
    Register(
        Project,
        kinds=ORGANISED,
        asked=(
            "number",
            "title",
            "kind",
            "programme",
            "level",
            "approved_on",
            "performing_well",
            "partner",
            "source",
            "paper",
        ),
        listed=("kind", "level", "approved_on"),
        lead="照立项文件或任务书填写。",
    )
)
register(
    Register(
        ProjectTransfer,
        kinds=ORGANISED,
        asked=("project", "voucher_no", "amount_fen", "arrived_on", "granted_by", "source", "paper"),
        listed=("amount_fen", "arrived_on", "granted_by"),
        lead="照银行到账凭证填写，一笔到账一条。",
    )
)
register(
    Register(
        Prize,
        asked=(
            "kind",
            "name",
            "level",
            "prize",
            "grade",
            "contest",
            "rank",
            "certificate_no",
            "awarded_on",
            "upper_reward_fen",
            "first_completing_unit",
            "project_title",
            "source",
            "paper",
        ),
        listed=("name", "level", "awarded_on", "upper_reward_fen"),
        wanted_of={"prize": "科学技术奖必填", "grade": "科学技术奖必填", "contest": "大赛必填", "rank": "大赛填写"},
        lead="照获奖证书填写。科学技术奖填奖项类别和等级，大赛奖项填赛事和名次。",
    )
)
register(
    Register(
        Deal,
        kinds=UNITS,
        asked=(
            "contract_no",
            "product",
            "product_name",
            "buyer",
            "deal_fen",
            "closed_on",
            "purchase_agreement",
            "provincial_standard_fen",
            "source",
            "paper",
        ),
        listed=("product", "buyer", "deal_fen", "closed_on"),
        lead="照销售合同填写，一份合同一条。",
    )
)
register(
    Register(
        Voucher,
        kinds=UNITS,
        asked=("voucher_no", "service", "provider", "cost_fen", "used_on", "source", "paper"),
        listed=("provider", "cost_fen", "used_on"),
        lead="照创新券和服务合同填写。",
    )
)
register(
    Register(
        StartUpProject,
        asked=("number", "title", "qualification", "review_passed", "passed_on", "source", "paper"),
        listed=("qualification", "review_passed", "passed_on"),
        lead="照创业项目申报书和审核意见填写。",
    )
)
register(
    Register(
        ScenarioProject,
        kinds=UNITS,
        asked=("number", "title", "approved_on", "source", "paper"),
        listed=("title", "approved_on"),
        lead="照应用场景项目的批准文件填写。",
    )
)
register(
    Register(
        Institute,
        kinds=UNITS,
        asked=("approval_no", "name", "approved_on", "source", "paper"),
        listed=("approved_on",),
        lead="照设立产业技术研究院的批复填写。",
    )
)
