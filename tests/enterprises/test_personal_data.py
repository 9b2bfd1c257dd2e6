"""A person sees what is kept, takes a copy, and has deleted what can go."""

import json
from datetime import date

import pytest
from django.test import Client

from accounts.actor import actor_of
from accounts.models import City, User
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_person, register_team
from enterprises.models import Applicant, TeamMember
from enterprises.personal_data.erasing import erase
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
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
    copy = client.get(f"{MINE}copy/")
    told = json.loads(copy.content)
    assert "attachment" in copy["Content-Disposition"]
    assert "示例项目2026-1" in copy.content.decode()
    assert NUMBER[-4:] in str(told["基本情况"])
    assert NUMBER not in copy.content.decode()
    assert str(person.identity_hash) not in copy.content.decode()


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
