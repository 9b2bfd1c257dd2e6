"""The registers of this wing."""

from enterprises.registers.register import Register, register
from enterprises.values.applicant_kinds import ORGANISED
from parks.models import FitOut, Premises, RentReceipt

register(
    Register(
        Premises,
        kinds=ORGANISED,
        ends="leased_to",
        asked=("address", "kind", "area_m2", "owner", "lease_no", "leased_from", "leased_to", "source", "paper"),
        listed=("kind", "area_m2", "leased_from", "leased_to"),
        fetched=("space__tenancies",),
        wanted=frozenset({"address", "kind", "area_m2", "leased_from"}),
        lead="只填自行租用的房屋。园区房源由园区运营单位登记，不用填写。",
    )
)
register(
    Register(
        FitOut,
        kinds=ORGANISED,
        asked=(
            "premises", "completed_on", "area_m2", "third_party_assessed", "assessed_cost_fen", "source", "paper",
        ),
        listed=("completed_on", "area_m2", "assessed_cost_fen"),
        wanted_of={"assessed_cost_fen": "经第三方评估的必填"},
        lead="每处房屋填一条，照竣工验收材料和第三方评估报告填写。",
    )
)  # fmt: skip
register(
    Register(
        RentReceipt,
        kinds=ORGANISED,
        asked=("premises", "first_month", "last_month", "paid_fen", "paid_on", "voucher_no", "source", "paper"),
        listed=("first_month", "last_month", "paid_fen", "paid_on"),
        lead="先缴后补：照付款凭证（发票）填写，每张凭证填一条。",
    )
)
