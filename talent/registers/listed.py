"""The registers of this wing."""

from enterprises.registers.register import Register, register
from enterprises.values.applicant_kinds import ORGANISED
from talent.models import Engagement, Home, Person, TeamRecognition

register(
    Register(
        Person,
        kinds=ORGANISED,
        asked=("name", "person_no", "high_level_talent", "grade", "qualification", "source", "paper"),
        listed=("high_level_talent", "grade", "qualification"),
        lead="照人才认定文件填写；没有认定的，填社保个人编号。不要填写身份证号码。",
    )
)
register(
    Register(
        Engagement,
        kinds=ORGANISED,
        asked=(
            "person", "mode", "hired_on", "contract_years", "insurance_months", "degree", "newly_hired",
            "solves_key_problem", "source", "paper",
        ),
        listed=("mode", "hired_on", "degree"),
        wanted_of={"degree": "全职引进必填"},
        lead="请先登记人才，再照劳动合同、社保缴费证明和学历证书填写。",
    )
)  # fmt: skip
register(
    Register(
        Home,
        kinds=ORGANISED,
        asked=("person", "mode", "address", "contract_no", "bought_on", "source", "paper"),
        listed=("mode", "address", "bought_on"),
        wanted_of={"bought_on": "购房必填"},
        lead="照购房合同或租房合同填写。",
    )
)
register(
    Register(
        TeamRecognition,
        kinds=ORGANISED,
        asked=(
            "team_name", "approval_no", "level", "recognised_on", "new_team", "recognised_by_province",
            "upper_reward_fen", "source", "paper",
        ),
        listed=("level", "recognised_on", "upper_reward_fen"),
        lead="照团队认定文件或证书填写。",
    )
)  # fmt: skip
