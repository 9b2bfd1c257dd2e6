"""A sheet from being handed in to being taken back: preview, good rows only, faults to take along, undo."""

import io
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.importing.templating import example_row
from accounts.models import SheetRow
from core import audit
from core.audit import verify_chain
from core.models import AuditEntry, Job, JobState
from core.sheets.formats import write_csv, write_xlsx
from core.values.identifiers import clean_uscc, make_uscc
from enterprises.models import Achievement, Applicant, Recognition, YearlyFacts
from parks.models import CooperationEntity, Event, Premises, Space, Tenancy
from tests import road
from tests.admin.test_sheets_in_and_out import acted, handed_in
from tests.factories import ApplicantFactory, EventFactory, RentReceiptFactory, SpaceFactory, TenancyFactory
from tests.road import work_off

pytestmark = pytest.mark.django_db

EVENTS = "名称,类别,举办日期\n"
MIXED = f"{EVENTS}新会,对接会,2026-03-01\n旧会,论坛,2026-03-02\n同会,对接会,2026-03-03\n坏会,舞会,2026-03-04\n"


@pytest.fixture
def stored(changzhi: Any) -> None:
    EventFactory(city=changzhi, name="旧会", kind="matchmaking", held_on="2026-03-02")
    EventFactory(city=changzhi, name="同会", kind="matchmaking", held_on="2026-03-03")


def page_of(client: Any, job: Job, **asked: str) -> str:
    text: str = client.get(reverse("admin:core_job_change", args=[job.pk]), asked).content.decode()
    return text


