"""A list as a sheet: just what it shows, in the columns chosen, at once or as a job."""

import io
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.adminkit import exchange
from core.jobs.asking import WORK
from core.models import Job, JobState
from parks.models import Event
from tests.factories import EventFactory
from tests.road import work_off

pytestmark = pytest.mark.django_db
EXPORT = "admin:parks_event_export"
HEADS = ["名称", "类别", "举办日期"]


@pytest.fixture
def events(changzhi: Any, jincheng: Any) -> None:
    EventFactory(city=changzhi, name="春会", kind="matchmaking", held_on="2026-03-02")
    EventFactory(city=changzhi, name="夏会", kind="forum", held_on="2026-06-02")
    EventFactory(city=changzhi, name="秋会", kind="forum", held_on="2026-09-02")
    EventFactory(city=jincheng, name="外会", kind="forum", held_on="2026-09-02")


def lines(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def asked(client: Any, query: str = "", *columns: str) -> Any:
    chosen = {"asks_columns": "on", "columns": columns} if columns else {}
    return client.post(f"{reverse(EXPORT)}{query}", {"format": "0", "resource": "0", **chosen})


@pytest.mark.usefixtures("events")
def test_just_what_the_list_shows_is_taken_along(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    page = client.get(reverse(EXPORT)).content.decode()
    assert "导出列表中全部 3 行" in page and all(head in page for head in HEADS)
    assert "按列表上的筛选和搜索，导出 2 行" in client.get(f"{reverse(EXPORT)}?kind__exact=forum").content.decode()
    answer = asked(client, "?kind__exact=forum&o=1")
    head, *rows = lines(answer.content)
    assert head == HEADS and {row[0] for row in rows} == {"夏会", "秋会"}
    assert "%E7%A7%91%E5%88%9B%E6%B4%BB%E5%8A%A8" in answer["Content-Disposition"], "named as the office names it"
    assert {row[0] for row in lines(asked(client, "?q=春").content)[1:]} == {"春会"}


@pytest.mark.usefixtures("events")
def test_the_columns_are_chosen_and_chosen_again_the_next_time(operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    assert lines(asked(client, "?q=春", "held_on", "name").content)[0] == ["名称", "举办日期"]
    form = client.get(reverse(EXPORT)).context["form"]
    assert form["format"].initial == "0"
    assert form["columns"].initial == ["name", "held_on"]
    none = client.post(reverse(EXPORT), {"format": "0", "resource": "0", "asks_columns": "on"})
    assert none.status_code == 400 and "请至少选择一列。" in none.content.decode()
    assert asked(client, "", "city_id").status_code == 400, "no such column"


@pytest.fixture
def job(events: None, operator: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Two rows are asked for where one is laid out at once."""
    monkeypatch.setattr(exchange, "AT_ONCE", 1)
    page = client_of(operator).get(f"{reverse(EXPORT)}?kind__exact=forum").content.decode()
    assert "由后台制作" in page
    answer = asked(client_of(operator), "?kind__exact=forum", "name")
    made = Job.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("admin:core_job_change", args=[made.pk])
    return made


def test_a_long_list_is_made_by_a_worker_and_fetched(
    job: Job, operator: Any, reviewer: Any, client_of: Any, changzhi: Any
) -> None:
    address = reverse("admin:core_job_answer", args=[job.pk])
    assert client_of(operator).get(address).status_code == 404, "not yet"
    work_off(WORK)
    job.refresh_from_db()
    assert (job.state, job.result["write"]["rows"]) == (JobState.DONE, 2), job.said
    page = client_of(operator).get(reverse("admin:core_job_change", args=[job.pk])).content.decode()
    assert "已完成，可以下载" in page and "导出科创活动" in page
    answer = client_of(operator).get(address)
    head, *rows = lines(b"".join(answer.streaming_content))
    assert head == ["名称"] and {row[0] for row in rows} == {"夏会", "秋会"}
    assert client_of(reviewer).get(address).status_code == 404, "another's"


def test_who_lost_the_right_meanwhile_gets_nothing(job: Job, operator: Any) -> None:
    operator.departmentmemberships.update(active=False)
    work_off(WORK)
    job.refresh_from_db()
    assert job.state == JobState.FAILED and "不能导出" in job.said and "write" not in job.result


def test_a_fault_of_ours_in_a_list_is_no_wrong_value_of_a_filter(
    operator: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(request: Any) -> Any:
        raise ValueError("a fault of ours")

    client, address = client_of(operator), reverse("admin:parks_event_changelist")
    monkeypatch.setattr(admin.site._registry[Event], "get_queryset", failing)
    for page in (address, f"{address}export/"):
        with pytest.raises(ValueError, match="a fault of ours"):
            client.get(page)
