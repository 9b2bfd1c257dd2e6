"""The registers of this wing."""

from enterprises.registers.register import Register, register
from enterprises.values.applicant_kinds import UNITS
from funds.models import Guarantee, Investment, Loan, LoanYear, MarketListing

register(
    Register(
        Loan,
        kinds=UNITS,
        asked=("bank", "contract_no", "loan_kind", "principal_fen", "drawn_on", "source", "paper"),
        listed=("loan_kind", "principal_fen", "drawn_on"),
        lead="照借款合同和放款凭证填写，一份合同填一条。",
    )
)
register(
    Register(
        LoanYear,
        kinds=UNITS,
        asked=("loan", "year", "interest_paid_fen", "source", "paper"),
        listed=("year", "interest_paid_fen"),
        lead="每笔贷款每年填一条，照银行付息凭证填写。",
    )
)
register(
    Register(
        Guarantee,
        kinds=UNITS,
        asked=(
            "loan", "guarantor", "contract_no", "signed_on", "guarantee_fee_fen", "paid_on", "source", "paper",
        ),
        listed=("loan", "signed_on", "guarantee_fee_fen"),
        lead="请先登记所担保的贷款，再照担保合同和付款凭证填写。",
    )
)  # fmt: skip
register(
    Register(
        Investment,
        kinds=UNITS,
        asked=("agreement_no", "investee_name", "invested_amount_fen", "invested_on", "source", "paper"),
        listed=("investee_name", "invested_amount_fen", "invested_on"),
        lead="由出资单位照投资协议和到账凭证填写。",
    )
)
register(
    Register(
        MarketListing,
        kinds=UNITS,
        asked=("market", "code", "listed_on", "financed", "source", "paper"),
        listed=("market", "listed_on", "financed"),
        lead="照上市或挂牌通知填写。",
    )
)
