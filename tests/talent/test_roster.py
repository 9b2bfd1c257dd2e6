"""The roster: people typed one by one or from a sheet, shown before they count, each row with its faults."""

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import City
from core import audit
from core.values.identity_numbers import make_identity_number
from enterprises.models import Applicant, Consent
from talent.models import Engagement, Person
from talent.roster.reading import HEADS
from tests.factories import ApplicantFactory, applicant_of

ROSTER = "/talent/roster/"
HEAD = "姓名,人才编号,引进方式,到岗日期,劳动合同年限（年）,已缴纳社会保险月数,学历层次,新引进,经认定为高层次人才\n"
TYPED = {"name": "示例甲", "person_no": "RC-1", "mode": "full_time", "hired_on": "2025-03-01", "degree": "doctor",
         "qualification": "doctor", "high_level_talent": "否", "newly_hired": "是", "solves_key_problem": "否",
         "told": "on", "action": "add"}  # fmt: skip


@pytest.fixture
def company(jincheng: City) -> Applicant:
    return ApplicantFactory(city=jincheng)


@pytest.fixture
def own(company: Applicant, client_of) -> Client:
    return client_of(applicant_of(company))


def graduates(count: int) -> str:
    lines = (f"示例毕业生{n},SB-{n:04d},全职,2025-07-01,3,8,大学毕业生,是,否\n" for n in range(1, count + 1))
    return HEAD + "".join(lines)


def answered(text: str) -> str:
    """The sheet with the two columns that these tests do not turn on: 学历职称 and whether a problem is solved."""
    head, *lines = text.splitlines()
    return "\n".join([f"{head},学历职称,{HEADS['solves_key_problem']}", *(f"{line},其他,否" for line in lines)])


def uploaded(client: Client, text: str, name: str = "名册.csv") -> Any:
    text = answered(text) if text.startswith(HEAD) else text
    return client.post(ROSTER, {"action": "read", "sheet": SimpleUploadedFile(name, text.encode())})


def said(answer: Any) -> str:
    return answer.content.decode()


def taken(client: Client, shown: Any, **more: str) -> Any:
    found = re.search(r'name="rows" value="([^"]+)"', said(shown))
    assert found
    return client.post(ROSTER, {"action": "take", "rows": found[1]} | more)


def test_twenty_graduates_come_from_one_sheet(own: Client, company: Applicant) -> None:
    shown = uploaded(own, graduates(20))
    assert shown.status_code == 200
    assert not Person.objects.exists()
    assert taken(own, shown, told="on").status_code == 302
    rows = Engagement.objects.filter(applicant=company)
    assert (rows.count(), rows.filter(degree="bachelor", newly_hired=True, certified=False).count()) == (20, 20)
    assert Consent.objects.get().subject == "staff"
    assert "示例毕业生20" in said(own.get(ROSTER))


def test_a_sheet_of_people_keeps_nobody_waiting_until_its_last_row(own: Client, company: Applicant) -> None:
    with CaptureQueriesContext(connection) as queries:
        shown = uploaded(own, graduates(3))
    assert not trails_held(queries), "what is only looked through tells nothing"
    with CaptureQueriesContext(connection) as queries:
        assert taken(own, shown, told="on").status_code == 302
    written = [place for place, row in enumerate(queries) if 'INSERT INTO "talent_engagement"' in row["sql"]]
    assert len(written) == 3 and min(trails_held(queries)) > max(written)
    assert not any(audit.verify_all().values())


def trails_held(queries: CaptureQueriesContext) -> list[int]:
    return [place for place, row in enumerate(queries) if "audit:jincheng" in row["sql"]]


def test_without_the_declaration_that_they_were_told_nobody_is_entered(own: Client) -> None:
    answer = taken(own, uploaded(own, graduates(2)))
    assert answer.status_code == 422
    assert "告知名册所列人员" in said(answer)
    assert not Person.objects.exists()


