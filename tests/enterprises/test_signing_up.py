"""Sign-up: one form, one transaction, and kind refusals."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.actor import actor_of
from accounts.models import City, User
from core import audit
from core.values.identifiers import make_uscc
from enterprises.applicants.registering import CODE_TAKEN, NAME_TAKEN, CodeTaken, Filer, register
from enterprises.models import Applicant, ApplicantMembership
from tests.factories import ApplicantFactory, DistrictFactory, UserFactory

SIGN_UP = "/accounts/sign-up/"
CODE = make_uscc("140400", 777)


@pytest.fixture(autouse=True)
def _no_brake() -> None:
    cache.clear()


@pytest.fixture
def form(changzhi: City) -> dict[str, Any]:
    return {
        "uscc": CODE, "name": "长治市试样新办科技有限公司", "kind": "enterprise", "city": changzhi.pk, "district": "",
        "contact_name": "经办一", "phone": "0355-2000000", "username": "xinban", "password1": "Jin-Chuang-88",
        "password2": "Jin-Chuang-88", "agreement": "on",
    }  # fmt: skip


def said(answer: Any) -> str:
    return answer.content.decode()


def test_form_opens_and_writes_nothing(client: Client, changzhi: City) -> None:
    assert "单位注册" in said(client.get(SIGN_UP))
    assert not Applicant.objects.exists()


def test_sign_up_makes_account_enterprise_and_membership(client: Client, form: dict[str, Any], changzhi: City) -> None:
    answer = client.post(SIGN_UP, form, follow=True)
    user = User.objects.get(username="xinban")
    applicant = Applicant.objects.get(uscc=CODE)
    assert answer.redirect_chain == [("/enterprise/", 302)]
    assert applicant.name in said(answer)
    assert actor_of(user).applicant_ids == {applicant.pk}
    assert (applicant.city, applicant.contact_phone) == (changzhi, "0355-2000000")
    assert [entry.action for entry in audit.history(applicant)] == ["sign_up"]
    assert audit.history(applicant)[0].chain == changzhi.key


def test_a_name_with_a_picture_is_refused_and_one_with_a_rare_character_is_not(
    client: Client, form: dict[str, Any]
) -> None:
    answer = client.post(SIGN_UP, form | {"name": "长治市试样😀科技有限公司"})
    assert "“😀”在文书上印不出来" in said(answer) and not Applicant.objects.exists()
    client.post(SIGN_UP, form | {"name": "长治市𠮷兴科技有限公司"})
    assert Applicant.objects.filter(name="长治市𠮷兴科技有限公司").exists()


def test_code_is_read_as_people_type_it(client: Client, form: dict[str, Any]) -> None:
    form["uscc"] = f" {CODE[:8].lower()} {CODE[8:]}　"
    client.post(SIGN_UP, form)
    assert Applicant.objects.get().uscc == CODE


def _wrong_check_digit() -> str:
    return CODE[:-1] + ("1" if CODE[-1] != "1" else "2")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"uscc": "91140400"}, "统一社会信用代码应为18位，现在是8位。"),
        ({"uscc": _wrong_check_digit()}, "校验位（第18位）与前17位不符"),
        ({"uscc": CODE[:8] + "O" + CODE[9:]}, "第9位是字母O"),
        ({"uscc": ""}, "请填写统一社会信用代码。"),
        ({"name": ""}, "请填写单位名称。"),
        ({"name": "长治\x00公司"}, "第3个字符是看不见的控制字符"),
        ({"city": ""}, "请选择所属市。"),
        ({"city": "999999"}, "请从列出的选项中选择所属市。"),
        ({"kind": "alien"}, "请从列出的选项中选择主体类型。"),
        ({"phone": "无"}, "电话号码请填11位手机号码"),
        ({"phone": "1380000"}, "电话号码请填11位手机号码"),
        ({"username": "a"}, "登录名为3至40位"),
        ({"username": "<script>"}, "登录名为3至40位"),
        ({"password1": "12345678", "password2": "12345678"}, "密码太短，至少要10位。"),
        ({"password2": "Jin-Chuang-99"}, "两次输入的密码不一样，请重新输入。"),
        ({"agreement": ""}, "请确认已获单位授权并同意信息使用，才能注册。"),
    ],
)
def test_refusal_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, form: dict[str, Any], change: dict[str, str], sentence: str
) -> None:
    answer = client.post(SIGN_UP, form | change)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert 'value="经办一"' in said(answer)
    assert not User.objects.exists()
    assert not Applicant.objects.exists()


def test_district_must_lie_in_the_city(client: Client, form: dict[str, Any], jincheng: City) -> None:
    elsewhere = DistrictFactory(city=jincheng, code="140502", name="城区")
    answer = client.post(SIGN_UP, form | {"district": elsewhere.pk})
    assert "城区不属于长治市，请重新选择。" in said(answer)


def test_registered_code_is_refused_without_saying_whose_it_is(client: Client, form: dict[str, Any]) -> None:
    holder = ApplicantFactory(
        jincheng=True, uscc=CODE, name="晋城市某单位", contact_name="某甲", contact_phone="13900000000"
    )
    answer = client.post(SIGN_UP, form)
    assert CODE_TAKEN in said(answer)
    for secret in (holder.name, holder.contact_name, holder.contact_phone, "晋城市某"):
        assert secret not in said(answer)
    assert not User.objects.exists()


def test_login_name_in_use_is_refused_in_any_case(client: Client, form: dict[str, Any]) -> None:
    UserFactory(username="XinBan")
    answer = client.post(SIGN_UP, form)
    assert NAME_TAKEN in said(answer)
    assert not Applicant.objects.exists()


def test_second_submission_of_the_same_form_makes_nothing_new(client: Client, form: dict[str, Any]) -> None:
    client.post(SIGN_UP, form)
    assert client.post(SIGN_UP, form)["Location"] == "/"
    assert (User.objects.count(), Applicant.objects.count(), ApplicantMembership.objects.count()) == (1, 1, 1)


def test_names_are_escaped_wherever_they_are_shown(client: Client, form: dict[str, Any]) -> None:
    form |= {"name": "<script>alert(1)</script>有限公司", "contact_name": "<img src=x onerror=alert(1)>"}
    client.post(SIGN_UP, form)
    for address in (
        "/",
        "/enterprise/",
        "/enterprise/edit/",
        "/enterprise/switch/",
        "/enterprise/records/yearly_facts/add/",
    ):
        page = said(client.get(address))
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert" in page


def test_too_many_attempts_from_one_address_are_braked(client: Client, form: dict[str, Any]) -> None:
    cache.set("brake:sign-up:127.0.0.1", 60)
    answer = client.post(SIGN_UP, form)
    assert "提交注册过于频繁" in said(answer)
    assert not Applicant.objects.exists()


def test_who_is_logged_in_goes_home(applicant: User, client_of: Callable[[User], Client]) -> None:
    assert client_of(applicant).get(SIGN_UP)["Location"] == "/"


def test_verb_refuses_a_code_that_came_between_check_and_write(changzhi: City, monkeypatch: Any) -> None:
    """What the database answers when two arrive at once reads like the ordinary refusal."""
    from enterprises.applicants import registering

    real, calls = registering.refuse_taken, []

    def blind_the_first_time(code: str, username: str) -> None:
        calls.append(code)
        if len(calls) > 1:
            real(code, username)

    ApplicantFactory(city=changzhi, uscc=CODE)
    monkeypatch.setattr(registering, "refuse_taken", blind_the_first_time)
    with pytest.raises(CodeTaken):
        register(
            uscc=CODE, name="后来者", city=changzhi, kind="enterprise", person=Filer("p", "Jin-Chuang-88", "甲", "1")
        )
    assert not User.objects.filter(username="p").exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_is_registered() -> None:
    from tests.factories import CityFactory

    city, start, outcomes = CityFactory(changzhi=True), threading.Barrier(6), []

    def attempt(number: int) -> None:
        try:
            start.wait()
            person = Filer(f"person{number}", "Jin-Chuang-88", "甲", "0355-2000000")
            register(uscc=CODE, name="同时注册", city=city, kind="enterprise", person=person)
            outcomes.append("registered")
        except CodeTaken as refusal:
            outcomes.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(attempt, number)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=len) == ["registered"] + [CODE_TAKEN] * 5
    assert (User.objects.count(), Applicant.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_the_team_that_signs_up_as_a_unit_is_one_with_a_credit_code(client: Client) -> None:
    page = client.get("/accounts/sign-up/").content.decode()
    assert '<option value="team">科创团队（有统一社会信用代码的）</option>' in page
