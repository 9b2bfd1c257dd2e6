"""Talent claims for many at once: one claim a person, shared papers kept once, each person's result beside its name."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import actor_of
from accounts.models import City, User
from core.models import StoredFile
from enterprises.models import Applicant
from subsidies.cases.facts import recorded
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.portal.filing import is_about_a_person
from talent.models import Engagement
from tests import road
from tests.core.files.uploads_for_tests import PDF
from tests.factories import ApplicantFactory, EngagementFactory, HomeFactory, PersonFactory, applicant_of

PAGE = "/claims/for-many/JC-11A/"


@pytest.fixture
def company(jincheng: City) -> Applicant:
    road.policies_loaded()
    return ApplicantFactory(city=jincheng)


@pytest.fixture
def user(company: Applicant) -> User:
    return applicant_of(company)


@pytest.fixture
def staff(company: Applicant) -> list[Engagement]:
    return [EngagementFactory(person=PersonFactory(applicant=company)) for _ in range(3)]


@pytest.fixture
def own(user: User, client_of) -> Client:
    return client_of(user)


def begun(client: Client, staff: list[Engagement]) -> Any:
    paper = SimpleUploadedFile("营业执照.pdf", PDF, "application/pdf")
    chosen = [str(row.pk) for row in staff]
    return client.post(PAGE, {"action": "start", "person": chosen, "paper_3": paper}, follow=True)


def test_the_schemes_are_those_about_persons() -> None:
    found = [code for code, scheme in library().schemes.items() if is_about_a_person(scheme)]
    assert found == ["JC-11A", "JC-11B", "JC-11C", "JC-13", "JC-14"]


def test_one_draft_a_person_with_what_the_roster_holds(own: Client, staff: list[Engagement]) -> None:
    answer = begun(own, staff[:2])
    assert "已为2人各建一份申报" in answer.content.decode()
    claims = sorted(Claim.objects.all(), key=lambda claim: int(claim.answers["record"].rpartition(":")[2]))
    cases = [claim.case() for claim in claims]
    assert [case.record for case in cases] == staff[:2]
    assert [f"{case.on}" for case in cases] == ["2025-03-01", "2025-03-01"]
    facts = {"high_level_talent": True, "contract_years": "5.00", "insurance_months": 8}
    found = [{name: reading.value for name, reading in recorded(case).items()} for case in cases]
    assert found == [facts, facts]
    begun(own, staff[:2])
    assert Claim.objects.count() == 2


def test_a_shared_paper_is_kept_once_and_goes_with_the_last(own: Client, user: User, staff: list[Engagement]) -> None:
    begun(own, staff)
    file = StoredFile.objects.get()
    claims = list(Claim.objects.order_by("pk"))
    assert {claim.evidence.get().file_id for claim in claims} == {file.pk}
    for claim in claims[:2]:
        claiming.detach(claim=claim, evidence=claim.evidence.get(), by=actor_of(user))
    assert b"".join(own.get(f"/files/{file.pk}/").streaming_content) == PDF
    claiming.detach(claim=claims[2], evidence=claims[2].evidence.get(), by=actor_of(user))
    assert not StoredFile.objects.exists()


def test_with_a_file_that_is_not_taken_nothing_is_begun_or_kept(own: Client, staff: list[Engagement]) -> None:
    good = SimpleUploadedFile("营业执照.pdf", PDF, "application/pdf")
    bad = SimpleUploadedFile("程序.exe", b"MZ", "application/octet-stream")
    chosen = [str(row.pk) for row in staff]
    answer = own.post(PAGE, {"action": "start", "person": chosen, "paper_0": good, "paper_1": bad}, follow=True)
    assert "选好的文件没有保留" in answer.content.decode()
    assert not Claim.objects.exists() and not StoredFile.objects.exists()


def test_drafts_for_many_keep_nobody_waiting_until_the_last_is_made(own: Client, staff: list[Engagement]) -> None:
    with CaptureQueriesContext(connection) as queries:
        begun(own, staff)
    made = [place for place, row in enumerate(queries) if 'INSERT INTO "claims_claim"' in row["sql"]]
    held = [place for place, row in enumerate(queries) if "audit:jincheng" in row["sql"]]
    assert len(made) == 3 and min(held) > max(made)


def test_what_is_complete_is_handed_in_each_under_its_own_number(own: Client, staff: list[Engagement]) -> None:
    Engagement.objects.filter(pk=staff[2].pk).update(insurance_months=None, certified=False)
    begun(own, staff)
    answer = own.post(PAGE, {"action": "submit", "without_papers": "1"}, follow=True)
    page = answer.content.decode()
    assert "已提交2份申报" in page
    assert "1份还不能提交" in page
    assert "请填写已缴纳社会保险月数。" in page
    numbers = set(Claim.objects.exclude(number=None).values_list("number", flat=True))
    assert len(numbers) == 2
    assert all(number in page for number in numbers)


def test_what_lacks_papers_says_so_and_is_handed_in_only_if_that_is_wanted(
    own: Client, user: User, staff: list[Engagement]
) -> None:
    page = begun(own, staff[:2]).content.decode()
    papers = [str(paper) for paper in library().schemes["JC-11A"].guide.papers if not paper.optional]
    lacking = "、".join(paper for number, paper in enumerate(papers) if number != 3)
    assert f"已为2人各建一份申报。还没有上传：{lacking}；可以选上这些人一并补传。" in page
    assert page.count(f">还没有上传：{lacking}<") == 2 and page.count("按所填内容：") == 2
    page = own.post(PAGE, {"action": "submit"}, follow=True).content.decode()
    assert "2份的材料还没有传齐，没有提交" in page and not Claim.objects.exclude(number=None).exists()
    assert "已提交2份申报" in own.post(PAGE, {"action": "submit", "without_papers": "1"}, follow=True).content.decode()


def test_files_that_were_chosen_but_not_uploaded_hold_the_submission(own: Client, staff: list[Engagement]) -> None:
    begun(own, staff[:1])
    typed = {"action": "submit", "without_papers": "1", "paper_0": SimpleUploadedFile("证明.pdf", PDF)}
    assert "选好的文件还没有附上，这次没有提交" in own.post(PAGE, typed).content.decode()
    assert not Claim.objects.exclude(number=None).exists()


def test_who_was_claimed_for_is_told_with_the_number_and_chosen_no_more(own: Client, staff: list[Engagement]) -> None:
    begun(own, staff[:2])
    assert "可以申报的人（3）" in own.get(PAGE).content.decode()
    own.post(PAGE, {"action": "submit", "without_papers": "1"})
    page = own.get(PAGE).content.decode()
    offered, _, claimed = page.partition('id="claimed"')
    assert "可以申报的人（1）" in offered and "已申报的人（2）" in claimed
    assert re.findall(r'name="person" value="(\d+)"', page) == [str(staff[2].pk)]
    for claim in Claim.objects.all():
        assert str(claim.number) in claimed and str(claim.number) not in offered
    assert "提交齐全的申报" not in page and "其他月份" not in page
    own.post(PAGE, {"action": "start", "person": [str(staff[0].pk)]})
    own.post(f"{PAGE}?again=1", {"action": "start", "person": [str(staff[0].pk)]})
    assert Claim.objects.count() == 2
    Claim.objects.update(state="refused")
    assert "可以申报的人（3）" in own.get(PAGE).content.decode()


def test_other_months_of_those_who_were_claimed_for_are_asked_for(own: Client, company: Applicant) -> None:
    person = EngagementFactory(
        person=PersonFactory(applicant=company), mode="flexible", degree="", solves_key_problem=True
    )
    page, typed = "/claims/for-many/JC-11C/", {"action": "start", "person": [str(person.pk)]}
    own.post(page, typed | {"months": "2025-03", "on": "2025-03-31"})
    assert "草稿</a>　2025年3月" in own.get(page).content.decode()
    own.post(page, {"action": "submit", "without_papers": "1"})
    number = str(Claim.objects.exclude(number=None).get().number)
    shown = own.get(page).content.decode()
    assert 'name="person"' not in shown and "名册中符合这一事项的人都已申报" in shown and 'href="?again=1"' in shown
    shown = own.get(f"{page}?again=1").content.decode()
    assert "选择要申报其他月份的人（1）" in shown and number in shown and 'name="person"' in shown
    assert own.post(f"{page}?again=1", typed | {"months": "2025-04", "on": "2025-04-30"}).status_code == 302
    assert sorted(claim.answers["months"] for claim in Claim.objects.all()) == ["2025-03", "2025-04"]


@pytest.mark.parametrize(("code", "kept"), [("JC-11A", False), ("JC-11C", True), ("JC-13", True), ("JC-14", True)])
def test_only_where_there_are_other_months_are_people_offered_again(
    own: Client, company: Applicant, code: str, kept: bool
) -> None:
    scheme = library().schemes[code]
    flexible = scheme.matter.only.get("mode") == ("flexible",)
    work = EngagementFactory(
        person=PersonFactory(applicant=company), mode="flexible" if flexible else "full_time", degree="bachelor"
    )
    home = HomeFactory(person=work.person, applicant=company) if code == "JC-14" else work
    claim = claiming.start(scheme=scheme, applicant=company, by=actor_of(company.memberships.get().user))
    Claim.objects.filter(pk=claim.pk).update(
        state="submitted", number=f"{code}1", submitted_at=timezone.now(), record=f"{home.trail_kind}:{home.pk}"
    )
    assert ('href="?again=1"' in own.get(f"/claims/for-many/{code}/").content.decode()) is kept


def test_who_fails_by_the_record_stands_apart_with_the_reason_and_can_be_chosen(
    own: Client, company: Applicant, staff: list[Engagement]
) -> None:
    others = [
        EngagementFactory(person=PersonFactory(applicant=company, high_level_talent=False)),
        EngagementFactory(person=PersonFactory(applicant=company), insurance_months=5),
    ]
    answer = own.get(PAGE)
    page, context = answer.content.decode(), answer.context
    assert {row["record"] for row in context["offered"]} == set(staff)
    assert "可以申报的人（3）" in page and "按登记的内容不符合条件的（2）" in page
    told = {row["record"].pk: row["failing"] for row in context["failing"]}
    assert [len(told[row.pk]) for row in others] == [1, 1]
    assert "认定为高层次人才" in told[others[0].pk][0] and "6个月以上社会保险" in told[others[1].pk][0]
    assert all(f'name="person" value="{row.pk}"' in page for row in others) and told[others[0].pk][0] in page
    begun(own, others)  # the record may be wrong: the claim says so
    assert {claim.case().record for claim in Claim.objects.all()} == set(others)


@pytest.mark.parametrize(
    ("code", "home"),
    [("JC-13", {}), ("JC-14", {"rented": True}), ("JC-14", {"bought_on": date(2026, 2, 1)})],
    ids=["living", "rent", "purchase"],
)
def test_who_is_past_the_term_today_is_offered_for_the_time_before(
    own: Client, company: Applicant, code: str, home: dict[str, Any]
) -> None:
    work = EngagementFactory(person=PersonFactory(applicant=company), hired_on=date(2021, 3, 1))
    record = HomeFactory(person=work.person, **home) if home else work
    with time_machine.travel("2026-11-29T10:00:00+08:00", tick=False):
        context = own.get(f"/claims/for-many/{code}/").context
    assert [row["record"] for row in context["offered"]] == [record] and not context["failing"]


@pytest.mark.parametrize("code", ["JC-11A", "JC-14"])
def test_a_longer_roster_costs_no_more_questions(own: Client, company: Applicant, code: str) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert own.get(f"/claims/for-many/{code}/").status_code == 200
        return len(asked)

    def grown(by: int) -> None:
        for _ in range(by):
            HomeFactory(person=EngagementFactory(person=PersonFactory(applicant=company), insurance_months=5).person)

    grown(2)
    questions()
    few = questions()
    grown(5)
    assert questions() == few


def test_who_is_left_out_is_named(own: Client, staff: list[Engagement]) -> None:
    begun(own, staff[:1])
    own.post(PAGE, {"action": "submit", "without_papers": "1"})
    page = begun(own, staff[:2]).content.decode()
    assert f"{staff[0].person.name}已有申报，这次没有另建。" in page and "已为1人各建一份申报" in page
    only = own.post(PAGE, {"action": "start", "person": [str(staff[0].pk)]}).content.decode()
    assert f"{staff[0].person.name}已有申报，这次没有另建。" in only and "请先选择要申报的人。" not in only
    assert Claim.objects.count() == 2


def test_what_is_counted_of_the_months_keeps_nobody_out(own: Client, company: Applicant) -> None:
    flexible = {"mode": "flexible", "degree": "", "solves_key_problem": True}
    fits = EngagementFactory(person=PersonFactory(applicant=company), **flexible)
    unfit = EngagementFactory(person=PersonFactory(applicant=company, high_level_talent=False), **flexible)
    context = own.get("/claims/for-many/JC-11C/").context
    assert [row["record"] for row in context["offered"]] == [fits]
    assert [row["record"] for row in context["failing"]] == [unfit]


def test_nobody_chosen_begins_nothing(own: Client, staff: list[Engagement]) -> None:
    shown = own.post(PAGE, {"action": "start"}).content.decode()
    assert "请先选择要申报的人。" in shown and "选好的文件没有保留" not in shown
    paper = SimpleUploadedFile("证明.pdf", PDF, "application/pdf")
    assert "选好的文件没有保留" in own.post(PAGE, {"action": "start", "paper_0": paper}).content.decode()
    assert not Claim.objects.exists()


def test_the_people_of_another_cannot_be_chosen(own: Client, staff: list[Engagement], jincheng: City) -> None:
    foreign = EngagementFactory(person=PersonFactory(applicant=ApplicantFactory(city=jincheng)))
    own.post(PAGE, {"action": "start", "person": [str(foreign.pk)]})
    assert not Claim.objects.exists()


def test_a_scheme_of_another_city_or_kind_is_not_there(own: Client, staff: list[Engagement]) -> None:
    assert own.get("/claims/for-many/CZ-16/").status_code == 404
    assert own.get("/claims/for-many/NO-1/").status_code == 404
    assert "全职引进高层次人才奖励" in own.get("/claims/for-many/").content.decode()


def test_what_everybody_needs_is_asked_before_anything_begins(own: Client, company: Applicant) -> None:
    person = EngagementFactory(
        person=PersonFactory(applicant=company), mode="flexible", degree="", solves_key_problem=True
    )
    page, typed = "/claims/for-many/JC-11C/", {"action": "start", "person": [str(person.pk)]}
    assert "选填" not in field_of(own.get(page).content.decode(), "months")
    answer = own.post(page, typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写本次申报的月份。" in field_of(shown, "months") and 'href="#id_months"' in shown
    assert f'value="{person.pk}" checked' in shown
    assert not Claim.objects.exists()
    assert own.post(page, typed | {"months": "2025-03", "on": "2025-03-31"}).status_code == 302
    assert Claim.objects.get().answers["months"] == "2025-03"


LIVING = "/claims/for-many/JC-13/"
FROM_APRIL = {"first_month": "2026-04", "last_month": "2026-06"}
REVERSED = {"first_month": "2026-12", "last_month": "2026-04"}
TODAY = "2026-11-30T10:00:00+08:00"


def for_all(client: Client, chosen: list[Engagement], answers: dict[str, Any], **more: Any) -> Any:
    persons = [str(row.pk) for row in chosen]
    return client.post(LIVING, {"action": "start", "person": persons, **answers, **more}, follow=True)


@time_machine.travel(TODAY, tick=False)
def test_a_fault_in_what_is_said_of_all_refuses_the_whole_post_and_keeps_what_was_typed(
    own: Client, staff: list[Engagement]
) -> None:
    Engagement.objects.filter(pk=staff[2].pk).update(
        insurance_months=None, certified=False
    )  # its own lack hides nothing
    paper = SimpleUploadedFile("证明.pdf", PDF, "application/pdf")
    answer = for_all(own, staff, REVERSED, paper_0=paper)
    shown = answer.content.decode()
    assert answer.status_code == 422 and not Claim.objects.exists() and not StoredFile.objects.exists()
    assert "申报的截止月份早于起始月份，请改正" in field_of(shown, "last_month")
    assert 'value="2026-12"' in shown and shown.count(" checked aria-label") == 3
    assert "选好的文件没有保留，改正以后请重新选择。" in shown
    assert shown.count("没有保留，请重新选择：证明.pdf<") == 1 and shown.count(">还没有选择<") == 4
    assert "还没有过完" in for_all(own, staff, {"first_month": "2026-10", "last_month": "2026-12"}).content.decode()
    assert not Claim.objects.exists()


@time_machine.travel(TODAY, tick=False)
def test_what_is_wrong_for_one_alone_refuses_nobody_and_is_told_in_its_row(
    own: Client, staff: list[Engagement]
) -> None:
    Engagement.objects.filter(pk=staff[1].pk).update(hired_on=date(2026, 5, 10))
    shown = for_all(own, staff, FROM_APRIL).content.decode()
    assert "已为3人各建一份申报" in shown and shown.count("申报的起始月份早于到企业工作的首月，请改正") == 1


@time_machine.travel(TODAY, tick=False)
def test_an_answer_that_fits_nobodys_record_is_told_with_what_each_record_says(
    own: Client, staff: list[Engagement]
) -> None:
    Engagement.objects.filter(pk=staff[0].pk).update(hired_on=date(2026, 5, 10))
    Engagement.objects.filter(pk=staff[1].pk).update(hired_on=date(2026, 6, 1))
    shown = field_of(for_all(own, staff[:2], FROM_APRIL).content.decode(), "first_month")
    assert "申报的起始月份早于到企业工作的首月，请改正。" in shown
    for row, month in zip(staff[:2], ("2026年5月", "2026年6月"), strict=True):
        assert f"{row.person}：到企业工作的首月{month}" in shown
    assert not Claim.objects.exists()


@time_machine.travel(TODAY, tick=False)
def test_drafts_that_are_wrong_are_corrected_by_the_next_post_and_not_doubled(
    own: Client, user: User, company: Applicant, staff: list[Engagement]
) -> None:
    scheme, by = library().schemes["JC-13"], actor_of(user)
    for row in staff:
        answers = {"record": f"{row.trail_kind}:{row.pk}", "facts": REVERSED}
        draft = claiming.start(scheme=scheme, applicant=company, by=by, answers=answers)
        claiming.attach(claim=draft, paper=0, label="", upload=SimpleUploadedFile("证明.pdf", PDF), by=by)
    shown = for_all(own, staff, FROM_APRIL).content.decode()
    assert "已按这次填写的内容更正3份草稿。" in shown and "各建一份" not in shown
    kept = [(claim.answers["facts"]["last_month"], claim.evidence.count()) for claim in Claim.objects.all()]
    assert kept == [("2026-06", 1)] * 3
    again = for_all(own, staff, FROM_APRIL, paper_1=SimpleUploadedFile("合同.pdf", PDF)).content.decode()
    assert "3份草稿原已建好，这次的材料已附上。" in again and "更正" not in again
    for_all(own, staff, {"first_month": "2026-05", "last_month": "2026-07"})  # of the same months: corrected as well
    assert Claim.objects.count() == 3
    for_all(own, staff, {"first_month": "2025-05", "last_month": "2025-07"})  # of other months: another claim
    assert Claim.objects.count() == 6


@time_machine.travel(TODAY, tick=False)
def test_what_a_draft_lacks_stands_below_that_draft_and_not_below_what_was_handed_in(
    own: Client, user: User, company: Applicant, staff: list[Engagement]
) -> None:
    for_all(own, staff[:1], FROM_APRIL)
    own.post(LIVING, {"action": "submit", "without_papers": "1"})
    number = str(Claim.objects.exclude(number=None).get().number)
    record = f"{staff[0].trail_kind}:{staff[0].pk}"
    claiming.start(
        scheme=library().schemes["JC-13"], applicant=company, by=actor_of(user),
        answers={"record": record, "facts": REVERSED},
    )  # fmt: skip
    cell = own.get(LIVING).content.decode().partition('id="claimed"')[2]
    handed_in, _, draft = cell.partition(">草稿<")
    assert number in handed_in and "早于起始月份" not in handed_in and "还没有上传" not in handed_in
    assert "早于起始月份" in draft and "还没有上传" in draft


def test_people_stand_in_the_order_of_the_roster(own: Client, company: Applicant) -> None:
    names = ["示例丙", "示例甲", "示例乙"]
    for name in names:
        EngagementFactory(person=PersonFactory(applicant=company, name=name))
    assert [row["record"].person.name for row in own.get(PAGE).context["offered"]] == names


def field_of(page: str, name: str) -> str:
    """The label of a field with its help and errors."""
    found = re.search(rf'<label for="id_{name}">.*?<div class="control', page, re.DOTALL)
    assert found, name
    return found[0]


def test_what_is_no_person_is_nobody(own: Client, staff: list[Engagement]) -> None:
    answer = own.post(PAGE, {"action": "start", "person": ["9" * 5000, "²", str(staff[0].pk)]})
    assert answer.status_code == 422 or answer.status_code == 302


def test_an_empty_form_says_what_is_missing(own: Client, staff: list[Engagement]) -> None:
    answer = own.post("/claims/for-many/JC-13/", data="", content_type="application/json")
    assert answer.status_code == 422 and "请先选择要申报的人" in answer.content.decode()
