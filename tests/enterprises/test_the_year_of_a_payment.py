"""The last payment of a contract's year lies in that year, at whatever door it is written down."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from enterprises.models import Applicant, ContractYear, TechnologyContract
from enterprises.registers.checking import faults
from tests.admin.test_sheets_in_and_out import imported
from tests.factories import (
    ContractYearFactory,
    PlatformAssessmentFactory,
    RentReceiptFactory,
    TechnologyContractFactory,
)

pytestmark = pytest.mark.django_db
REFUSED = "当年最后付款日期须在2025年之内，请核对年度和日期。"


@pytest.fixture
def contract(company: Applicant) -> TechnologyContract:
    found: TechnologyContract = TechnologyContractFactory(applicant=company, registered_no="2025140500002222")
    return found


def typed(contract: TechnologyContract, paid_on: str) -> dict[str, Any]:
    return {"contract": contract.pk, "year": 2025, "transacted_fen": "2500000.00", "last_paid_on": paid_on}


@pytest.mark.parametrize(
    ("paid_on", "said"),
    [
        (date(2024, 12, 31), REFUSED),
        (date(2025, 1, 1), ""),
        (date(2025, 12, 31), ""),
        (date(2026, 1, 1), REFUSED),
        (None, ""),
    ],
)
def test_the_last_payment_of_a_year_lies_in_it(contract: TechnologyContract, paid_on: date | None, said: str) -> None:
    row = ContractYearFactory.build(
        applicant=contract.applicant, contract=contract, year=2025, last_paid_on=paid_on, certified=False
    )
    assert faults(row) == ({"last_paid_on": [said]} if said else {})


def test_the_applicants_page_refuses_another_years_day_beside_it(
    contract: TechnologyContract, applicant: Any, client_of: Any
) -> None:
    client = client_of(applicant)
    refused = client.post("/enterprise/records/contract_year/add/", typed(contract, "2026-01-15"))
    assert (refused.status_code, refused.context["form"].errors["last_paid_on"]) == (422, [REFUSED])
    assert client.post("/enterprise/records/contract_year/add/", typed(contract, "2025-08-01")).status_code == 302
    assert ContractYear.objects.get().last_paid_on == date(2025, 8, 1)


def test_the_interface_refuses_it(contract: TechnologyContract, applicant: Any, client_of: Any) -> None:
    sent = {name.removesuffix("_fen"): value for name, value in typed(contract, "2026-01-15").items()}
    client = client_of(applicant)
    for day, status in (("2026-01-15", 400), ("2025-12-31", 201)):
        body = json.dumps(sent | {"last_paid_on": day})
        answer = client.post("/api/registers/contract_year/", body, content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        if status == 400:
            assert answer.json() == {"last_paid_on": [REFUSED]}
    assert ContractYear.objects.get().last_paid_on == date(2025, 12, 31)


def test_a_sheet_refuses_it(contract: TechnologyContract, operator: Any, client_of: Any) -> None:
    head = "统一社会信用代码,技术合同登记编号,年度,当年实际技术交易额（元）,当年最后付款日期\n"
    row = f"{contract.applicant.unit_code},{contract.registered_no},2025,2500000,"
    page = imported(client_of(operator), "enterprises.contractyear", f"{head}{row}2026-01-15\n")
    assert page.status_code == 200 and REFUSED in page.content.decode()
    assert not ContractYear.objects.exists()
    assert imported(client_of(operator), "enterprises.contractyear", f"{head}{row}2025-08-01\n").status_code == 302
    assert ContractYear.objects.get().transacted_fen == 2_500_000_00


def test_the_office_cannot_move_the_day_out_of_the_year(
    contract: TechnologyContract, operator: Any, client_of: Any
) -> None:
    row = ContractYearFactory(applicant=contract.applicant, contract=contract, year=2025, last_paid_on=None)
    asked = typed(contract, "2026-01-15") | {"applicant": contract.applicant_id}
    answer = client_of(operator).post(reverse("admin:enterprises_contractyear_change", args=[row.pk]), asked)
    row.refresh_from_db()
    assert (answer.status_code, row.last_paid_on) == (200, None) and REFUSED in answer.content.decode()


def test_what_may_arrive_in_another_year_does(company: Applicant) -> None:
    """An assessment is paid for later; rent is paid before its months, or after them."""
    assessment = PlatformAssessmentFactory(applicant=company, year=2025, arrived_on=date(2026, 3, 1))
    receipt = RentReceiptFactory(
        applicant=company, premises__applicant=company, first_month="2026-01", last_month="2026-03",
        paid_on=date(2025, 12, 28),
    )  # fmt: skip
    try:
        assessment.full_clean()
        receipt.full_clean()
    except ValidationError as error:
        pytest.fail(str(error))
