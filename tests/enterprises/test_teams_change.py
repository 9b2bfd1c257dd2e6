"""A team changes its members and its charter; what an office has certified, only with its leave; nothing gets lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor, actor_of
from accounts.models import City, User
from core.audit import history
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_team
from enterprises.models import Applicant, ApplicantMembership, CharterState, TeamCharter
from enterprises.teams import answering, changing
from enterprises.teams.permissions import NO_TEAM
from tests.core.files.uploads_for_tests import PDF

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PAGE, EDIT, WITHDRAW = "/enterprise/team/", "/enterprise/team/edit/", "/enterprise/team/withdraw/"
BEGUN = Team("甲负责", (("乙成员", "示例大学"), ("丙成员", "")), "共同攻关。")
TYPED = {
    "leader": "甲负责", "employer": "", "members": "乙成员，示例研究院\n丁成员", "charter": "共同攻关，奖励平分。"
}  # fmt: skip


@pytest.fixture
def joined(changzhi: City) -> ApplicantMembership:
    filer = Filer("tuandui", "Jin-Chuang-88", "经办", "0355-2000000")
    return register_team(name="示例光电团队", city=changzhi, person=filer, team=BEGUN)


@pytest.fixture
def team(joined: ApplicantMembership) -> Applicant:
    return joined.applicant


@pytest.fixture
def own(joined: ApplicantMembership) -> Actor:
    return actor_of(joined.user)


def certified(team: Applicant, by: User) -> TeamCharter:
    return answering.certify(charter=TeamCharter.objects.in_force().get(applicant=team), by=actor_of(by))


def named(charter: TeamCharter) -> list[tuple[str, str]]:
    return list(charter.members.values_list("name", "employer"))


def test_what_nobody_certified_is_changed_at_once_and_what_was_stays(
    team: Applicant, joined: ApplicantMembership, client_of: ClientOf
) -> None:
    client = client_of(joined.user)
    assert "乙成员，示例大学\n丙成员" in client.get(EDIT).content.decode()
    page = client.post(EDIT, TYPED, follow=True).content.decode()
    held, past = TeamCharter.objects.in_force().get(), TeamCharter.objects.get(state=CharterState.PAST)
    assert named(held) == [("甲负责", ""), ("乙成员", "示例研究院"), ("丁成员", "")]
    assert named(past) == [("甲负责", ""), ("乙成员", "示例大学"), ("丙成员", "")]
    assert (past.text, held.text) == ("共同攻关。", "共同攻关，奖励平分。")
    for said in ("已保存团队成员和章程", "退出", "丙成员", "加入", "丁成员", "乙成员的工作单位"):
        assert said in page
    entry = history(team)[-1]
    assert (entry.action, entry.detail) == ("change_team", {"members": 3, "changed": 4})
    assert "丁成员" in client.get("/enterprise/").content.decode()


def test_no_change_is_none_and_the_paper_stays_until_there_is_another(
    team: Applicant, joined: ApplicantMembership, client_of: ClientOf
) -> None:
    client = client_of(joined.user)
    same = {"leader": "甲负责", "members": "乙成员，示例大学\n丙成员", "charter": "共同攻关。", "employer": ""}
    answer = client.post(EDIT, same)
    assert answer.status_code == 422 and changing.NOTHING in answer.content.decode()
    client.post(EDIT, same | {"paper": SimpleUploadedFile("章程.pdf", PDF)})
    with_paper = TeamCharter.objects.in_force().get()
    client.post(EDIT, same | {"charter": ""})
    held = TeamCharter.objects.in_force().get()
    assert (held.text, held.paper) == ("", with_paper.paper)
    assert client.get(f"/files/{held.paper_id}/").getvalue() == PDF
    assert TeamCharter.objects.filter(state=CharterState.PAST).count() == 2


def test_what_is_certified_is_changed_with_a_reason_and_the_leave_of_an_office(
    team: Applicant, joined: ApplicantMembership, reviewer: User, operator: User, client_of: ClientOf
) -> None:
    certified(team, reviewer)
    client, office = client_of(joined.user), client_of(operator)
    refused = client.post(EDIT, TYPED)
    assert refused.status_code == 422 and "更改理由" in refused.content.decode()
    typed = TYPED | {"leader": "丁成员", "members": "甲负责\n乙成员，示例大学", "reason": "负责人换届。"}
    assert "等待部门核对" in client.post(EDIT, typed, follow=True).content.decode()
    assert named(TeamCharter.objects.in_force().get())[0] == ("甲负责", "")
    assert client.get(EDIT).status_code == 302
    assert "团队要求更改组成" in office.get(reverse("admin:index")).content.decode()
    asked = TeamCharter.objects.proposed().get()
    page = office.get(reverse("admin:enterprises_teamcharter_change", args=[asked.pk])).content.decode()
    assert "负责人换届。" in page and "<del>甲负责</del>" in page and "<ins>丁成员</ins>" in page
    office.post(reverse("admin:enterprises_teamcharter_answer", args=[asked.pk]), {"take": "1"})
    held = TeamCharter.objects.in_force().get()
    team.refresh_from_db()
    assert (held.pk, held.state, held.answered_by, team.legal_person) == (asked.pk, "certified", operator, "丁成员")
    assert [row.action for row in history(team)][-2:] == ["propose_team", "certify_team"]


def test_a_change_is_refused_for_a_reason_that_the_team_reads(
    team: Applicant, own: Actor, joined: ApplicantMembership, reviewer: User, client_of: ClientOf
) -> None:
    certified(team, reviewer)
    asked = changing.change(applicant=team, team=Team("丁成员", (), "共同攻关。"), reason="换人", by=own)
    address = reverse("admin:enterprises_teamcharter_answer", args=[asked.pk])
    assert "请写明理由" in client_of(reviewer).post(address, {"refuse": "1"}, follow=True).content.decode()
    client_of(reviewer).post(address, {"refuse": "1", "answer": "缺全体成员签名。"})
    page = client_of(joined.user).get(PAGE).content.decode()
    assert "缺全体成员签名。" in page and "未采纳" in page
    assert named(TeamCharter.objects.in_force().get())[0] == ("甲负责", "")


def test_the_team_takes_its_change_back_and_may_ask_again(
    team: Applicant, own: Actor, joined: ApplicantMembership, reviewer: User, client_of: ClientOf
) -> None:
    certified(team, reviewer)
    wanted = Team("甲负责", (), "共同攻关。")
    first = changing.change(applicant=team, team=wanted, reason="两人退出", by=own)
    with pytest.raises(Refused, match="已有一件更改申请"):
        changing.change(applicant=team, team=wanted, reason="两人退出", by=own)
    client = client_of(joined.user)
    client.post(WITHDRAW)
    first.refresh_from_db()
    assert first.state == CharterState.WITHDRAWN
    assert "没有等待核对的更改申请" in client.post(WITHDRAW, follow=True).content.decode()
    with pytest.raises(Refused, match="已撤回"):
        answering.certify(charter=first, by=actor_of(reviewer))
    assert changing.change(applicant=team, team=wanted, reason="两人退出", by=own).state == CharterState.PROPOSED


def test_no_number_of_a_person_is_taken(team: Applicant, joined: ApplicantMembership, client_of: ClientOf) -> None:
    client, number = client_of(joined.user), make_identity_number("140402", date(1991, 3, 5))
    for typed in ({"leader": number}, {"members": f"乙成员，{number}"}, {"members": number}):
        assert client.post(EDIT, TYPED | typed).status_code == 422
    assert TeamCharter.objects.count() == 1


def test_only_the_team_itself_changes_it_and_a_company_has_no_such_page(
    team: Applicant, company: Applicant, applicant: User, client_of: ClientOf
) -> None:
    for address in (PAGE, EDIT):
        answer = client_of(applicant).get(address, follow=True)
        assert answer.redirect_chain == [("/enterprise/", 302)] and NO_TEAM in answer.content.decode()
    with pytest.raises(Refused, match="只有申请人的经办人"):
        changing.change(applicant=team, team=BEGUN, by=actor_of(applicant))
    with pytest.raises(Refused, match="只有科创团队"):
        changing.change(applicant=company, team=BEGUN, by=actor_of(applicant))


def test_only_those_who_certify_in_the_city_answer(
    team: Applicant, intake: User, reviewer_elsewhere: User, official: User, client_of: ClientOf
) -> None:
    charter = TeamCharter.objects.in_force().get()
    address = reverse("admin:enterprises_teamcharter_answer", args=[charter.pk])
    assert client_of(reviewer_elsewhere).post(address, {"take": "1"}).status_code == 404
    for user in (intake, official):
        assert (
            "由本市的园区运营或审核人员核验"
            in client_of(user).post(address, {"take": "1"}, follow=True).content.decode()
        )
    charter.refresh_from_db()
    assert charter.state == CharterState.DECLARED


def test_nobody_certifies_the_team_that_it_acts_for(team: Applicant, reviewer: User) -> None:
    ApplicantMembership.objects.create(user=reviewer, applicant=team)
    with pytest.raises(Refused, match="代办"):
        certified(team, reviewer)


def test_the_database_keeps_one_version_in_force_and_one_answerer_that_is_another(
    team: Applicant, joined: ApplicantMembership
) -> None:
    with pytest.raises(IntegrityError, match="in_force_once"), transaction.atomic():
        TeamCharter.objects.create(applicant=team, text="另一份")
    with pytest.raises(IntegrityError, match="answered_by_another"), transaction.atomic():
        TeamCharter.objects.update(state=CharterState.CERTIFIED, answered_by=joined.user)


def test_the_copy_has_earlier_members_too_and_they_go_with_the_team(
    team: Applicant, own: Actor, joined: ApplicantMembership, client_of: ClientOf
) -> None:
    changing.change(applicant=team, team=Team("甲负责", (), "共同攻关。"), by=own)
    client = client_of(joined.user)
    assert "丙成员" in client.get("/enterprise/my-data/copy/").content.decode()
    client.post("/enterprise/my-data/erase/", {"sure": "on"})
    assert not TeamCharter.objects.exists()
    assert not any("丙成员" in str(entry.detail) for entry in history(team))