def sheet_of(answer: Any) -> list[list[Any]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.usefixtures("stored")
def test_a_preview_counts_its_rows_and_shows_old_and_new_beside_each_other(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    page = handed_in(client, "parks.event", MIXED)
    job = page.context["job"]
    assert {tab.label: tab.count for tab in page.context["tabs"]} == {
        "全部": 4, "新增": 1, "更改": 1, "未变": 1, "有误": 1,
    }  # fmt: skip
    assert "2 行可以导入，1 行有误" in page.content.decode()
    assert "坏会" in page.content.decode() and "新会" not in page.content.decode(), "the wrong rows come first"
    changed = page_of(client, job, only="changed")
    assert "<del>" in changed and "对接会</del>" in changed and "论坛</ins>" in changed
    assert "新会" in page_of(client, job, only="all") and "新会" in page_of(client, job, only="new")
    assert "不在可选项中" in page_of(client, job, only="wrong") and ">5<" in page_of(client, job, only="wrong")
    assert not AuditEntry.objects.filter(action="import_records").exists() and Event.objects.count() == 2


def test_the_page_says_how_many_rows_a_sheet_of_its_records_may_have(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    for model, most in (("parks_tenancy", "20,000"), ("enterprises_applicant", "20,000"), ("parks_space", "100,000")):
        page = client.get(reverse(f"admin:{model}_import")).content.decode()
        assert f"一次最多 {most} 行" in page, model


@pytest.mark.usefixtures("stored")
def test_good_rows_go_in_and_wrong_ones_are_taken_along_and_put_right(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    job = handed_in(client, "parks.event", MIXED).context["job"]
    acted(client, job, "write")
    assert job.state == JobState.FAILED and not Event.objects.filter(name="新会").exists(), "all or nothing"
    Job.objects.filter(pk=job.pk).update(step="undo")
    acted(client, job, "again")
    assert (job.step, job.state) == ("undo", JobState.FAILED), "what stood before is kept for whoever takes back"
    Job.objects.filter(pk=job.pk).update(step="write")
    acted(client, job, "again")
    acted(client, job, "good")
    assert job.state == JobState.DONE
    assert set(Event.objects.values_list("name", "kind")) == {
        ("新会", "matchmaking"), ("旧会", "forum"), ("同会", "matchmaking"),
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="import_records").count() == 2
    faults = sheet_of(client.get(reverse("admin:core_job_faults", args=[job.pk])))
    assert faults[0] == ["名称", "类别", "举办日期", "表中行号", "错误说明"]
    assert faults[1][:2] == ["坏会", "舞会"] and str(faults[1][3]) == "5" and "不在可选项中" in faults[1][4]
    mended = ",".join(map(str, faults[0])) + "\n坏会,论坛,2026-03-04,5,\n"
    acted(client, handed_in(client, "parks.event", mended).context["job"], "write")
    assert Event.objects.filter(name="坏会", kind="forum").exists()


@pytest.mark.usefixtures("stored")
def test_an_import_is_taken_back_but_for_what_somebody_has_touched(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    job = handed_in(client, "parks.event", MIXED.replace("舞会", "论坛")).context["job"]
    acted(client, job, "write")
    touched = Event.objects.get(name="坏会")
    form = {"name": "坏会", "kind": "matchmaking", "held_on": "2026-03-04", "city": touched.city_id}
    assert client.post(reverse("admin:parks_event_change", args=[touched.pk]), form).status_code == 302
    acted(client, job, "undo")
    assert job.state == JobState.DONE, job.said
    assert set(Event.objects.values_list("name", "kind")) == {
        ("旧会", "matchmaking"), ("同会", "matchmaking"), ("坏会", "matchmaking"),
    }  # fmt: skip
    text = page_of(client, job)
    assert "已撤销 2 行，1 行保持现状" in text and "导入之后又有人办理过" in text
    assert AuditEntry.objects.filter(action="undo_import").count() == 2
    assert list(verify_chain("changzhi")) == []
    acted(client, job, "undo")
    assert "已撤销 2 行" in page_of(client, job), "once"


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_later_sheet_that_was_itself_taken_back_is_no_touch_and_a_hand_between_is(
    operator: Any, client_of: Any, by_hand: bool
) -> None:
    client = client_of(operator)
    first = handed_in(client, "parks.event", EVENTS + "新会,对接会,2026-03-01\n").context["job"]
    acted(client, first, "write")
    made = Event.objects.get(name="新会")
    for kind in ("forum", "matchmaking") if by_hand else ():
        form = {"name": "新会", "kind": kind, "held_on": "2026-03-01", "city": made.city_id}
        assert client.post(reverse("admin:parks_event_change", args=[made.pk]), form).status_code == 302
    later = handed_in(client, "parks.event", EVENTS + "新会,论坛,2026-03-01\n").context["job"]
    acted(client, later, "write")
    assert Event.objects.get(name="新会").kind == "forum"
    acted(client, later, "undo")
    acted(client, first, "undo")
    assert Event.objects.filter(name="新会").exists() == by_hand, first.result["undo"]


@pytest.mark.usefixtures("stored")
def test_what_stayed_because_a_later_sheet_stood_is_taken_back_once_that_is_gone(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    rows = "新会,对接会,2026-03-01\n另会,对接会,2026-03-02\n旧会,论坛,2026-03-02\n"
    first = handed_in(client, "parks.event", EVENTS + rows).context["job"]
    acted(client, first, "write")
    later = handed_in(client, "parks.event", EVENTS + "新会,论坛,2026-03-01\n").context["job"]
    acted(client, later, "write")
    acted(client, first, "undo")
    assert (first.result["undo"]["back"], first.result["undo"]["kept"]) == (2, 1)
    assert "再次撤销其余的行" in page_of(client, first)
    acted(client, later, "undo")
    acted(client, first, "undo")
    assert (first.result["undo"]["back"], first.result["undo"]["kept"]) == (3, 0), first.result["undo"]
    assert set(Event.objects.values_list("name", "kind")) == {("旧会", "matchmaking"), ("同会", "matchmaking")}
    assert "再次撤销" not in page_of(client, first)
    assert AuditEntry.objects.filter(action="undo_import").count() == 4


def test_what_a_later_sheet_wrote_and_its_undo_kept_is_not_taken_back_with_an_earlier_one(
    operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    sheets = ("名称,合作高校\n新体,甲大学\n", "名称,依据\n新体,文件一\n", "名称,依据\n新体,文件二\n")
    jobs = []
    for sheet in sheets:
        jobs.append(handed_in(client, "parks.cooperationentity", sheet).context["job"])
        acted(client, jobs[-1], "write")
    for job in (jobs[1], jobs[2], jobs[0]):
        acted(client, job, "undo")
    assert [(job.result["undo"]["back"], job.result["undo"]["kept"]) for job in jobs] == [(0, 1), (0, 1), (1, 0)]
    assert CooperationEntity.objects.get().source == "文件一"


def test_records_of_a_register_are_taken_back_while_nobody_has_certified_them(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    YearlyFacts.objects.create(applicant=company, year=2024, employees=10)
    head = "统一社会信用代码,年度,从业人数\n"
    job = handed_in(
        client, "enterprises.yearlyfacts", f"{head}{company.uscc},2024,20\n{company.uscc},2025,30\n"
    ).context["job"]
    acted(client, job, "write")
    assert dict(YearlyFacts.objects.values_list("year", "employees")) == {2024: 20, 2025: 30}
    YearlyFacts.objects.filter(year=2025).update(certified=True)
    acted(client, job, "undo")
    assert dict(YearlyFacts.objects.values_list("year", "employees")) == {2024: 10, 2025: 30}
    assert job.result["undo"]["why"] == [[3, str(YearlyFacts.objects.get(year=2025)), "已有人核验这条记录，保持现状。"]]


def test_a_company_that_something_hangs_on_by_now_stays(changzhi: Any, operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    code = ApplicantFactory.build(city=changzhi).uscc
    sheet = f"统一社会信用代码,名称,主体类型\n{code},长治市新来科技有限公司,企业\n"
    job = handed_in(client, "enterprises.applicant", sheet).context["job"]
    acted(client, job, "write")
    TenancyFactory(applicant=Applicant.objects.get())
    acted(client, job, "undo")
    assert Applicant.objects.get().name == "长治市新来科技有限公司"
    assert job.result["undo"]["kept"] == 1


def test_a_sheet_of_rooms_and_one_of_their_tenancies_are_taken_back_one_after_the_other(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client, park = client_of(operator), SpaceFactory(building__park__valley__city=company.city).building
    place = f"{park.park.name},{park.name}"
    rooms = f"产业园,楼栋,房号,用途,面积（㎡）\n{place},301,标准厂房,100\n{place},302,标准厂房,100\n"
    first = handed_in(client, "parks.space", rooms).context["job"]
    acted(client, first, "write")
    lines = "".join(f"{place},{number},{company.uscc},2026-01-01\n" for number in (301, 302))
    job = handed_in(client, "parks.tenancy", f"产业园,楼栋,房号,统一社会信用代码,起租日\n{lines}").context["job"]
    shown = page_of(client, job, only="all")
    assert shown.count(f"<td>{park.park.name}</td><td>{park.name}</td>") == 2
    acted(client, job, "write")
    assert Premises.objects.count() == Tenancy.objects.count() == 2
    acted(client, job, "undo")
    assert job.result["undo"]["back"] == 2 and not Premises.objects.exists() and not Tenancy.objects.exists()
    acted(client, first, "undo")
    assert first.result["undo"]["back"] == 2 and list(Space.objects.all()) == [park.spaces.get()]
    assert not any(audit.verify_all().values())


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("certified", "已有人核验租约的经营场所，保持现状。"),
        ("receipt", "已有别的记录挂在租约的经营场所下面，保持现状。"),
        ("claim", "以这份租约为依据，保持现状。"),
    ],
)
def test_a_tenancy_on_which_something_rests_by_now_is_not_taken_back(
    company: Applicant, operator: Any, applicant: Any, client_of: Any, ready: None, what: str, said: str
) -> None:
    client, space = client_of(operator), SpaceFactory(building__park__valley__city=company.city, number="909")
    before = Premises.objects.count()
    sheet = f"房号,统一社会信用代码,起租日\n909,{company.uscc},2020-01-01\n"
    job = handed_in(client, "parks.tenancy", sheet).context["job"]
    acted(client, job, "write")
    rooms = Premises.objects.get(space=space)
    if what == "certified":
        Premises.objects.filter(pk=rooms.pk).update(certified=True)
    elif what == "receipt":
        RentReceiptFactory(premises=rooms)
    else:
        road.submitted(company, applicant, scheme="CZ-12", typed=road.RENT["typed"])
    acted(client, job, "undo")
    [[_, _, why]] = job.result["undo"]["why"]
    assert said in why and space.tenancies.count() == 1 and Premises.objects.count() == before + 1


def test_a_tenancy_of_one_who_is_resident_without_it_is_taken_back(
    company: Applicant, operator: Any, applicant: Any, client_of: Any, ready: None
) -> None:
    client, space = client_of(operator), SpaceFactory(building__park__valley__city=company.city, number="909")
    Space.objects.filter(pk=space.pk).update(kind=company.tenancies.get().space.kind)
    road.submitted(company, applicant, scheme="CZ-12", typed=road.RENT["typed"])
    sheet = f"房号,统一社会信用代码,起租日\n909,{company.uscc},2026-03-01\n"
    job = handed_in(client, "parks.tenancy", sheet).context["job"]
    acted(client, job, "write")
    acted(client, job, "undo")
    assert job.result["undo"]["back"] == 1 and not space.tenancies.exists(), job.result["undo"]


def test_of_the_rooms_of_the_park_a_sheet_of_premises_says_that_tenancies_keep_them(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    head = "统一社会信用代码,园区房源,房屋地址,房屋用途,租用面积（㎡）,租期起\n"
    rows = f"{company.uscc},示例园 示例1号楼 101,,,,\n{company.uscc},,自建路9号,标准厂房,50,2026-01-01\n"
    job = handed_in(client, "parks.premises", head + rows).context["job"]
    assert job.result["check"]["counts"] == {"wrong": 1, "new": 1, "changed": 0, "same": 0}
    text = page_of(client, job, only="wrong")
    assert (
        "是园区房源，由租约登记，不在这张表里填写或更改；这一行请删去。" in text
        and "自行租用的房屋，请填写" not in text
    )


def test_nobody_sees_or_touches_the_job_of_another(operator: Any, reviewer: Any, client_of: Any, changzhi: Any) -> None:
    job = handed_in(client_of(operator), "parks.event", EVENTS + "新会,对接会,2026-03-01\n").context["job"]
    other = client_of(reviewer)
    for name in ("change", "progress", "faults", "answer"):
        assert other.get(reverse(f"admin:core_job_{name}", args=[job.pk])).status_code == 404
    assert other.post(reverse("admin:core_job_act", args=[job.pk]), {"act": "write"}).status_code == 404
    assert job.title not in other.get(reverse("admin:core_job_changelist")).content.decode()


def test_who_lost_the_role_meanwhile_writes_nothing(operator: Any, client_of: Any, changzhi: Any) -> None:
    client = client_of(operator)
    job = handed_in(client, "parks.event", EVENTS + "新会,对接会,2026-03-01\n").context["job"]
    client.post(reverse("admin:core_job_act", args=[job.pk]), {"act": "write"})
    operator.departmentmemberships.update(active=False)
    work_off("core.run_job")
    job.refresh_from_db()
    assert job.state == JobState.FAILED and not Event.objects.exists()


@pytest.mark.parametrize(("model", "wanted"), [
    ("parks.event", ["名称", "类别", "举办日期"]), ("enterprises.recognition", ["统一社会信用代码", "类别"]),
    ("parks.tenancy", ["产业园", "楼栋", "房号"]),
])  # fmt: skip
def test_a_template_has_the_columns_and_says_what_they_want(
    model: str, wanted: list[str], operator: Any, client_of: Any, changzhi: Any
) -> None:
    app, name = model.split(".")
    answer = client_of(operator).get(reverse(f"admin:{app}_{name}_import_template"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["数据", "填写说明"]
    heads = [str(cell) for cell in book.get_sheet_by_index(0).to_python()[0]]
    assert set(wanted) <= set(heads)
    told = [row[0] for row in book.get_sheet_by_index(1).to_python(skip_empty_area=False)]
    assert set(heads) <= set(told)


def example_of(client: Any, model: str) -> dict[str, str]:
    """The example row of a template, by head."""
    book = client.get(reverse(f"admin:{model.replace('.', '_')}_import_template")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    return dict(zip(map(str, rows[0]), map(str, rows[1]), strict=True))


def as_sheet(*rows: dict[str, str]) -> str:
    return "\n".join(",".join(cells) for cells in (rows[0], *(row.values() for row in rows))) + "\n"


def test_a_template_filled_in_as_its_example_says_is_taken(company: Applicant, operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    row = example_of(client, "enterprises.recognition") | {
        "统一社会信用代码": str(company.uscc), "证书编号": "GR1", "第几次认定": "1", "有效期至": "", "级别": "",
    }  # fmt: skip
    acted(client, handed_in(client, "enterprises.recognition", as_sheet(row)).context["job"], "write")
    assert Recognition.objects.get().certificate_no == "GR1"


@pytest.mark.parametrize("model", ["enterprises.yearlyfacts", "enterprises.project", "funds.loan", "parks.premises"])
def test_an_example_lacks_nothing_but_an_applicant_that_there_is(
    model: str, company: Applicant, operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    example = example_of(client, model)
    code = example["统一社会信用代码"]
    assert clean_uscc(code) == code and not Applicant.objects.filter(uscc=code).exists()
    answer = handed_in(client, model, as_sheet(example | {"统一社会信用代码": company.unit_code}))
    assert (answer.context["good"], answer.context["wrong"]) == (1, 0), answer.content.decode()


def test_the_example_of_a_template_that_nobody_touched_is_no_record(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    example = example_of(client, "enterprises.yearlyfacts")
    own = example | {"统一社会信用代码": company.unit_code, "从业人数": "30"}
    page = handed_in(client, "enterprises.yearlyfacts", as_sheet(example, own))
    assert (page.context["good"], page.context["wrong"], page.context["rows"][0].number) == (1, 0, 3)
    acted(client, page.context["job"], "write")
    assert YearlyFacts.objects.get().employees == 30
    alone = handed_in(client, "enterprises.yearlyfacts", as_sheet(example)).context["job"]
    alone.refresh_from_db()
    assert alone.state == JobState.FAILED and "只有模板里的示例行" in alone.said


@pytest.mark.parametrize("without", [(), ("成果登记号",), ("成果登记号", "推广（转化）日期")])
def test_the_example_is_known_by_the_columns_that_are_left_however_they_are_headed_and_wherever_it_stands(
    without: tuple[str, ...], operator: Any, client_of: Any
) -> None:
    """A result has no code by which it would be nobody's: its example would be a record."""
    client = client_of(operator)
    example = {
        head: cell for head, cell in example_of(client, "enterprises.achievement").items() if head not in without
    }
    own = example | {"成果名称": "真成果"}
    sheet = as_sheet(own, example, own | {"成果名称": "另一成果"}, example).replace("成果单位", " 成果单位（必填）", 1)
    page = handed_in(client, "enterprises.achievement", sheet)
    assert (page.context["good"], page.context["wrong"]) == (2, 0), page.content.decode()
    assert [row.number for row in page.context["rows"]] == [2, 4]
    acted(client, page.context["job"], "write")
    assert set(Achievement.objects.values_list("title", flat=True)) == {"真成果", "另一成果"}


def test_every_example_names_nobody_in_the_columns_that_no_sheet_goes_without() -> None:
    pages = [page for page in admin.site._registry.values() if isinstance(page, ExchangingAdmin)]
    found = [page.resource_classes[0]() for page in pages]
    assert len(found) > 20
    for resource in found:
        example = example_row(resource)
        keys = {resource.fields[name].column_name for name in resource.get_import_id_fields()}
        words = [example.get(head, "") for head in keys]
        assert any("示例" in word or word == make_uscc("140000", 1) for word in words), type(resource)


@pytest.mark.parametrize(("year", "employees", "said"), [
    ("1890", "-3", {"年度": "年度须在1900年至2100年之间。", "从业人数": "不能小于0。"}),
    ("2101", "1.5", {"年度": "年度须在1900年至2100年之间。", "从业人数": "应为整数。"}),
    ("2025", "9000000000000", {"从业人数": "数字过大，请核对。"}),
    ("2025", "三十", {"从业人数": "应为整数，“三十”读不成数字。"}),
    ("1900", "0", {}), ("2100年", "30", {}),
])  # fmt: skip
def test_every_number_of_a_row_that_cannot_be_is_told_for_what_it_is(
    year: str, employees: str, said: dict[str, str], company: Applicant, operator: Any, client_of: Any
) -> None:
    sheet = f"统一社会信用代码,年度,从业人数\n{company.unit_code},{year},{employees}\n"
    page = handed_in(client_of(operator), "enterprises.yearlyfacts", sheet)
    cells = dict(zip(page.context["heads"], page.context["rows"][0].cells, strict=True))
    assert {head: cell.why for head, cell in cells.items() if cell.why} == said


def test_of_what_kind_a_sheet_is_is_not_asked(company: Applicant, operator: Any, client_of: Any) -> None:
    client, address = client_of(operator), reverse("admin:enterprises_yearlyfacts_import")
    assert 'name="format"' not in client.get(address).content.decode()
    assert client.post(address, {"resource": "0"}).context["form"].errors == {"import_file": ["请填写这一项。"]}
    heads, row = ["统一社会信用代码", "年度", "从业人数"], [company.unit_code, "2025", "30"]
    for content in (write_xlsx(heads, [row]), write_csv(heads, [row]).encode()):
        answer = client.post(address, {"import_file": SimpleUploadedFile("年度", content)})
        work_off("core.run_job")
        assert client.get(answer.url).context["good"] == 1


def test_a_number_longer_than_any_column_is_a_fault_of_its_row_alone(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    space = SpaceFactory(building__park__valley__city=company.city, number="101")
    rows = (f"102,办公用房,{'9' * 40}", f"103,办公用房,{'9' * 40}.25", "104,办公用房,20")
    sheet = "楼栋,房号,用途,面积（㎡）\n" + "".join(f"{space.building.name},{row}\n" for row in rows)
    page = handed_in(client_of(operator), "parks.space", sheet)
    assert not page.context["job"].said
    told = {(row.number, row.state): row.faults for row in SheetRow.objects.filter(job=page.context["job"])}
    assert told == {
        (2, "wrong"): [["面积（㎡）", "数字过大，请核对。"]],
        (3, "wrong"): [["面积（㎡）", "数字过大，请核对。"]],
        (4, "new"): [],
    }


def test_a_sheet_that_was_only_looked_through_is_not_called_done(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    listed = reverse("admin:core_job_changelist")

    def word() -> str:
        return (
            client.get(listed)
            .content.decode()
            .split('<span class="badge')[1]
            .split("</span>")[0]
            .split(">")[-1]
            .strip()
        )

    handed_in(client, "parks.event", f"{EVENTS}坏会,舞会,2026-03-04\n")
    assert word() == "没有写入"
    job = handed_in(client, "parks.event", f"{EVENTS}新会,论坛,2026-03-04\n").context["job"]
    assert word() == "等待确认"
    acted(client, job, "write")
    assert word() == "已完成"


def test_what_bears_the_name_of_another_kind_is_no_sheet(operator: Any, client_of: Any) -> None:
    upload = SimpleUploadedFile("名单.PDF", f"{EVENTS}新会,论坛,2026-03-04\n".encode())
    answer = client_of(operator).post(reverse("admin:parks_event_import"), {"import_file": upload, "format": "0"})
    assert answer.status_code == 400 and "以“.PDF”结尾，不是表格" in answer.content.decode()
    assert not Job.objects.exists()


def test_the_page_names_every_column_of_the_template(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    page = client.get(reverse("admin:parks_space_import")).content.decode()
    heads = sheet_of(client.get(reverse("admin:parks_space_import_template")))[0]
    assert "产业园" in heads and f"<p>{'、'.join(map(str, heads))}</p>" in page