def test_each_row_says_what_is_wrong_and_nobody_is_entered(own: Client) -> None:
    number = make_identity_number("140402", date(1990, 1, 1))
    lines = ["示例甲,RC-1,全职,2025-03-01,5,8,博士研究生,是,是", "示例乙,RC-2,半职,2025-3-1,5,8,,,",
             "示例丙,RC-3,全职,昨天,五,8,博士研究生,,", f"示例丁,{number},全职,2025-03-01,5,8,博士研究生,,",
             ",RC-5,全职,2025-03-01,5,8,博士研究生,,", "示例己,RC-1,全职,2025-03-01,5,8,博士研究生,,"]  # fmt: skip
    answer = uploaded(own, HEAD + "\n".join(lines) + "\n")
    assert answer.status_code == 422
    page = said(answer)
    for sentence in (
        "不在可选项中",
        "日期格式应为",
        "不要填写身份证号",
        "人才编号与第2行的相同，那一行的姓名是“示例甲”",
        "5人有错",
    ):
        assert sentence in page
    assert 'name="rows"' not in page
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("名册.txt", "x", "请上传 .xlsx 或 .csv 表格"),
        ("名册.csv", "姓名,电话\n甲,1\n", "B列的列名“电话”不认识"),
        ("名册.csv", "姓名\n甲\n", "表中缺少列：人才编号"),
        ("名册.xlsx", "x", ""),
        ("名册.csv", "", ""),
        ("名册.csv", graduates(201), "一次最多登记200人"),
    ],
)
def test_what_is_no_sheet_of_ours_is_refused(own: Client, name: str, text: str, sentence: str) -> None:
    answer = uploaded(own, text, name)
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_the_empty_sheet_has_the_heads(own: Client) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(own.get(f"{ROSTER}sheet/").content))
    assert book.get_sheet_by_index(0).to_python()[0] == list(HEADS.values())


def test_the_empty_sheet_offers_choices_and_explains_its_columns(own: Client) -> None:
    answer = own.get(f"{ROSTER}sheet/")
    assert unquote(answer["Content-Disposition"]).endswith("人才名册空表.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    _, example = book.get_sheet_by_index(0).to_python()
    assert all(example) and {"全职", "博士研究生", "是", "2026-03-02"} <= set(example)
    told = {row[0]: row[1:4] for row in book.get_sheet_by_index(1).to_python(skip_empty_area=False)}
    assert [told[HEADS[name]][0] for name in ("name", "degree", "newly_hired")] == ["必填", "全职必填", "必填"]
    assert told[HEADS["contract_years"]][0] == "选填"
    assert "社保个人编号" in told["人才编号"][1] and "博士研究生、硕士研究生、大学毕业生" in told["学历层次"][1]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    for words in ("全职,柔性", "博士研究生,硕士研究生,大学毕业生", "是,否"):
        assert f'<formula1>"{words}"</formula1>' in sheet


def test_the_example_of_the_empty_sheet_registers_nobody(own: Client) -> None:
    sheet = SimpleUploadedFile("名册.xlsx", own.get(f"{ROSTER}sheet/").content)
    answer = own.post(ROSTER, {"action": "read", "sheet": sheet})
    assert answer.status_code == 422 and "表中只有示例行，没有可以登记的人员。" in said(answer)


def test_who_writes_over_the_example_lacks_nothing_and_the_example_left_beside_is_no_person(own: Client) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(own.get(f"{ROSTER}sheet/").content))
    heads, example = ([str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python())
    place = heads.index(HEADS["contract_years"])  # may be left out
    for row in (heads, example):
        del row[place]
    written = ["示例甲" if head == HEADS["name"] else "RC-1" if head == HEADS["person_no"] else cell
               for head, cell in zip(heads, example, strict=True)]  # fmt: skip
    text = "\n".join(",".join(row) for row in (heads, written, example)) + "\n"
    assert taken(own, uploaded(own, text), told="on").status_code == 302
    assert list(Person.objects.values_list("name", flat=True)) == ["示例甲"]


def test_a_row_that_stands_in_the_sheet_twice_names_the_first(own: Client) -> None:
    lines = ["示例甲,RC-1,全职,2025-03-01,5,8,博士研究生,是,是", "示例乙,RC-2,柔性,2025-03-01,5,8,,是,是",
             "示例甲,rc-1,柔性,2025/3/1,5,8,,,", "示例甲,RC-1,全职,2026-03-01,5,8,博士研究生,是,是"]  # fmt: skip
    page = said(uploaded(own, HEAD + "\n".join(lines) + "\n"))
    assert "与第2行是同一人才、同一到岗日期，一份表中只能出现一次。" in page and "1人有错" in page
    assert "已经登记过" not in page
    taken(own, uploaded(own, HEAD + "\n".join(lines[:2]) + "\n"), told="on")
    page = said(uploaded(own, HEAD + lines[0] + "\n"))
    assert "已经登记过" in page and "一份表中" not in page


def test_all_that_is_wrong_with_a_row_is_told_at_once(own: Client) -> None:
    number = make_identity_number("140402", date(1990, 1, 1))
    row = f",{number},半职,昨天,五,8,本科,也许,是\n示例乙,RC-2,全职,2025-03-01,-1,8,,,\n"
    page = said(uploaded(own, HEAD + row))
    for sentence in (
        "请填写姓名。", "人才编号：请不要填写身份证号码", "引进方式：“半职”不在可选项中", "到岗日期：日期格式应为",
        "劳动合同年限（年）：", "学历层次：“本科”不在可选项中", "新引进：“也许”不在可选项中",
        "全职引进的，请选择学历层次。",
    ):  # fmt: skip
        assert sentence in page, sentence


@pytest.mark.parametrize("place", range(9))
def test_no_identity_number_is_shown_whatever_column_it_stands_in(own: Client, place: int) -> None:
    number = make_identity_number("140402", date(1990, 1, 1))
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10 if number[-1] != 'X' else 0}"
    for typed in (number, f"{number[:6]} {number[6:14]}-{number[14:]}", *([wrong] if place == 1 else [])):
        cells = ["示例甲", "RC-1", "全职", "2025-03-01", "5", "8", "博士研究生", "是", "是"]
        cells[place] = typed
        page = said(uploaded(own, HEAD + ",".join(cells) + "\n"))
        assert "请不要填写身份证号码。" in page and typed not in page and number[6:14] not in page


