"""Sheets of what hangs on another record: the whole is named by what its paper says, within one city."""

from typing import Any

import pytest

from enterprises.models import Applicant
from funds.models import LoanYear, MarketListing
from parks.models import FitOut, RentReceipt
from tests.admin.test_sheets_in_and_out import imported
from tests.factories import LoanFactory, PremisesFactory, TenancyFactory

pytestmark = pytest.mark.django_db


def test_interest_is_taken_from_a_sheet_and_waits_for_somebody_else(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    loan = LoanFactory(applicant=company)
    head = "统一社会信用代码,贷款银行,借款合同编号,付息年度,当年已付利息（元）\n"
    row = f"{company.unit_code},{loan.bank},{loan.contract_no},2025,90000.50\n"
    assert imported(client_of(operator), "funds.loanyear", head + row).status_code == 302
    found = LoanYear.objects.get()
    assert (found.loan, found.applicant, found.interest_paid_fen) == (loan, company, 9_000_050)
    assert (found.certified, found.entered_by) == (False, operator)


def test_a_loan_of_another_city_is_not_found(
    company: Applicant, company_elsewhere: Applicant, operator: Any, client_of: Any
) -> None:
    loan = LoanFactory(applicant=company_elsewhere)
    head = "统一社会信用代码,借款合同编号,付息年度,当年已付利息（元）\n"
    answer = imported(client_of(operator), "funds.loanyear", f"{head}{company.unit_code},{loan.contract_no},2025,1\n")
    assert answer.status_code == 200 and "这条记录" in answer.content.decode()
    assert not LoanYear.objects.exists()


def test_rent_is_taken_for_a_room_of_the_park_and_for_rooms_rented_elsewhere(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    tenancy, rented = TenancyFactory(applicant=company), PremisesFactory(applicant=company)
    building = tenancy.space.building
    head = (
        "统一社会信用代码,产业园,楼栋,房号,房屋地址,付款凭证（发票）号,租金所属起始月份,租金所属截止月份,"
        "已付租金（元）,付款日期\n"
    )
    rows = (
        f"{company.unit_code},{building.park.name},{building.name},{tenancy.space.number},,票1,2025-01,2025-03,300,2025-01-05\n"
        f"{company.unit_code},,,,{rented.address},票2,2025-01,2025-01,100,2025-01-05\n"
    )
    assert imported(client_of(operator), "parks.rentreceipt", head + rows).status_code == 302
    found = {row.voucher_no: row.premises for row in RentReceipt.objects.all()}
    assert found["票2"] == rented and found["票1"].space == tenancy.space
    assert not FitOut.objects.exists()


@pytest.mark.parametrize(("typed", "known"), [("是", True), ("否", False), ("", None)])
def test_what_nobody_knows_yet_stays_open(
    typed: str, known: bool | None, company: Applicant, operator: Any, client_of: Any
) -> None:
    head = "统一社会信用代码,上市挂牌场所,证券（挂牌）代码,上市（挂牌）日期,挂牌后是否融资成功\n"
    row = f"{company.unit_code},山西股权交易中心,800123,2026-03-01,{typed}\n"
    assert imported(client_of(operator), "funds.marketlisting", head + row).status_code == 302
    assert MarketListing.objects.get().financed is known
