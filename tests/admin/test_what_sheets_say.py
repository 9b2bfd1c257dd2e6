"""What a sheet says and does not say: empty cells, 清空, faults of cells, heads, and the same record twice."""

from datetime import date
from typing import Any

import pytest

from accounts.actor import actor_of
from core.sheets.formats import Csv, Xlsx
from core.values.telephones import SENTENCE
from enterprises.applicants.sheets import ApplicantResource
from enterprises.models import Applicant, Recognition, YearlyFacts
from enterprises.registers.sheets import RecognitionResource, YearlyFactsResource
from parks.places.sheets import SpaceResource
from tests.core.sheets.workbooks import row, with_rows
from tests.factories import SpaceFactory

pytestmark = pytest.mark.django_db
HEAD = "统一社会信用代码,名称,主体类型"


def brought(resource: Any, content: str | bytes, person: Any, city: Any) -> list[str]:
    """Bring a sheet in for good where it has no fault; else what is wrong with it, sentence by sentence."""
    made = resource(actor=actor_of(person), city=city)
    dataset = (Csv() if isinstance(content, str) else Xlsx()).create_dataset(content)
    result = made.import_data(dataset, dry_run=True)
    faults = [str(error.error) for error in result.base_errors]
    faults += [str(error.error) for _, errors in result.row_errors() for error in errors]
    faults += [sentence for row in result.invalid_rows for sentence in row.error.messages]
    if not faults:
        resource(actor=actor_of(person), city=city).import_data(dataset, dry_run=False)
    return faults


@pytest.fixture
def told(company: Applicant) -> Applicant:
    Applicant.objects.filter(pk=company.pk).update(
        paid_in_capital_fen=100_00, registered_on=date(2020, 1, 1), industry="制造"
    )
    company.refresh_from_db()
    return company


def test_an_empty_cell_keeps_what_is_stored_and_clearing_is_said(told: Applicant, operator: Any) -> None:
    more = f"{HEAD},实缴资本（元）,成立日期,产业领域\n{told.uscc},{told.name},企业"
    assert brought(ApplicantResource, f"{more},,,\n", operator, told.city) == []
    told.refresh_from_db()
    assert (told.paid_in_capital_fen, told.registered_on, told.industry) == (100_00, date(2020, 1, 1), "制造")
    assert brought(ApplicantResource, f"{more},清空,清空,清空\n", operator, told.city) == []
    told.refresh_from_db()
    assert (told.paid_in_capital_fen, told.registered_on, told.industry) == (None, None, "")


def test_what_must_be_there_is_not_cleared(told: Applicant, operator: Any) -> None:
    assert brought(ApplicantResource, f"{HEAD}\n{told.uscc},清空,企业\n", operator, told.city)
    told.refresh_from_db()
    assert told.name


def test_what_is_left_out_of_a_new_record_is_asked_for(told: Applicant, operator: Any) -> None:
    head = "统一社会信用代码,类别,证书编号,发证日期,第几次认定"
    for day in ("", "清空", "\u3000"):
        lines = f"{head}\n{told.uscc},高新技术企业,GR1,{day},1\n"
        assert brought(RecognitionResource, lines, operator, told.city) == ["请填写这一项。"]
    lines = f"{head}\n{told.uscc},,,2026-03-01,1\n"
    assert set(brought(RecognitionResource, lines, operator, told.city)) == {"请填写这一项。"}


def test_a_broken_cell_is_a_fault_of_its_row_and_empties_nothing(told: Applicant, operator: Any) -> None:
    broken = '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    content = with_rows(row(1, *HEAD.split(","), "实缴资本(元)") + row(2, told.uscc, told.name, "企业", broken))
    assert brought(ApplicantResource, content, operator, told.city) == ["公式出错（#DIV/0!），请改正后重新上传。"]
    told.refresh_from_db()
    assert told.paid_in_capital_fen == 100_00


def test_cells_are_read_as_people_write_them(told: Applicant, operator: Any) -> None:
    head = "统一社会信用代码;名 称;主体\u3000类型*;实缴资本(元);成立日期"
    line = f"{told.uscc};{told.name};企业;150万元;2026年3月1日"
    assert brought(ApplicantResource, f"{head}\n{line}\n", operator, told.city) == []
    told.refresh_from_db()
    assert (told.paid_in_capital_fen, told.registered_on) == (1_500_000_00, date(2026, 3, 1))


