"""No sheet with the number of a person's identity card is kept, wherever in it the number stands."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import SheetRow
from core import jobs
from core.models import Job, JobState
from core.values.identity_numbers import make_identity_number
from enterprises.models import Applicant
from parks.models import Event
from tests.admin.test_sheets_as_jobs import EVENTS, page_of
from tests.admin.test_sheets_in_and_out import acted, handed_in
from tests.road import work_off

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["{n}", "{n} 张三", "'{n}", "１{m}", "{capital}", "{dated}", "{suzhou}", "{encoded}"])
def test_a_sheet_with_an_identity_number_is_gone_at_once_and_no_row_of_it_is_kept(
    typed: str, operator: Any, client_of: Any
) -> None:
    number = make_identity_number("140502", date(1988, 8, 8))
    capital = number.translate(str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"))
    dated = f"{number[:10]}年{number[10:12]}月{number[12:14]}日{number[14:]}"
    suzhou = number.translate(str.maketrans("123456789", "〡〢〣〤〥〦〧〨〩"))
    encoded = f"&#{ord(number[0])};{number[1:]}"
    cell = typed.format(n=number, m=number[1:], capital=capital, dated=dated, suzhou=suzhou, encoded=encoded)
    client = client_of(operator)
    answer = handed_in(client, "parks.event", f"{EVENTS}好会,对接会,2026-03-01\n{cell},对接会,2026-03-02\n")
    job = answer.context["job"]
    job.refresh_from_db()
    page = answer.content.decode()
    assert job.state == JobState.FAILED and "第3行“名称”一栏" in page and "表格已经删除" in page
    assert number not in page and number[6:14] not in page
    assert not jobs.kept(job, jobs.KeptPart.SHEET).exists() and not SheetRow.objects.exists()
    acted(client, job, "again")
    assert "请重新上传" in page_of(client, job) and not Event.objects.exists()


def book_with(first: str, **others: str) -> bytes:
    """A workbook whose first sheet is these lines, with further sheets and a comment in the first."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheets = {"数据": first, **{name: text for name, text in others.items() if name != "comment"}}
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(text.splitlines()):
                sheet.write_row(number, 0, line.split(","))
        if "comment" in others:
            book.get_worksheet_by_name("数据").write_comment("A1", others["comment"])
    return stream.getvalue()


@pytest.mark.parametrize(("where", "told"), [
    ("heads", "列名所在的一行"), ("sheet", "“名单”"), ("comment", "批注或其他部分"),
])  # fmt: skip
def test_a_number_beside_the_cells_that_are_read_is_found_too(
    where: str, told: str, operator: Any, client_of: Any
) -> None:
    """A list that is handed in without heads begins with a person; another sheet of the workbook is kept with it."""
    number = make_identity_number("140502", date(1988, 8, 8))
    rows = f"{EVENTS}好会,对接会,2026-03-01\n"
    content: Any = {
        "heads": f"{number},{rows}", "sheet": book_with(rows, 说明="没有号码", 名单=f"张三,{number}"),
        "comment": book_with(rows, comment=f"张三 {number}"),
    }[where]  # fmt: skip
    client = client_of(operator)
    job = handed_in(client, "parks.event", content).context["job"]
    job.refresh_from_db()
    page = page_of(client, job)
    assert job.state == JobState.FAILED and told in page and "表格已经删除" in page and number not in page
    assert not jobs.kept(job, jobs.KeptPart.SHEET).exists()


@pytest.mark.parametrize("sheet", [
    "名称,类型,举办日期,\n好会,对接会,2026-03-01,{number}\n",
    "名称,名称,类型,举办日期\n{number},好会,对接会,2026-03-01\n",
    "名称,类型,举办日期\n{number}\x00,对接会,2026-03-01\n", '名称,类型,举办日期\n"{number},对接会,2026-03-01\n',
])  # fmt: skip
def test_of_a_sheet_that_cannot_be_read_nothing_is_kept(sheet: str, operator: Any, client_of: Any) -> None:
    """Nobody has looked through it for numbers of persons."""
    number = make_identity_number("140502", date(1988, 8, 8))
    client = client_of(operator)
    job = handed_in(client, "parks.event", sheet.format(number=number)).context["job"]
    job.refresh_from_db()
    assert job.state == JobState.FAILED and not jobs.kept(job, jobs.KeptPart.SHEET).exists()
    assert number not in page_of(client, job)


def test_a_workbook_with_further_sheets_is_taken(operator: Any, client_of: Any) -> None:
    content = book_with(f"{EVENTS}好会,对接会,2026-03-01\n", 说明="第一行是列名", comment="按表填写")
    job = handed_in(client_of(operator), "parks.event", content).context["job"]
    assert job.result["check"]["counts"]["new"] == 1


def test_what_merely_has_the_shape_of_one_is_none_but_where_the_record_is_a_persons(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    number = make_identity_number("140502", date(1988, 8, 8))
    wrong = f"{number[:-1]}{'0' if number[-1] != '0' else '1'}"
    client = client_of(operator)
    job = handed_in(client, "parks.event", f"{EVENTS}{wrong},对接会,2026-03-02\n").context["job"]
    assert jobs.kept(job, jobs.KeptPart.SHEET).exists() and SheetRow.objects.count() == 1
    head = "统一社会信用代码,姓名,人才编号\n"
    job = handed_in(client, "talent.person", f"{head}{company.uscc},张三,{wrong}\n").context["job"]
    assert not jobs.kept(job, jobs.KeptPart.SHEET).exists() and SheetRow.objects.count() == 1


@pytest.mark.parametrize("told", ["", "{number}"], ids=["without a number", "with one"])
def test_a_stop_is_heard_once_the_sheet_was_looked_through(told: str, operator: Any, client_of: Any) -> None:
    """It may be begun again, so the sheet is kept meanwhile: not before it is known that no number stands in it."""
    number = make_identity_number("140502", date(1988, 8, 8))
    sheet = f"{EVENTS}好会{told.format(number=number)},对接会,2026-03-01\n".encode()
    upload = {"import_file": SimpleUploadedFile("导入.csv", sheet), "format": "1", "resource": "0"}
    client_of(operator).post(reverse("admin:parks_event_import"), upload)
    job = Job.objects.get()
    jobs.stop(job)
    work_off("core.run_job")
    job.refresh_from_db()
    assert job.state == (JobState.FAILED if told else JobState.CANCELLED)
    assert jobs.kept(job, jobs.KeptPart.SHEET).exists() == (not told)
