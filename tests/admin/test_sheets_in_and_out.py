"""Sheets: no cell that a spreadsheet would run, no row of another city, nothing without its entry in the trail."""

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.audit import verify_chain
from core.models import AuditEntry, Job, JobState
from core.sheets.formats import MAX_ROWS, Csv, Xlsx, safe_cell, write_csv, write_xlsx
from core.values.identifiers import make_uscc
from enterprises.models import Applicant, Recognition
from parks.models import Event, Space, Tenancy
from tests.factories import (
    ApplicantFactory,
    BuildingFactory,
    EventFactory,
    ParkFactory,
    SpaceFactory,
    TenancyFactory,
)
from tests.road import work_off

PAYLOADS = [
    "=1+1", "==HYPERLINK('http://x')", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "＝1", "＋1", "－1",
    "＠1",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_spreadsheet_would_run_starts_with_a_quote(payload: str) -> None:
    assert safe_cell(payload).startswith("'")
    assert write_csv(["列"], [[payload]]).splitlines()[1].lstrip('"').startswith("'")
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(["列"], [[payload]])))
    assert str(book.get_sheet_by_index(0).to_python()[1][0]).startswith("'")


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    content = zipfile.ZipFile(io.BytesIO(write_xlsx(["列"], [[row] for row in PAYLOADS])))
    assert b"<f>" not in content.read("xl/worksheets/sheet1.xml")


def test_what_is_no_workbook_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValidationError):
        Xlsx().create_dataset(b"PK\x03\x04 not a workbook")


def test_too_many_rows_are_refused_with_their_number() -> None:
    text = "列\n" + "甲\n" * (MAX_ROWS + 1)
    with pytest.raises(ValidationError, match=str(MAX_ROWS + 1)):
        Csv().create_dataset(text)


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValidationError, match="列名"):
        Csv().create_dataset("列,列\n1,2\n")


def handed_in(client: Any, model: str, text: str | bytes) -> Any:
    """Hand a sheet in and look through it as a worker does: the page of its job, or the form where it is not taken."""
    app, name = model.split(".")
    content, name_of_file = (text, "导入.xlsx") if isinstance(text, bytes) else (text.encode("utf-8-sig"), "导入.csv")
    upload = SimpleUploadedFile(name_of_file, content)
    first = client.post(reverse(f"admin:{app}_{name}_import"), {"import_file": upload, "format": "1", "resource": "0"})
    if first.status_code != 302:
        return first
    work_off("core.run_job")
    return client.get(first.url)


def acted(client: Any, job: Job, act: str) -> Any:
    """Press a button on the page of a job, and let a worker do what follows."""
    answer = client.post(reverse("admin:core_job_act", args=[job.pk]), {"act": act})
    work_off("core.run_job")
    job.refresh_from_db()
    return answer


def imported(client: Any, model: str, text: str) -> Any:
    """Hand a sheet in and confirm it as the page would; the first page when it is not to be confirmed."""
    page = handed_in(client, model, text)
    if not page.context.get("may_write") or page.context["wrong"]:
        return page
    return acted(client, page.context["job"], "write")


@pytest.mark.django_db
def test_rows_become_records_of_the_importers_city(changzhi: Any, operator: Any, client_of: Any) -> None:
    answer = imported(client_of(operator), "parks.event", "名称,类别,举办日期\n春季对接会,对接会,2026-03-01\n")
    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.city, event.kind, event.held_on.isoformat()) == (changzhi, "matchmaking", "2026-03-01")
    assert AuditEntry.objects.get().action == "import_records"


