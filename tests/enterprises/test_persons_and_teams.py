"""A person signs up by an identity number that is not kept, a team by its charter and its members."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actor import actor_of
from accounts.models import City, District, User
from core.values.identity_numbers import make_identity_number
from enterprises.applicants.registering import (
    PERSON_GONE,
    PERSON_TAKEN,
    TEAM_TAKEN,
    Filer,
    PersonTaken,
    register_person,
)
from enterprises.models import Applicant, Consent, TeamMember
from enterprises.personal_data.erasing import close_account
from enterprises.privacy.consenting import CURRENT
from tests.core.files.uploads_for_tests import PDF
from tests.factories import ApplicantFactory

PERSON, TEAM = "/accounts/sign-up/person/", "/accounts/sign-up/team/"
NUMBER = make_identity_number("140402", date(1991, 3, 5))


@pytest.fixture(autouse=True)
def _no_brake() -> None:
    cache.clear()


@pytest.fixture
def account(changzhi: City) -> dict[str, Any]:
    return {
        "city": changzhi.pk, "district": "", "contact_name": "示例个人", "phone": "0355-2000000", "agreement": "on",
        "username": "geren", "password1": "Jin-Chuang-88", "password2": "Jin-Chuang-88",
    }  # fmt: skip


@pytest.fixture
def person(account: dict[str, Any]) -> dict[str, Any]:
    return account | {"identity_number": NUMBER, "identity_agreement": "on"}


@pytest.fixture
def team(account: dict[str, Any]) -> dict[str, Any]:
    return account | {
        "name": "示例光电团队", "leader": "示例负责人", "members": "示例甲，示例大学\n示例乙\n", "charter": "共同攻关。"
    }  # fmt: skip


def said(answer: Any) -> str:
    return answer.content.decode()


def test_a_person_signs_up_and_is_known_by_a_portal_number(client: Client, person: dict[str, Any]) -> None:
    answer = client.post(PERSON, person, follow=True)
    row = Applicant.objects.get()
    assert answer.redirect_chain == [("/enterprise/", 302)]
    assert (row.kind, row.uscc, row.unit_code, row.name) == ("individual", None, "P140400000001", "示例个人")
    assert row.identity_end == NUMBER[-4:]
    assert actor_of(User.objects.get(username="geren")).applicant_ids == {row.pk}
    assert row.masked_identity in said(answer)
    assert NUMBER not in said(answer)
    assert "注册资本" not in said(answer)


def test_the_same_person_is_refused_without_saying_by_whom(client: Client, person: dict[str, Any]) -> None:
    client.post(PERSON, person)
    client.logout()
    answer = client.post(
        PERSON, person | {"identity_number": NUMBER.lower(), "username": "other", "contact_name": "乙"}
    )
    assert answer.status_code == 422
    assert PERSON_TAKEN in said(answer)
    assert NUMBER not in said(answer)
    assert "示例个人" not in said(answer)
    assert Applicant.objects.count() == 1


def test_who_had_the_account_closed_is_told_so(client: Client, person: dict[str, Any]) -> None:
    client.post(PERSON, person)
    client.logout()
    close_account(Applicant.objects.get())
    answer = client.post(PERSON, person | {"username": "other"})
    assert answer.status_code == 422 and PERSON_GONE in said(answer) and PERSON_TAKEN not in said(answer)


def test_the_database_refuses_the_second_of_two_at_once(changzhi: City) -> None:
    first = register_person(
        identity_number=NUMBER, city=changzhi, person=Filer("one", "Jin-Chuang-88", "甲", "0355-2000000")
    ).applicant
    with pytest.raises(PersonTaken):
        register_person(identity_number=NUMBER, city=changzhi, person=Filer("two", "Jin-Chuang-88", "甲", "1234567"))
    with pytest.raises(IntegrityError, match="identity_hash"), transaction.atomic():
        ApplicantFactory(city=changzhi, uscc=None, kind="individual", identity_hash=first.identity_hash)
    with pytest.raises(IntegrityError, match="identity_of_a_person"), transaction.atomic():
        ApplicantFactory(city=changzhi, identity_hash="0" * 64)


def test_the_key_alone_makes_the_hash(changzhi: City, settings) -> None:
    hashes = set()
    for key in ("k" * 50, "l" * 50):
        settings.IDENTITY_KEY = key
        filer = Filer(f"by-{key[0]}", "Jin-Chuang-88", "甲", "0355-2000000")
        hashes.add(register_person(identity_number=NUMBER, city=changzhi, person=filer).applicant.identity_hash)
    assert len(hashes) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"identity_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "校验位"),
        ({"identity_number": ""}, "请填写公民身份号码。"),
        ({"identity_agreement": ""}, "同意用公民身份号码核对"),
        ({"agreement": ""}, "才能注册"),
        ({"username": NUMBER}, "不要用公民身份号码作登录名"),
    ],
)
def test_refusal_says_what_is_wrong_and_never_shows_a_number(
    client: Client, person: dict[str, Any], changes: dict[str, str], sentence: str
) -> None:
    answer = client.post(PERSON, person | changes)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'name="identity_number" value="{NUMBER}' not in said(answer)
    assert not Applicant.objects.exists()


def test_a_refused_sign_up_says_at_once_what_is_to_be_filled_in_again(
    client: Client, person: dict[str, Any], team: dict[str, Any]
) -> None:
    again = "为保护信息，公民身份号码和密码要再填一次。"
    assert again in said(client.post(PERSON, person | {"agreement": ""}))
    assert "为保护信息" not in said(client.get(PERSON))
    only = said(client.post(PERSON, person | {"identity_number": "", "agreement": ""}))
    assert "为保护信息，密码要再填一次。" in only
    paper = SimpleUploadedFile("章程.pdf", PDF, "application/pdf")
    told = said(client.post(TEAM, team | {"agreement": "", "paper": paper}))
    assert "为保护信息，密码要再填一次。章程文件要重新选择。" in told


def test_what_was_agreed_to_is_kept_with_its_version(client: Client, person: dict[str, Any]) -> None:
    client.post(PERSON, person)
    assert list(Consent.objects.values_list("subject", "version")) == [("notice", CURRENT), ("identity", CURRENT)]
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Consent.objects.all().delete()


def test_a_team_signs_up_with_members_and_charter(
    client: Client, team: dict[str, Any], operator: User, client_of
) -> None:
    paper = SimpleUploadedFile("章程.pdf", PDF, "application/pdf")
    answer = client.post(TEAM, team | {"paper": paper}, follow=True)
    row = Applicant.objects.get()
    assert (row.kind, row.unit_code, row.name) == ("team", "P140400000001", "示例光电团队")
    assert list(TeamMember.objects.values_list("name", "employer", "leads")) == [
        ("示例负责人", "", True), ("示例甲", "示例大学", False), ("示例乙", "", False)
    ]  # fmt: skip
    for shown in ("示例负责人", "示例大学", "共同攻关。", "章程.pdf", "P140400000001"):
        assert shown in said(answer)
    office = client_of(operator).get(f"/admin/enterprises/applicant/{row.pk}/change/").content.decode()
    assert all(text in office for text in ("示例甲（示例大学）", "示例负责人", "共同攻关。", "章程.pdf"))
    link = f"/files/{row.team_charters.get().paper_id}/"
    assert b"".join(client.get(link).streaming_content) == PDF
    client.logout()
    assert client.get(link).status_code != 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"charter": ""}, "请填写章程或组建协议的主要内容，或上传文件。"),
        ({"members": f"示例甲 {NUMBER}"}, "不要填写证件号码"),
        ({"members": ""}, "请填写其他成员。"),
        ({"leader": ""}, "请填写负责人姓名。"),
    ],
)
def test_a_team_that_says_too_little_or_too_much_is_asked_again(
    client: Client, team: dict[str, Any], changes: dict[str, str], sentence: str
) -> None:
    answer = client.post(TEAM, team | changes)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Applicant.objects.exists()


def test_one_team_signs_up_once_in_a_city(client: Client, team: dict[str, Any], jincheng: City) -> None:
    client.post(TEAM, team)
    client.logout()
    again = team | {"username": "again", "name": "示例 光电团队", "members": "示例丙"}
    answer = client.post(TEAM, again)
    assert answer.status_code == 422 and TEAM_TAKEN in said(answer) and "服务窗口" in TEAM_TAKEN
    assert (Applicant.objects.count(), User.objects.filter(username="again").exists()) == (1, False)
    for place, other in enumerate(({"leader": "另一负责人"}, {"name": "示例声学团队"}, {"city": jincheng.pk})):
        assert client.post(TEAM, again | other | {"username": f"again{place}"}).status_code == 302
        client.logout()
    assert Applicant.objects.count() == 4


def test_of_text_and_file_one_is_wanted_and_says_so(client: Client, team: dict[str, Any]) -> None:
    page = said(client.get(TEAM))
    for name in ("charter", "paper"):
        label = page.partition(f'for="id_{name}"')[2].partition("</label>")[0]
        assert "文字和文件至少提供一样" in label and "选填" not in label
    answer = client.post(TEAM, team | {"charter": ""})
    assert answer.status_code == 422 and "请填写章程或组建协议的主要内容，或上传文件。" in said(answer)


def test_a_district_of_another_city_is_refused_with_a_sentence(
    client: Client, team: dict[str, Any], jincheng: City
) -> None:
    other = District.objects.create(city=jincheng, code="140502", name="城区")
    answer = client.post(TEAM, team | {"district": other.pk})
    assert answer.status_code == 422 and "请重新选择" in said(answer)
    assert not Applicant.objects.exists()


@pytest.mark.django_db
def test_the_first_page_says_that_persons_may_sign_up(client: Client) -> None:
    assert "团队和个人也可以注册" in said(client.get("/"))
