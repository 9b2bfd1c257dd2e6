"""A person sees what is kept, takes a copy, and has deleted what can go."""

import json
import re
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import City, User
from core.files import stored_path
from core.models import StoredFile
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_person, register_team
from enterprises.models import Applicant, Consent, TeamMember
from enterprises.personal_data import requesting
from enterprises.personal_data.erasing import erase
from enterprises.personal_data.keeping import all_kept
from enterprises.registers.register import registers
from subsidies.claims import claiming, copying
from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
from tests.factories import office_user
from tests.pages import picture
from tests.recording import recorded

NUMBER = make_identity_number("140402", date(1993, 7, 9))
MINE = "/enterprise/my-data/"


def signed_up(city: City, username: str = "geren") -> Applicant:
    filer = Filer(username, "Jin-Chuang-88", "示例本人", "0355-2000000")
    return register_person(identity_number=NUMBER, city=city, person=filer).applicant


@pytest.fixture
def person(jincheng: City) -> Applicant:
    return signed_up(jincheng)


@pytest.fixture
def user(person: Applicant) -> User:
    return User.objects.get(username="geren")


def begun(person: Applicant, user: User) -> Claim:
    by = actor_of(user)
    claim = claiming.start(scheme=library().schemes["JC-12B"], applicant=person, by=by)
    typed = road.answers(reference="示例项目2026-1", review_passed="true", qualification="doctor")
    typed = recorded(person, "JC-12B", typed)
    return claiming.save_draft(claim=claim, answers=typed, version=claim.version, by=by)


