"""Logging in and out, the lock after wrong passwords, and changing a password."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import audit
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
NEW = "Xin-Mi-Ma-2027"


def log_in(client: Client, username: str, password: str, **more: str) -> object:
    return client.post(LOGIN, {"username": username, "password": password, **more})


def fail(client: Client, user: User, times: int) -> object:
    for _ in range(times):
        answer = log_in(client, user.username, "wrong-password")
    return answer


def test_right_password_leads_home(client: Client, applicant: User) -> None:
    answer = log_in(client, applicant.username, PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_login_leads_to_where_one_wanted_to_be(client: Client, applicant: User) -> None:
    wanted = reverse("enterprises:profile")
    sent = client.get(wanted)
    assert sent["Location"] == f"{LOGIN}?next={wanted}"
    assert log_in(client, applicant.username, PASSWORD, next=wanted)["Location"] == wanted


def test_login_never_leads_to_another_site(client: Client, applicant: User) -> None:
    assert log_in(client, applicant.username, PASSWORD, next="https://evil.example/")["Location"] == "/"


def test_unknown_name_and_wrong_password_read_alike(client: Client, applicant: User) -> None:
    unknown = log_in(client, "nobody", "wrong-password").content.decode()
    wrong = log_in(client, applicant.username, "wrong-password").content.decode()
    sentence = "登录名或密码不对。密码区分大小写；连续输错5次，账号会锁定15分钟。"
    assert sentence in unknown
    assert sentence in wrong


@pytest.mark.parametrize("bad", ["a\x00b", "a\u202eb", "x" * 500])
def test_strange_login_names_get_a_sentence(client: Client, db: None, bad: str) -> None:
    answer = log_in(client, bad, "wrong-password")
    assert answer.status_code == 200
    assert "没有登录成功" in answer.content.decode()


def test_nul_in_the_password_gets_a_sentence(client: Client, applicant: User) -> None:
    answer = log_in(client, applicant.username, "wrong\x00password")
    assert answer.status_code == 200
    assert "密码" in answer.content.decode()


def test_fifth_wrong_password_locks_and_says_until_when(client: Client, applicant: User) -> None:
    with time_machine.travel(datetime(2026, 6, 1, 2, 0, tzinfo=UTC), tick=False):
        answer = fail(client, applicant, 5)
    text = answer.content.decode()
    assert answer.status_code == 429
    assert "账号已暂时锁定" in text
    assert "请在 10:15 以后再试" in text


def test_locked_account_does_not_open_with_the_right_password(client: Client, applicant: User) -> None:
    fail(client, applicant, 5)
    assert log_in(client, applicant.username, PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_lock_ends_after_a_quarter_of_an_hour(client: Client, applicant: User) -> None:
    with time_machine.travel(datetime(2026, 6, 1, 2, 0, tzinfo=UTC), tick=False) as clock:
        fail(client, applicant, 5)
        clock.move_to(datetime(2026, 6, 1, 2, 15, 1, tzinfo=UTC))
        assert log_in(client, applicant.username, PASSWORD).status_code == 302


def test_lock_is_on_the_account_and_not_on_the_office_address(
    client: Client, applicant: User, other_applicant: User
) -> None:
    fail(client, applicant, 5)
    assert log_in(client, other_applicant.username, PASSWORD).status_code == 302


def test_logging_out_takes_a_post(applicant: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(applicant)
    assert client.get("/accounts/logout/").status_code == 405
    assert "_auth_user_id" in client.session
    answer = client.post("/accounts/logout/", follow=True)
    assert "已退出登录" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post("/accounts/logout/").status_code == 302


def test_changing_the_password_is_audited_and_keeps_this_session(
    applicant: User, client_of: Callable[[User], Client]
) -> None:
    client, elsewhere = client_of(applicant), client_of(applicant)
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/accounts/password/", data).status_code == 302
    applicant.refresh_from_db()
    assert applicant.check_password(NEW)
    assert client.get("/accounts/password/").status_code == 200
    assert elsewhere.get("/accounts/password/").status_code == 302
    assert [entry.action for entry in audit.history(applicant)] == ["change_password"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"old_password": "not-it"}, "原密码不对，请重新输入。"),
        ({"new_password2": "another-one-1"}, "两次输入的新密码不一样，请重新输入。"),
        ({"new_password1": "12345678", "new_password2": "12345678"}, "密码太短，至少要10位。"),
        ({"new_password1": "", "new_password2": ""}, "请填写新密码。"),
        ({"new_password1": "changzhi-applicant", "new_password2": "changzhi-applicant"}, "太相近"),
    ],
)
def test_refused_password_says_why(
    applicant: User, client_of: Callable[[User], Client], change: dict[str, str], sentence: str
) -> None:
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW} | change
    answer = client_of(applicant).post("/accounts/password/", data)
    assert sentence in answer.content.decode()
    applicant.refresh_from_db()
    assert applicant.check_password(PASSWORD)


def test_forgotten_password_has_a_way(client: Client, db: None) -> None:
    assert "园区服务窗口" in client.get("/accounts/password/forgotten/").content.decode()
