"""Rows that cannot be taken: shown as the sheet shows them, and told for what they are, in both ways of importing."""

from collections.abc import Sequence
from typing import Any

import pytest
import tablib

from accounts.actor import actor_of
from accounts.models import SheetRow
from enterprises.applicants.sheets import ELSEWHERE
from enterprises.models import Applicant
from funds.models import Loan
from funds.registers.sheets import LoanResource
from parks.places.sheets import SpaceResource
from tests.admin.test_many_rows import _way
from tests.admin.test_sheets_in_and_out import handed_in
from tests.factories import SpaceFactory

pytestmark = pytest.mark.django_db

LOANS = ("统一社会信用代码", "贷款银行", "借款合同编号", "贷款方式", "贷款本金（元）", "放款日期")


def both_ways(
    rows: list[list[Any]], person: Any, city: Any, kind: Any = LoanResource, heads: Sequence[str] = LOANS
) -> list[Any]:
    """What is found of the rows of a sheet (of loans, if nothing else is said), which both ways have to agree about."""
    resource = kind(actor=actor_of(person), city=city)
    quick, library = (
        [
            (row.number, str(row.state), row.after, sorted(row.faults))
            for row in _way(resource, tablib.Dataset(*rows, headers=heads), quick=way, dry_run=True)
        ]
        for way in (True, False)
    )
    assert quick == library
    return quick


def test_a_wrong_row_is_shown_as_the_sheet_shows_it(company: Applicant, operator: Any) -> None:
    rows = [
        [company.unit_code, True, "HT-1", "信用贷款", 1e300, "2026-03-01"],
        [company.unit_code, "某银行", 1234567890123456.0, "信用贷款", 0.1 + 0.2, False],
    ]
    found = both_ways(rows, operator, company.city)
    assert [row[1] for row in found] == ["wrong", "wrong"]
    assert list(found[0][2].values())[1:] == ["是", "HT-1", "信用贷款", "1E+300", "2026-03-01"]
    assert list(found[1][2].values())[1:] == ["某银行", "1.23456789012346E+15", "信用贷款", "0.3", "否"]


def test_a_credit_code_of_another_city_is_told_as_that_alone(
    company: Applicant, company_elsewhere: Applicant, operator: Any, client_of: Any
) -> None:
    """Neither who it is, nor that a name is wanted, nor the same thing under three names."""
    rows = "".join(f"{code},,制造\n" for code in (company_elsewhere.uscc, company.uscc))
    page = handed_in(client_of(operator), "enterprises.applicant", f"统一社会信用代码,名称,产业领域\n{rows}")
    told = {row.number: row.faults for row in SheetRow.objects.filter(job=page.context["job"])}
    assert told == {2: [["统一社会信用代码", ELSEWHERE]], 3: []}
    assert company_elsewhere.name not in page.content.decode()


def test_rows_that_are_one_record_spelt_otherwise_name_the_first_of_them(company: Applicant, operator: Any) -> None:
    numbers = ["拾伍K1", "拾伍K2", "拾伍k1", "拾伍K-1", "拾伍K1号"]
    rows = [[company.unit_code, "某银行", number, "信用贷款", "1000", "2026-03-01"] for number in numbers]
    rows.append([company.unit_code, "某银行", "拾伍k2", "信用贷款", "1", ""])
    found = both_ways(rows, operator, company.city)
    same = [("", "与第2行是同一条记录，一份表中只能出现一次。")]
    assert [row[3] for row in found[:5]] == [[], [], same, same, same]
    assert [head for head, _ in found[5][3]] == ["放款日期"], "what is wrong by itself comes first"


def test_a_row_about_a_record_that_is_registered_otherwise_says_how(company: Applicant, operator: Any) -> None:
    Loan.objects.create(
        applicant=company,
        bank="某银行",
        contract_no="拾伍K1",
        loan_kind="credit",
        principal_fen=1,
        drawn_on="2026-03-01",
    )
    numbers = ["拾伍k1", "拾伍K1", "拾伍K-1", "拾伍K3"]
    rows = [[company.unit_code, "某银行", number, "信用贷款", "1000", "2026-03-01"] for number in numbers]
    found = both_ways(rows, operator, company.city)
    known = [("", "这条记录已经登记过，借款合同编号登记为“拾伍K1”；要更改它，请照登记的填写，否则请删去这一行。")]
    assert [(row[1], row[3]) for row in found] == [("wrong", known), ("changed", []), ("wrong", known), ("new", [])]


def test_a_row_tells_all_its_faults_at_once(changzhi: Any, operator: Any) -> None:
    """A cell that cannot be read hides neither what is left out, nor what is too long, nor an earlier row."""
    building = SpaceFactory(building__park__valley__city=changzhi).building
    head, good = ["楼栋", "房号", "用途", "面积（㎡）"], [building.name, "101", "办公用房", "80"]
    rows = [
        ["没有的楼", "", "办公用房", "-"], good, [building.name, "101", "办公用房", "-"],
        [building.name, "102", "", "-"], [building.name, "1" * 200, "办公用房", "-"],
        [building.name, "101", "1" * 9, "8"],
    ]  # fmt: skip
    found = [faults for _, _, _, faults in both_ways(rows, operator, changzhi, SpaceResource, head)]
    said = [{one for one, _ in faults} for faults in found]
    assert said[0] == {"楼栋", "房号", "面积（㎡）"} and said[1] == set()
    assert said[2] == {"", "面积（㎡）"} and ("", "与第3行是同一条记录，一份表中只能出现一次。") in found[2]
    assert said[3] == {"用途", "面积（㎡）"} and said[4] == {"房号", "面积（㎡）"}
    assert said[5] == {"", "用途"}, "the same room as in row 3, and no use that there is"