def test_a_telephone_in_a_sheet_is_one_that_can_be_called(told: Applicant, operator: Any) -> None:
    line = f"{HEAD},联系电话\n{told.uscc},{told.name},企业"
    assert brought(ApplicantResource, f"{line},没有\n", operator, told.city) == [SENTENCE]
    assert brought(ApplicantResource, f"{line},0355-2000000\n", operator, told.city) == []
    told.refresh_from_db()
    assert told.contact_phone == "0355-2000000"


def test_a_room_that_a_spreadsheet_made_a_day_is_no_room(operator: Any, changzhi: Any) -> None:
    building = SpaceFactory(building__park__valley__city=changzhi).building
    head = "产业园,楼栋,房号,用途,面积（㎡）"
    for number in ("2026-03-01", "2026/3/1", "2026年3月1日", "2026-03", "1-Mar-26"):
        faults = brought(SpaceResource, f"{head}\n,{building.name},{number},办公用房,120\n", operator, changzhi)
        assert len(faults) == 1 and "变成了日期" in faults[0]
    assert "真假值" in brought(SpaceResource, f"{head}\n,{building.name},TRUE,办公用房,120\n", operator, changzhi)[0]
    assert (
        "读不成数字" in brought(SpaceResource, f"{head}\n,{building.name},3-1,办公用房,120²\n", operator, changzhi)[0]
    )
    lines = "".join(f",{building.name},{number},办公用房,120㎡\n" for number in ("3-1", "03-02", "46082"))
    assert brought(SpaceResource, f"{head}\n{lines}", operator, changzhi) == []
    assert set(building.spaces.values_list("number", flat=True)) >= {"3-1", "03-02", "46082"}


def test_an_unknown_head_stops_the_sheet(told: Applicant, operator: Any) -> None:
    faults = brought(ApplicantResource, f"{HEAD},实缴资本（万元）\n{told.uscc},改名公司,企业,3\n", operator, told.city)
    assert len(faults) == 1 and faults[0].startswith("第D列的列名“实缴资本（万元）”不认识，是不是“实缴资本（元）”？")


def test_a_sheet_without_its_key_is_stopped(told: Applicant, operator: Any) -> None:
    assert brought(ApplicantResource, "名称\n甲\n", operator, told.city)[0].startswith("表中缺少列：统一社会信用代码。")


@pytest.mark.parametrize("second", ["GR1", "ＧＲ1", "'GR1", " GR1 "])
def test_the_same_record_twice_is_a_fault_of_the_second_row(told: Applicant, operator: Any, second: str) -> None:
    head = "统一社会信用代码,类别,证书编号,发证日期,第几次认定"
    lines = [f"{told.uscc},高新技术企业,{number},2026-03-01,1" for number in ("GR1", "GR2", second)]
    faults = brought(RecognitionResource, "\n".join([head, "", *lines]), operator, told.city)
    assert faults == ["与第3行是同一条记录，一份表中只能出现一次。"]
    assert not Recognition.objects.exists()


def test_the_same_year_of_one_company_twice_is_found_though_written_otherwise(told: Applicant, operator: Any) -> None:
    sheet = f"统一社会信用代码,年度,从业人数\n{told.uscc},2025,10\n{told.uscc},２０２５,20\n"
    assert brought(YearlyFactsResource, sheet, operator, told.city) == ["与第2行是同一条记录，一份表中只能出现一次。"]
    assert not YearlyFacts.objects.exists()


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ('<c r="C2"><v>6222020200112233</v></c>', "变成了数字（6.222020200112"),
        ("1.23E+14", "“1.23E+14”被表格软件变成了数字"),
        ("3月1日", "“3月1日”被表格软件变成了日期"),
    ],
)  # fmt: skip
def test_a_number_that_a_spreadsheet_turned_is_refused(
    told: Applicant, operator: Any, cell: str, sentence: str
) -> None:
    head = row(1, "统一社会信用代码", "类别", "证书编号", "发证日期")
    line = row(2, told.uscc, "高新技术企业", cell, '<c r="D2"><v>46082</v></c>')
    faults = brought(RecognitionResource, with_rows(head + line), operator, told.city)
    assert len(faults) == 1 and sentence in faults[0] and "设为“文本”" in faults[0]