def test_an_identity_number_that_a_spreadsheet_rounded_is_not_shown_either(own: Client) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "人才编号", "引进方式", "到岗日期"])
        sheet.write_row(1, 0, ["示例甲", 140402199001010000, "柔性", "2025-03-01"])
    page = said(own.post(ROSTER, {"action": "read", "sheet": SimpleUploadedFile("名册.xlsx", book.getvalue())}))
    assert "请不要填写身份证号码。" in page and "19900101" not in page


def test_nobody_has_come_to_work_on_a_day_that_is_to_come(own: Client) -> None:
    coming = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = said(uploaded(own, HEAD + f"示例甲,RC-1,全职,{coming},5,8,博士研究生,是,是\n"))
    assert "到岗日期：日期不能晚于今天，请核对。" in page
    answer = own.post(ROSTER, TYPED | {"hired_on": coming})
    assert answer.status_code == 422 and "日期不能晚于今天" in said(answer)
    today = timezone.localdate().isoformat()
    assert own.post(ROSTER, TYPED | {"hired_on": today}).status_code == 302


def test_days_are_shown_alike_however_they_are_written(own: Client) -> None:
    lines = [f"示例甲,RC-{n},柔性,{day},5,8,,,\n" for n, day in enumerate(("2026/1/4", "2026.01.04", "2026年1月4日"))]
    page = said(uploaded(own, HEAD + "".join(lines)))
    assert page.count('<td class="brief">2026-01-04</td>') == 3


def test_one_person_is_typed_and_again_is_refused(own: Client) -> None:
    assert own.post(ROSTER, TYPED).status_code == 302
    answer = own.post(ROSTER, TYPED)
    assert answer.status_code == 422
    assert "已经登记过" in said(answer)
    assert own.post(ROSTER, TYPED | {"hired_on": "2026-03-01"}).status_code == 302
    assert (Person.objects.count(), Engagement.objects.count()) == (1, 2)


def test_what_is_wrong_with_one_person_is_told_at_once_with_the_missing_declaration(own: Client) -> None:
    wrong = {"insurance_months": "八个", "hired_on": "2099-03-01"}
    answer = own.post(ROSTER, {name: text for name, text in (TYPED | wrong).items() if name != "told"})
    assert answer.status_code == 422 and not Person.objects.exists()
    for told in ("请确认已告知名册所列人员。", "已缴纳社会保险月数", "到岗日期"):
        assert told in said(answer).partition('id="one"')[2]


def test_no_choice_is_made_before_somebody_makes_it(own: Client, company: Applicant) -> None:
    typed = said(own.get(ROSTER)).partition('id="one"')[2]
    assert re.findall(r'value="([^"]*)" selected', typed) == [""] * 6
    choices = ("mode", "qualification", "high_level_talent", "newly_hired", "solves_key_problem")
    answer = own.post(ROSTER, TYPED | dict.fromkeys(choices, ""))
    assert answer.status_code == 422
    for label in ("引进方式", "学历职称", "经认定为高层次人才", "新引进", "确能破解难题、攻克技术或推动成果转化"):
        assert f"请选择{label}。" in said(answer)
    assert not Person.objects.exists()
    assert own.post(ROSTER, TYPED).status_code == 302
    row = Engagement.objects.get(applicant=company)
    assert (row.newly_hired, row.person.high_level_talent, row.person.qualification) == (True, False, "doctor")