def test_the_copy_holds_all_but_the_number(person: Applicant, user: User, client_of) -> None:
    begun(person, user)
    client: Client = client_of(user)
    page = client.get(MINE).content.decode()
    assert "保存多久" in page and "下载副本" in page
    assert "团队成员" not in page and "章程" not in page  # of which nothing is kept
    for kind, ending in (("", "我的信息.html"), ("?as=data", "我的信息.json")):
        copy = client.get(f"{MINE}copy/{kind}")
        assert copy["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(ending)}"
        assert "示例项目2026-1" in copy.content.decode()
        assert NUMBER not in copy.content.decode()
        assert str(person.identity_hash) not in copy.content.decode()
    assert NUMBER[-4:] in str(json.loads(copy.content)["基本情况"])


def test_a_persons_copy_has_no_fields_of_units(person: Applicant, user: User, jincheng: City, client_of) -> None:
    copy = client_of(user).get(f"{MINE}copy/?as=data").content.decode()
    (told,) = json.loads(copy)["基本情况"]
    of_units = {"法定代表人", "注册资本", "实缴资本", "科技型企业", "科技服务机构", "经专班审核的谷外企业"}
    assert not {name for name, value in told.items() if name in of_units and value}
    operator = office_user("operator", jincheng)
    page = client_of(operator).get(reverse("admin:enterprises_applicant_change", args=[person.pk]))
    assert not [name for name in of_units if name in page.content.decode()]


def test_the_copy_speaks_of_yuan_and_beijing_time_and_knows_no_codes(person: Applicant, user: User, client_of) -> None:
    road.policies_loaded()
    road.resident(person)
    claim = claiming.submit(claim=begun(person, user), by=actor_of(user))
    Applicant.objects.filter(pk=person.pk).update(paid_in_capital_fen=100000)
    requesting.ask(applicant=person, reason="不再使用", by=actor_of(user))
    given = Consent.objects.filter(applicant=person).first()
    told = json.loads(client_of(user).get(f"{MINE}copy/?as=data").content)
    (particulars,), (asked,), (filed,) = told["基本情况"], told["删除申请"], told["申报、核定结果和通知书"]
    assert (particulars["实缴资本"], particulars["主体类型"]) == ("1,000.00 元", "个人")
    assert (asked["状态"], asked["提出人"], asked["说明"]) == ("待办理", "示例本人", "不再使用")
    assert given and told["同意记录"][0]["同意时间"] == in_words(given.given_at)
    assert (filed["编号"], filed["填报人"], filed["提交时间"]) == (
        claim.number,
        "示例本人",
        in_words(claim.submitted_at),
    )
    assert "示例项目2026-1" in filed["填写内容"] and "博士" in filed["填写内容"]
    assert "提交" in filed["办理经过"] and any("申请删除" in row["办理"] for row in told["办理记录"])
    values = [value for rows in told.values() for row in rows for name, value in row.items() if name != "登录名"]
    assert [value for value in values if re.fullmatch(r"[a-z]+(_[a-z]+)*|.*\+00:00|¥.*|True|False|None", value)] == []


def in_words(at: datetime | None) -> str:
    assert at
    local = at.astimezone(ZoneInfo("Asia/Shanghai"))
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def test_whatever_hangs_on_an_applicant_is_in_its_copy() -> None:
    told = {model for kept in all_kept().values() for model in kept.models} | {
        entry.model for entry in registers().values()
    }
    assert {row.related_model for row in Applicant._meta.related_objects} - told == set()


def test_who_handed_nothing_in_is_gone_and_may_come_again(person: Applicant, user: User, client_of) -> None:
    begun(person, user)
    client: Client = client_of(user)
    client.post(f"{MINE}erase/")
    assert Claim.objects.exists()
    answer = client.post(f"{MINE}erase/", {"sure": "on"}, follow=True)
    assert "账号已注销" in answer.content.decode()
    assert not Claim.objects.exists()
    person.refresh_from_db()
    user.refresh_from_db()
    assert (person.name, person.identity_hash, person.identity_end, person.contact_phone) == ("已注销", None, "", "")
    assert (user.is_active, user.name, user.phone) == (False, "已注销", "")
    assert (user.username, user.has_usable_password()) == (f"left-{user.pk}", False)
    assert signed_up(person.city).unit_code != person.unit_code


def test_what_was_handed_in_stays_and_is_said(person: Applicant, user: User, client_of) -> None:
    road.policies_loaded()
    road.resident(person)
    claim = claiming.submit(claim=begun(person, user), by=actor_of(user))
    claiming.start(scheme=library().schemes["JC-12B"], applicant=person, by=actor_of(user))
    answer = client_of(user).post(f"{MINE}erase/", {"sure": "on"}, follow=True)
    assert "按规定保留的：申报、核定结果和通知书" in answer.content.decode()
    assert list(Claim.objects.values_list("pk", flat=True)) == [claim.pk]
    person.refresh_from_db()
    assert person.identity_hash


def test_a_team_goes_with_its_members(jincheng: City) -> None:
    team = Team("示例负责人", (("示例甲", ""),), "章程")
    filer = Filer("tuandui", "Jin-Chuang-88", "经办", "0355-2000000")
    row = register_team(name="示例团队", city=jincheng, person=filer, team=team)
    assert erase(applicant=row.applicant, by=actor_of(row.user)).left
    assert not TeamMember.objects.exists()


def test_neither_a_stranger_nor_a_unit_can_do_it(person: Applicant, company: Applicant, applicant: User) -> None:
    for whose in (person, company):
        with pytest.raises(Refused):
            erase(applicant=whose, by=actor_of(applicant))


def test_what_was_begun_and_given_up_goes_with_its_files(
    person: Applicant, user: User, django_capture_on_commit_callbacks
) -> None:
    """Given up or copied: nobody could reach it any more, nor delete it."""
    claim, by = begun(person, user), actor_of(user)
    label = str(claim.scheme.guide.papers[0])
    kept = claiming.attach(claim=claim, paper=0, label=label, upload=picture(), by=by).file
    given_up = claiming.withdraw(claim=claim, by=by)
    with pytest.raises(Refused, match="这份草稿已放弃"):
        claiming.save_draft(claim=given_up, answers={}, version=given_up.version, by=by)
    copying.copy(claim=given_up, by=by)
    assert stored_path(kept.storage_name).exists()
    with django_capture_on_commit_callbacks(execute=True):
        erase(applicant=person, by=by)
    assert not Claim.objects.exists() and not StoredFile.objects.filter(pk=kept.pk).exists()
    assert not stored_path(kept.storage_name).exists()