@pytest.mark.django_db
def test_a_long_sheet_holds_the_trail_of_the_city_only_at_its_end(changzhi: Any, operator: Any, client_of: Any) -> None:
    """Whoever writes to the trail holds it until the commit: nobody in the city could submit a claim meanwhile."""
    rows = "".join(f"第{number}次对接会,对接会,2026-03-01\n" for number in range(1, 6))
    with CaptureQueriesContext(connection) as asked:
        imported(client_of(operator), "parks.event", f"名称,类别,举办日期\n{rows}")
    written = [place for place, row in enumerate(asked) if 'INTO "parks_event"' in row["sql"]]
    taken = [place for place, row in enumerate(asked) if "pg_advisory_xact_lock" in row["sql"]]
    assert len(written) == 1, "all at once, and nothing for the preview"
    assert len(taken) == 1 and taken[0] > written[-1]
    entries = AuditEntry.objects.filter(action="import_records").order_by("pk")
    assert [row.detail["record"] for row in entries] == [str(row) for row in Event.objects.order_by("pk")]
    assert list(verify_chain("changzhi")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [IntegrityError("twice"), ValidationError("已有同名记录。")])
def test_a_confirmed_sheet_that_fails_leaves_nothing_and_says_so(
    fault: Exception, changzhi: Any, operator: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody changed, between the preview and the confirmation, what the second row hangs on."""
    save, saved = Event.save, []

    def failing(self: Event, *args: Any, **kwargs: Any) -> None:
        saved.append(self.name)
        if saved.count("第二次") == 2:
            raise fault
        save(self, *args, **kwargs)

    monkeypatch.setattr(Event, "save", failing)
    client = client_of(operator)
    sheet = "名称,类别,举办日期\n第一次,对接会,2026-03-01\n第二次,对接会,2026-03-02\n第三次,对接会,2026-03-03\n"
    assert imported(client, "parks.event", sheet).status_code == 302
    job = Job.objects.get()
    assert job.state == JobState.FAILED and "没有导入任何一行" in job.said
    assert job.said in client.get(reverse("admin:core_job_change", args=[job.pk])).content.decode()
    assert not Event.objects.exists() and not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_sheet_cannot_name_a_city_or_a_key(changzhi: Any, jincheng: Any, operator: Any, client_of: Any) -> None:
    victim = EventFactory(city=jincheng, name="晋城活动")
    sheet = f"id,市,city,名称,类别,举办日期\n{victim.pk},晋城市,{jincheng.pk},改名活动,论坛,2026-03-01\n"
    answer = imported(client_of(operator), "parks.event", sheet)
    assert "A列的列名“id”不认识" in answer.content.decode()
    assert Event.objects.get() == victim
    imported(client_of(operator), "parks.event", "名称,类别,举办日期\n晋城活动,论坛,2026-03-01\n")
    victim.refresh_from_db()
    assert (victim.city, Event.objects.exclude(pk=victim.pk).get().city) == (jincheng, changzhi)


@pytest.mark.django_db
def test_an_enterprise_is_entered_by_a_sheet(changzhi: Any, operator: Any, client_of: Any) -> None:
    code = make_uscc("140400", 778899)
    typed = f"{code[:8]} {code[8:].lower()}"
    imported(
        client_of(operator),
        "enterprises.applicant",
        f"统一社会信用代码,名称,主体类型,实缴资本（元）\n{typed},长治市试样新科技有限公司,企业,1000000\n",
    )
    row = Applicant.objects.get()
    assert (row.uscc, row.name, row.kind, row.city) == (code, "长治市试样新科技有限公司", "enterprise", changzhi)
    assert row.paid_in_capital_fen == 1_000_000_00
    assert AuditEntry.objects.get().action == "import_records"


@pytest.mark.django_db
def test_an_enterprise_is_put_right_by_a_sheet(company: Applicant, operator: Any, client_of: Any) -> None:
    sheet = f"统一社会信用代码,名称,主体类型\n{company.uscc},长治市试样改名科技有限公司,企业\n"
    imported(client_of(operator), "enterprises.applicant", sheet)
    company.refresh_from_db()
    assert (company.name, Applicant.objects.count()) == ("长治市试样改名科技有限公司", 1)
    assert AuditEntry.objects.get().action == "import_records"


@pytest.mark.django_db
def test_a_mistyped_credit_code_is_a_row_error_that_says_what_is_wrong(operator: Any, client_of: Any) -> None:
    answer = imported(
        client_of(operator), "enterprises.applicant", "统一社会信用代码,名称,主体类型\n9114,某公司,企业\n"
    )
    assert "统一社会信用代码应为18位，现在是4位。" in answer.content.decode()
    assert not Applicant.objects.exists()


@pytest.mark.django_db
def test_a_company_of_another_city_is_neither_changed_nor_named(
    company_elsewhere: Applicant, operator: Any, client_of: Any
) -> None:
    sheet = f"统一社会信用代码,名称,主体类型\n{company_elsewhere.uscc},改名公司,企业\n"
    answer = imported(client_of(operator), "enterprises.applicant", sheet)
    company_elsewhere.refresh_from_db()
    assert company_elsewhere.name == "晋城市试样三号科技有限公司"
    assert answer.status_code == 200 and company_elsewhere.name not in answer.content.decode()


@pytest.mark.django_db
def test_a_certificate_hangs_on_companies_of_the_own_city(
    company: Applicant, company_elsewhere: Applicant, operator: Any, client_of: Any
) -> None:
    head = "统一社会信用代码,类别,证书编号,发证日期,第几次认定\n"
    imported(client_of(operator), "enterprises.recognition", f"{head}{company.uscc},高新技术企业,GR1,2026-03-01,1\n")
    imported(
        client_of(operator),
        "enterprises.recognition",
        f"{head}{company_elsewhere.uscc},高新技术企业,GR2,2026-03-01,1\n",
    )
    row = Recognition.objects.get()
    assert (row.applicant, row.certificate_no, row.certified) == (company, "GR1", False)


@pytest.mark.django_db
def test_an_importer_does_not_touch_the_company_they_file_for(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    from tests.factories import ApplicantMembershipFactory

    ApplicantMembershipFactory(user=operator, applicant=company)
    imported(
        client_of(operator), "enterprises.applicant", f"统一社会信用代码,名称,主体类型\n{company.uscc},自己改名,企业\n"
    )
    company.refresh_from_db()
    assert company.name == "长治市试样一号科技有限公司"


@pytest.mark.django_db
@pytest.mark.parametrize(("cell", "said"), [
    ("1e1000000", "应为整数"), ("９９９９９９９９９９９９９９９９９９９９", "数字过大"), ("abc", "应为整数"),
    ("-5", "不能小于0"), ("1" * 400, "数字过大"),
])  # fmt: skip
def test_numbers_that_cannot_be_are_row_errors(
    cell: str, said: str, company: Applicant, operator: Any, client_of: Any
) -> None:
    sheet = f"统一社会信用代码,年度,从业人数\n{company.uscc},2026,{cell}\n"
    answer = imported(client_of(operator), "enterprises.yearlyfacts", sheet)
    assert answer.status_code == 200
    assert said in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["official", "administrator", "provincial_official", "treasurer", "intake"])
def test_others_cannot_import(who: str, changzhi: Any, client_of: Any, request: Any) -> None:
    person = request.getfixturevalue(who)
    upload = SimpleUploadedFile("导入.csv", "名称,类别,举办日期\nx,论坛,2026-03-01\n".encode(), "text/csv")
    answer = client_of(person).post(
        reverse("admin:parks_event_import"), {"import_file": upload, "format": "1", "resource": "0"}
    )
    assert answer.status_code == 403
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_exported_sheet_can_be_imported_again(company: Applicant, operator: Any, client_of: Any) -> None:
    ApplicantFactory(city=company.city, name="=1+1公司")
    client = client_of(operator)
    text = client.post(reverse("admin:enterprises_applicant_export"), {"format": "1", "resource": "0"}).content.decode()
    assert "'=1+1公司" in text
    before = list(Applicant.objects.order_by("pk").values("uscc", "name", "paid_in_capital_fen"))
    imported(client, "enterprises.applicant", text.removeprefix("\ufeff"))
    assert list(Applicant.objects.order_by("pk").values("uscc", "name", "paid_in_capital_fen")) == before


@pytest.mark.django_db
def test_a_sheet_that_is_too_large_is_called_so(changzhi: Any, operator: Any, client_of: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("core.files.checking.MAX_BYTES", 1 << 20)
    monkeypatch.setattr("core.files.uploads.MAX_BYTES", 1 << 20)
    sheet = "名称,类别,举办日期\n" + "春季对接会,对接会,2026-03-01\n" * 40_000
    answer = imported(client_of(operator), "parks.event", sheet)
    assert "超过1MB；请压缩或拆分后上传。" in answer.content.decode()


@pytest.fixture
def two_houses(changzhi: Any) -> list[Space]:
    """Room 101 of house 1 twice, in two parks, and once more in house 2 of the first."""
    parks = [ParkFactory(valley__city=changzhi, name=name) for name in ("甲园", "乙园")]
    houses = [BuildingFactory(park=park, name="1号楼") for park in parks]
    houses.append(BuildingFactory(park=parks[0], name="2号楼"))
    return [SpaceFactory(building=house, number="101") for house in houses]


TENANCY = "产业园,楼栋,房号,统一社会信用代码,起租日\n"


@pytest.mark.django_db
def test_a_tenancy_lands_in_the_house_and_park_that_its_row_names(
    two_houses: list[Space], company: Applicant, operator: Any, client_of: Any
) -> None:
    sheet = TENANCY + "".join(
        f"{park},{house},101,{company.uscc},2026-0{month}-01\n"
        for month, (park, house) in enumerate((("甲园", "1号楼"), ("乙园", "1号楼"), ("甲园", "2号楼")), start=1)
    )
    imported(client_of(operator), "parks.tenancy", sheet)
    assert [row.space for row in Tenancy.objects.order_by("starts_on")] == two_houses


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "asked"),
    [(",", "产业园、楼栋"), ("甲园,", "楼栋"), (",1号楼", "产业园")],
    ids=["neither", "park", "house"],
)
def test_a_room_that_more_than_one_house_has_is_refused(
    place: str, asked: str, two_houses: list[Space], company: Applicant, operator: Any, client_of: Any
) -> None:
    sheet = f"{TENANCY}{place},101,{company.uscc},2026-01-01\n"
    text = imported(client_of(operator), "parks.tenancy", sheet).content.decode()
    assert f"本市不止一条“101”，无法确定是哪一条。请在表中填写：{asked}。" in text
    assert not Tenancy.objects.exists()


@pytest.mark.django_db
def test_a_space_lands_in_the_park_that_its_row_names(two_houses: list[Space], operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    text = imported(client, "parks.space", "楼栋,房号,用途,面积（㎡）\n1号楼,102,办公用房,80\n").content.decode()
    assert "本市不止一条“1号楼”，无法确定是哪一条。请在表中填写：产业园。" in text
    imported(client, "parks.space", "产业园,楼栋,房号,用途,面积（㎡）\n乙园,1号楼,102,办公用房,80\n")
    assert Space.objects.get(number="102").building == two_houses[1].building


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["parks.space", "parks.tenancy"])
def test_an_exported_sheet_of_rooms_finds_the_same_rooms_again(
    model: str, two_houses: list[Space], company: Applicant, operator: Any, client_of: Any
) -> None:
    for space in two_houses:
        TenancyFactory(space=space, applicant=company)
    client = client_of(operator)
    address = reverse(f"admin:{model.replace('.', '_')}_export")
    text = client.post(address, {"format": "1", "resource": "0"}).content.decode().removeprefix("\ufeff")
    answer = imported(client, model, text)
    assert answer.status_code == 302
    assert (Space.objects.count(), Tenancy.objects.count()) == (3, 3)
    assert not AuditEntry.objects.filter(action="import_records").exists()
