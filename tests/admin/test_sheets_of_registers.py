"""Sheets of what hangs on another record: the whole is named by what its paper says, within one city."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin

from accounts.actor import Role, actor_of
from core.sheets.formats import write_csv
from enterprises.models import Achievement, Applicant, Platform
from enterprises.registers.certifying import certify
from enterprises.registers.many.entering import RegisterDoor
from enterprises.registers.register import Register, registers
from enterprises.registers.sheets import RegisterResource
from funds.models import LoanYear, MarketListing
from parks.models import FitOut, RentReceipt
from tests.admin.test_sheets_in_and_out import acted, handed_in, imported
from tests.factories import (
    ApplicantFactory,
    ApplicantMembershipFactory,
    LoanFactory,
    PlatformFactory,
    PremisesFactory,
    ProjectFactory,
    TechnologyContractFactory,
    TenancyFactory,
)
from tests.factories.registers import record_of

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
    assert answer.status_code == 200 and "：本市没有" in answer.content.decode()
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
        f"{company.unit_code},{building.park.name},{building.name},{tenancy.space.number},,票1,2025年1月,2025.3,300,2025-01-05\n"
        f"{company.unit_code},,,,{rented.address},票2,2025-01,2025-01,100,2025-01-05\n"
    )
    assert imported(client_of(operator), "parks.rentreceipt", head + rows).status_code == 302
    found = {row.voucher_no: row.premises for row in RentReceipt.objects.all()}
    assert RentReceipt.objects.filter(voucher_no="票1", first_month="2025-01", last_month="2025-03").exists()
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


@pytest.mark.parametrize("entry", registers().values(), ids=registers())
def test_every_register_is_taken_from_a_sheet_by_the_verb_(entry: Register, operator: Any, changzhi: Any) -> None:
    page: Any = admin.site._registry[entry.model]
    assert {Role.OPERATOR, Role.REVIEWER} <= set(page.role_permissions["import"])
    resource = page.resource_classes[0](actor=actor_of(operator), city=changzhi)
    assert isinstance(resource, RegisterResource) and isinstance(resource.door(), RegisterDoor)
    assert resource._meta.import_id_fields and "source" in resource.fields


PLATFORMS = "名称,类别,级别,依托单位信用代码,认定日期,依据文件\n"


def test_platforms_are_taken_with_and_without_a_host_and_a_level_higher_is_a_further_row(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client, lab = client_of(operator), "示例光电重点实验室"
    rows = (
        f"{lab},市重点实验室,市级,{company.unit_code},2025-03-01,长示例〔2025〕1号\n"
        "示例光电联盟,产业技术创新战略联盟,,,,\n"
    )  # fmt: skip
    assert imported(client, "enterprises.platform", PLATFORMS + rows).status_code == 302
    first, alone = Platform.objects.get(name=lab), Platform.objects.get(name="示例光电联盟")
    assert (first.applicant, first.city, first.level, first.source) == (
        company,
        company.city,
        "city",
        "长示例〔2025〕1号",
    )
    assert (first.certified, first.entered_by, alone.applicant, alone.level) == (False, operator, None, "")
    again = f"{lab},省重点实验室,省级,{company.unit_code},2026-03-01,晋示例〔2026〕1号\n"
    changed = f"{lab},市重点实验室,市级,{company.unit_code},2025-03-02,长示例〔2025〕1号\n"
    assert imported(client, "enterprises.platform", PLATFORMS + again + changed).status_code == 302
    found = {row.level: row.recognised_on.isoformat() for row in Platform.objects.filter(name=lab)}
    assert found == {"city": "2025-03-02", "provincial": "2026-03-01"}
    twice = f"示例 光电重点实验室,省重点实验室,省级,{company.unit_code},2026-03-01,\n"
    assert "已经登记过" in imported(client, "enterprises.platform", PLATFORMS + twice).content.decode()
    assert Platform.objects.count() == 3


def test_a_platform_has_no_host_of_another_city_and_none_that_one_files_for(
    company: Applicant, company_elsewhere: Applicant, operator: Any, client_of: Any
) -> None:
    ApplicantMembershipFactory(user=operator, applicant=company)
    for host in (company_elsewhere, company):
        row = f"示例实验室,市重点实验室,市级,{host.unit_code},2025-03-01,\n"
        answer = imported(client_of(operator), "enterprises.platform", PLATFORMS + row)
        assert answer.status_code == 200 and "：本市没有" in answer.content.decode()
    assert not Platform.objects.exists()


def test_an_import_of_results_is_not_taken_back_where_somebody_has_certified_them(
    operator: Any, second_reviewer: Any, client_of: Any, changzhi: Any
) -> None:
    client = client_of(operator)
    page = handed_in(client, "enterprises.achievement", "成果名称,成果单位\n甲,示例所\n乙,示例所\n")
    acted(client, page.context["job"], "write")
    certify(record=Achievement.objects.get(title="甲"), by=actor_of(second_reviewer))
    acted(client, page.context["job"], "undo")
    assert [row.title for row in Achievement.objects.all()] == ["甲"]


def sheets() -> dict[str, type[RegisterResource]]:
    """By register: its sheet, where it finds a record by what one applicant alone may have."""
    pages = ((name, admin.site._registry[entry.model]) for name, entry in registers().items())
    found = {name: page.resource_classes[0] for name, page in pages}  # type: ignore[attr-defined]  # every register's page has one
    owned = {name: row for name, row in found.items() if "applicant" in row.fields}
    return {name: row for name, row in owned.items() if "applicant" not in row._meta.import_id_fields}


SHEETS = sheets()


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_moves_no_record_to_another_applicant(
    name: str, company: Applicant, other_company: Applicant, operator: Any, client_of: Any
) -> None:
    record: Any = record_of(registers()[name], company)
    resource = SHEETS[name](actor_of(operator), company.city)
    sheet = resource.export(type(record).objects.filter(pk=record.pk))
    row = [other_company.unit_code if cell == company.unit_code else str(cell or "") for cell in sheet[0]]
    assert other_company.unit_code in row
    text = write_csv(sheet.headers, [row]).removeprefix("\ufeff")
    answer = imported(client_of(operator), record._meta.label_lower, text)
    assert answer.status_code == 200
    record.refresh_from_db()
    assert record.applicant == company and record.certified
    said = answer.content.decode()
    assert "名下，不能改到别的单位" in said or hasattr(record, "part_of"), "a part hangs on its own applicant's"


def test_certificates_and_titles_are_found_by_what_one_applicant_alone_may_have() -> None:
    assert {
        "recognition",
        "prize",
        "voucher",
        "intellectual_property",
        "listing",
        "team_recognition",
        "platform",
    } <= set(SHEETS)


@pytest.mark.parametrize(("factory", "part", "columns"), [
    (TechnologyContractFactory, "enterprises.contractyear", "技术合同登记编号,年度,当年实际技术交易额（元）"),
    (ProjectFactory, "enterprises.projecttransfer", "立项编号,到账凭证号,到账金额（元）,到账日期"),
    (PlatformFactory, "enterprises.platformassessment", "创新平台,考核年度,考核部门"),
])  # fmt: skip
def test_what_hangs_on_a_record_of_a_team_is_found_by_the_number_of_the_team(
    factory: Any, part: str, columns: str, changzhi: Any, operator: Any, client_of: Any
) -> None:
    """A team and a person have no credit code: the portal's number stands in its column."""
    team = ApplicantFactory(city=changzhi, team=True, uscc=None)
    whole = factory(applicant=team) if factory is not PlatformFactory else factory(applicant=team, city=changzhi)
    given = {
        "技术合同登记编号": getattr(whole, "registered_no", ""), "立项编号": getattr(whole, "number", ""),
        "创新平台": getattr(whole, "name", ""), "年度": "2026", "当年实际技术交易额（元）": "1000", "到账凭证号": "票1",
        "到账金额（元）": "1000", "到账日期": "2026-03-01", "考核年度": "2026", "考核部门": "省",
    }  # fmt: skip
    row = [team.unit_code, *(given[head] for head in columns.split(","))]
    answer = imported(client_of(operator), part, f"统一社会信用代码,{columns}\n{','.join(row)}\n")
    assert answer.status_code == 302, answer.content.decode()
    app, name = part.split(".")
    found = apps.get_model(app, name).objects.get()
    assert (found.applicant, found.whole) == (team, whole)
