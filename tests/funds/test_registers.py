"""Loans, guarantees, investments and listings: what names them, and what the database refuses."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import actor_of
from enterprises.models import Applicant
from funds.models import Investment, Loan, LoanYear, MarketListing
from tests.factories import (
    ApplicantFactory,
    GuaranteeFactory,
    InvestmentFactory,
    LoanFactory,
    LoanYearFactory,
    MarketListingFactory,
)

pytestmark = pytest.mark.django_db
CONTRACT = "长借字〔2025〕第0012号"
SPELLINGS = [
    "长借字[2025]第0012号",
    "长借字〔2025〕 第0012号 ",
    "长借字（２０２５）第００１２号",
    "长借字-2025-第0012号",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_loan_is_one_however_its_contract_is_written(spelling: str) -> None:
    row = LoanFactory(contract_no=CONTRACT)
    again = Loan(
        applicant=row.applicant, bank=f" {row.bank}", contract_no=spelling, loan_kind="mortgage", principal_fen=1,
        drawn_on=date(2025, 2, 1),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="本单位已经登记过这一条"):
        again.full_clean()
    with pytest.raises(IntegrityError, match="loan_once_per_applicant"), transaction.atomic():
        again.save()


def test_two_borrowers_of_one_contract_have_one_loan() -> None:
    row = LoanFactory(contract_no=CONTRACT)
    other = LoanFactory(contract_no=SPELLINGS[0])
    assert other.applicant != row.applicant and other.matter_identity() == row.matter_identity()


def test_contracts_of_two_banks_are_two_loans() -> None:
    row = LoanFactory(contract_no=CONTRACT)
    other = LoanFactory(applicant=row.applicant, contract_no=CONTRACT, bank="示例村镇银行")
    assert other.identity != row.identity


def test_a_corrected_contract_number_leaves_the_loan_what_it_is() -> None:
    row = LoanFactory(contract_no=CONTRACT)
    identity = row.identity
    row.contract_no = "长借字〔2025〕第0099号"
    row.save()
    row.refresh_from_db()
    assert (row.identity, row.key) == (identity, row.natural_key())


def test_a_year_of_a_loan_stands_once_and_is_one_for_both_borrowers() -> None:
    row = LoanYearFactory()
    with pytest.raises(IntegrityError, match="loan_year_once_per_applicant"), transaction.atomic():
        LoanYearFactory(loan=row.loan)
    next_year = LoanYearFactory(loan=row.loan, year=2026)
    theirs = LoanYearFactory(loan=LoanFactory(bank=row.loan.bank, contract_no=row.loan.contract_no))
    assert theirs.matter_identity() == row.matter_identity() != next_year.matter_identity()


def test_two_guarantees_for_one_loan_are_one_matter() -> None:
    row = GuaranteeFactory()
    other = GuaranteeFactory(loan=row.loan)
    assert other.identity != row.identity
    assert other.matter_identity() == row.matter_identity() == row.loan.identity


def test_the_year_of_another_applicants_loan_is_refused_in_a_sentence() -> None:
    row = LoanYear(loan=LoanFactory(), applicant=ApplicantFactory(), year=2025, interest_paid_fen=1)
    with pytest.raises(ValidationError, match="请选择本单位登记的贷款") as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["loan"]


def test_a_year_does_not_move_to_another_loan() -> None:
    row = LoanYearFactory()
    row.full_clean()
    row.loan = LoanFactory(applicant=row.applicant)
    with pytest.raises(ValidationError, match="登记后不能改到另一条贷款"):
        row.full_clean()


def test_a_year_without_its_loan_is_asked_for_it() -> None:
    with pytest.raises(ValidationError) as caught:
        LoanYear(applicant=ApplicantFactory(), year=2025, interest_paid_fen=1).full_clean()
    assert list(caught.value.message_dict) == ["loan"]


def test_one_agreement_pays_into_two_companies_but_into_one_once() -> None:
    row = InvestmentFactory(agreement_no="投2025-1")
    InvestmentFactory(applicant=row.applicant, agreement_no="投2025-1", investee_name="另一示例科技有限公司")
    with pytest.raises(IntegrityError, match="investment_once_per_applicant"), transaction.atomic():
        InvestmentFactory(applicant=row.applicant, agreement_no="投 2025-1 ", investee_name=f"{row.investee_name} ")


def test_nobody_invests_in_itself() -> None:
    row = InvestmentFactory()
    with pytest.raises(IntegrityError, match="investment_in_another"), transaction.atomic():
        InvestmentFactory(applicant=row.applicant, investee=row.applicant)
    row.investee = ApplicantFactory()
    row.full_clean()
    row.investee = row.applicant
    with pytest.raises(ValidationError, match="被投企业不能是投资单位自己"):
        row.full_clean()


def test_a_code_of_a_market_is_one_companys_alone() -> None:
    row = MarketListingFactory(code="837 001")
    with pytest.raises(IntegrityError, match="listing_once"), transaction.atomic():
        MarketListingFactory(market=row.market, code="837001")
    MarketListingFactory(market="beijing", code="837001")
    assert MarketListing.objects.count() == 2


@pytest.mark.parametrize(
    ("factory", "values", "constraint"),
    [
        (LoanFactory, {"principal_fen": 0}, "loan_has_principal"),
        (LoanFactory, {"drawn_on": date(1850, 1, 1)}, "loan_drawn_on_range"),
        (LoanYearFactory, {"interest_paid_fen": -1}, "loan_year_interest_not_negative"),
        (LoanYearFactory, {"year": 2101}, "loan_year_range"),
        (GuaranteeFactory, {"guarantee_fee_fen": -1}, "guarantee_fee_not_negative"),
        (GuaranteeFactory, {"signed_on": date(2101, 1, 1)}, "guarantee_signed_on_range"),
        (GuaranteeFactory, {"paid_on": date(2101, 1, 1)}, "guarantee_paid_on_range"),
        (InvestmentFactory, {"invested_amount_fen": 0}, "investment_has_amount"),
        (InvestmentFactory, {"invested_on": date(1850, 1, 1)}, "investment_invested_on_range"),
        (MarketListingFactory, {"listed_on": date(1850, 1, 1)}, "listing_listed_on_range"),
    ],
)
def test_what_cannot_be_is_refused(factory: Any, values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**values)


@pytest.mark.parametrize(
    "factory", [LoanFactory, LoanYearFactory, GuaranteeFactory, InvestmentFactory, MarketListingFactory]
)
def test_who_entered_a_record_does_not_certify_it(factory: Any, reviewer: Any) -> None:
    with pytest.raises(IntegrityError, match="_certified_by_another"), transaction.atomic():
        factory(entered_by=reviewer, certified_by=reviewer)


def test_an_office_sees_the_loans_of_its_city_and_an_applicant_its_own(
    company: Applicant, other_company: Applicant, company_elsewhere: Applicant, reviewer: Any, applicant: Any
) -> None:
    own, theirs = LoanFactory(applicant=company), LoanFactory(applicant=other_company)
    LoanFactory(applicant=company_elsewhere)
    assert set(Loan.objects.visible_to(actor_of(reviewer))) == {own, theirs}
    assert list(Loan.objects.visible_to(actor_of(applicant))) == [own]
    assert not Investment.objects.visible_to(actor_of(applicant)).exists()