def test_a_sheet_wants_the_same_answers_as_the_form(own: Client) -> None:
    bare = "姓名,人才编号,引进方式,到岗日期,学历层次\n示例甲,RC-1,全职,2025-03-01,博士研究生\n"
    answer = uploaded(own, bare)
    assert answer.status_code == 422
    for label in ("学历职称", "经认定为高层次人才", "新引进", "确能破解难题、攻克技术或推动成果转化"):
        assert f"请填写{label}。" in said(answer)
    assert "请填写劳动合同年限" not in said(answer)


@pytest.mark.parametrize(
    "name", ["hired_on", "qualification", "newly_hired", "high_level_talent", "solves_key_problem"]
)
def test_what_must_be_said_of_each_person_is_not_emptied(own: Client, name: str) -> None:
    answer = own.post(ROSTER, TYPED | {name: "清空"})
    assert answer.status_code == 422 and not Person.objects.exists()
    cells = {"hired_on": "2025-03-01", "qualification": "其他", "newly_hired": "是", "high_level_talent": "否"}
    cells |= {"solves_key_problem": "否", name: "清空"}
    heads = ["姓名", "人才编号", "引进方式", *(HEADS[each] for each in cells)]
    shown = uploaded(own, ",".join(heads) + "\n" + ",".join(["示例甲", "RC-1", "柔性", *cells.values()]) + "\n")
    assert shown.status_code == 422 and f"请填写{HEADS[name]}。" in said(shown)


def test_rows_with_faults_stand_first_under_their_own_numbers(own: Client) -> None:
    lines = graduates(4).splitlines()
    lines[3] = lines[3].replace("2025-07-01", "昨天")
    page = said(uploaded(own, "\n".join(lines)))
    assert re.findall(r'<th scope="row"[^>]*>(\d+)</th>', page) == ["4", "2", "3", "5"]
    assert "排在前面" in page


def test_changed_rows_are_not_taken(own: Client) -> None:
    answer = own.post(ROSTER, {"action": "take", "rows": "forged", "told": "on"})
    assert answer.status_code == 422
    assert "预览已过期" in said(answer)


def test_the_rows_that_one_employer_looked_through_are_not_taken_from_another(
    own: Client, company: Applicant, jincheng: City, client_of
) -> None:
    shown = uploaded(own, graduates(2))
    answer = taken(client_of(applicant_of(ApplicantFactory(city=jincheng))), shown, told="on")
    assert answer.status_code == 422 and "预览已过期" in said(answer)
    assert not Engagement.objects.exists()
    assert taken(client_of(applicant_of(company)), shown, told="on").status_code == 302
    assert set(Engagement.objects.values_list("applicant", flat=True)) == {company.pk}


@pytest.mark.parametrize(("head", "typed"), [("contract_years", "3²"), ("insurance_months", "8①")])
def test_a_footnote_is_no_year_and_no_month_of_somebody(own: Client, head: str, typed: str) -> None:
    answer = own.post(ROSTER, TYPED | {head: typed})
    assert answer.status_code == 422 and f"“{typed}”读不成数字" in said(answer)
    now = {"contract_years": ",3²,8,", "insurance_months": ",3,8①,"}[head]
    page = said(uploaded(own, graduates(2).replace(",3,8,", now)))
    assert page.count(f"“{typed}”读不成数字") == 2 and 'name="rows"' not in page
    assert not Engagement.objects.exists()


def test_people_of_another_employer_are_not_shown(own: Client, jincheng: City, client_of) -> None:
    own.post(ROSTER, TYPED)
    other = client_of(applicant_of(ApplicantFactory(city=jincheng)))
    assert "示例甲" not in said(other.get(ROSTER))


def test_every_column_has_a_head() -> None:
    assert len(set(HEADS.values())) == len(HEADS)


@pytest.mark.parametrize("years", ["9" * 40, "9" * 40 + ".5", "-" + "9" * 40, "1" + "0" * 30 + "亿"])
def test_a_number_longer_than_any_column_is_a_fault_of_its_row(own: Client, years: str) -> None:
    page = said(uploaded(own, HEAD + f"示例甲,RC-1,全职,2025-03-01,{years},8,博士研究生,是,是\n"))
    assert "劳动合同年限（年）：数字过大，请核对。" in page or "劳动合同年限（年）：不能小于0。" in page
    typed = own.post(ROSTER, TYPED | {"contract_years": years})
    assert typed.status_code == 422 and ("数字过大" in said(typed) or "不能小于0" in said(typed))
