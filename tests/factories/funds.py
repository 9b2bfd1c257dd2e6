"""Funds, loans, guarantees, investments, listings."""

from datetime import date

from factory.declarations import SelfAttribute, Sequence, SubFactory, Trait

from funds.models import Fund, Guarantee, Investment, Loan, LoanYear, MarketListing
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city
from tests.factories.enterprises import ApplicantFactory


class FundFactory(Factory):
    """A fund of 50,000,000 yuan that is set up."""

    class Meta:
        model = Fund

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned", set_up_on=None)
        of_unknown_size = Trait(size_fen=None)

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试基金{n}")
    size_fen = 50_000_000_00
    status = "existing"
    set_up_on = date(2025, 6, 1)


class LoanFactory(Factory):
    """A credit loan of 3,000,000 yuan."""

    class Meta:
        model = Loan

    applicant = SubFactory(ApplicantFactory)
    bank = "示例银行股份有限公司长治分行"
    contract_no = Sequence(lambda n: f"借2025-{n:04d}")
    loan_kind = "credit"
    principal_fen = 3_000_000_00
    drawn_on = date(2025, 1, 10)
    certified = True


class LoanYearFactory(Factory):
    """The interest of 2025."""

    class Meta:
        model = LoanYear

    loan = SubFactory(LoanFactory)
    applicant = SelfAttribute("loan.applicant")
    year = 2025
    interest_paid_fen = 90_000_00
    certified = True


class GuaranteeFactory(Factory):
    """A guarantee for a loan, at 20,000 yuan."""

    class Meta:
        model = Guarantee

    loan = SubFactory(LoanFactory, loan_kind="guarantee")
    applicant = SelfAttribute("loan.applicant")
    guarantor = "示例融资担保有限公司"
    contract_no = Sequence(lambda n: f"保2025-{n:04d}")
    signed_on = date(2025, 1, 9)
    guarantee_fee_fen = 20_000_00
    paid_on = date(2025, 1, 10)
    certified = True


class InvestmentFactory(Factory):
    """An investment of 5,000,000 yuan in a company that is no applicant here."""

    class Meta:
        model = Investment

    applicant = SubFactory(ApplicantFactory)
    agreement_no = Sequence(lambda n: f"投2025-{n:04d}")
    investee_name = "示例初创科技有限公司"
    invested_amount_fen = 5_000_000_00
    invested_on = date(2025, 6, 1)
    certified = True


class MarketListingFactory(Factory):
    """A company listed in Shanxi's exchange that raised money there."""

    class Meta:
        model = MarketListing

    applicant = SubFactory(ApplicantFactory)
    market = "shanxi_equity_exchange"
    code = Sequence(lambda n: f"{800000 + n}")
    listed_on = date(2026, 3, 1)
    financed = True
    certified = True
