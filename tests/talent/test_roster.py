"""The roster: people typed one by one or from a sheet, shown before they count, each row with its faults."""

import io
import re
from datetime import date
from typing import Any

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import City
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


def uploaded(client: Client, text: str, name: str = "名册.csv") -> Any:
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
    for sentence in ("不在可选项中", "日期格式应为", "不要填写身份证号", "登记的是示例甲", "5人有错"):
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


def test_one_person_is_typed_and_again_is_refused(own: Client) -> None:
    assert own.post(ROSTER, TYPED).status_code == 302
    answer = own.post(ROSTER, TYPED)
    assert answer.status_code == 422
    assert "已经登记过" in said(answer)
    assert own.post(ROSTER, TYPED | {"hired_on": "2026-03-01"}).status_code == 302
    assert (Person.objects.count(), Engagement.objects.count()) == (1, 2)


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


def test_changed_rows_are_not_taken(own: Client) -> None:
    answer = own.post(ROSTER, {"action": "take", "rows": "forged", "told": "on"})
    assert answer.status_code == 422
    assert "预览已过期" in said(answer)


def test_people_of_another_employer_are_not_shown(own: Client, jincheng: City, client_of) -> None:
    own.post(ROSTER, TYPED)
    other = client_of(applicant_of(ApplicantFactory(city=jincheng)))
    assert "示例甲" not in said(other.get(ROSTER))


def test_every_column_has_a_head() -> None:
    assert len(set(HEADS.values())) == len(HEADS)
