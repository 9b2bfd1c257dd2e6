"""Logging in and out, the lock after wrong passwords, and changing a password."""

import logging
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.people import hashing
from core import audit
from core.values.identity_numbers import make_identity_number
from jinchuanggu.settings.recording import PlainRefusals
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
NEW = "Xin-Mi-Ma-2027"


def log_in(client: Client, username: str, password: str, REMOTE_ADDR: str = "127.0.0.1", **more: str) -> Any:
    typed = {"username": username, "password": password, **more}
    return client.post(LOGIN, typed, REMOTE_ADDR=REMOTE_ADDR)


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
    sentence = "登录名或密码不对。密码区分大小写；连续输错5次，须等15分钟再试。"
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
    assert "暂停登录" in text
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


def test_a_stranger_locks_nobody_out(client: Client, applicant: User) -> None:
    for _ in range(6):
        log_in(client, applicant.username, "wrong-password", REMOTE_ADDR="203.0.113.9")
    assert log_in(client, applicant.username, PASSWORD, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert log_in(Client(), applicant.username, PASSWORD, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_the_token_address_is_locked_with_the_login(client: Client, applicant: User) -> None:
    body = {"username": applicant.username, "password": "wrong-password"}
    for _ in range(5):
        client.post("/api/token/", body, content_type="application/json")
    body["password"] = PASSWORD
    assert client.post("/api/token/", body, content_type="application/json").status_code != 200
    assert log_in(client, applicant.username, PASSWORD).status_code == 429


def test_log_ins_from_one_address_are_braked_whatever_the_name(client: Client, db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr("accounts.views.entering.LOG_INS", 3)
    address = f"2001:db8::{uuid.uuid4().hex[:4]}"
    answers = [log_in(client, f"name-{number}", "x", REMOTE_ADDR=address) for number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "登录太频繁" in answers[-1].content.decode()


def test_the_old_password_is_not_to_be_tried_out(
    applicant: User, client_of: Callable[[User], Client], monkeypatch: Any
) -> None:
    monkeypatch.setattr("accounts.views.entering.OLD_PASSWORDS", 3)
    client = client_of(applicant)
    data = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    pages = [client.post("/accounts/password/", data).content.decode() for _ in range(4)]
    assert all("原密码不对" in page for page in pages[:3])
    data["old_password"] = PASSWORD
    assert "次数过多" in client.post("/accounts/password/", data).content.decode()
    applicant.refresh_from_db()
    assert applicant.check_password(PASSWORD)


def test_slow_hashing_leaves_threads_to_the_pages(client: Client, db: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["accounts.people.hashing.BoundedPasswordHasher"]
    taken = [hashing._slots.acquire(blocking=False) for _ in range(hashing.AT_ONCE)]
    assert all(taken)
    try:
        calm = Client(raise_request_exception=False)
        answer = log_in(calm, "somebody", "some-password", REMOTE_ADDR="2001:db8::77")
        assert answer.status_code == 503 and "系统正忙" in answer.content.decode()
        assert calm.get("/").status_code == 200
    finally:
        for _ in taken:
            hashing._slots.release()
    assert log_in(client, "somebody", "some-password").status_code == 200


def test_a_refusal_is_a_line_in_the_log_and_no_traceback() -> None:
    def told(status: int) -> Any:
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "x", (), (ValueError, ValueError(), None))
        record.status_code = status
        assert PlainRefusals().filter(record)
        return record.exc_info

    assert [told(status) is None for status in (400, 403, 404, 499, 500, 503)] == [True] * 4 + [False] * 2


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


@pytest.mark.parametrize("where", ["/enterprise/edit/", "/admin/parks/park/add/"])
def test_what_was_typed_when_the_session_had_ended_is_offered_behind_the_login(
    where: str, applicant: User, operator: User, second_reviewer: User
) -> None:
    user, client = (operator, Client()) if where.startswith("/admin") else (applicant, Client())
    assert log_in(client, user.username, PASSWORD).status_code == 302
    client.get(where)
    client.cookies.pop("sessionid")  # as a log-out in another tab, or the end of its time, leaves the browser
    page = client.post(where, {"name": "刚刚写的名称", "kind": ["a", "b"], "note": "<b>"})
    assert page.status_code == 403 and "登录已过期，刚才的内容还没有保存" in page.content.decode()
    kept = {"kept": page.context["kept"], "next": page.context["next"]}
    wrong = log_in(client, user.username, "wrong-password", **kept)
    assert wrong.context["kept"] == kept["kept"], "a slip in the password loses nothing"
    other = log_in(client, second_reviewer.username, PASSWORD, **kept)
    assert other.status_code == 302, "nobody else is offered it"
    client.cookies.pop("sessionid")
    back = log_in(client, user.username, PASSWORD, **kept)
    text = back.content.decode()
    assert back.status_code == 200 and f'action="{where}"' in text
    assert 'name="name" value="刚刚写的名称"' in text and text.count('name="kind"') == 2 and "&lt;b&gt;" in text


@pytest.mark.parametrize("typed", [
    {"note": "一" * 100_001}, {"old_password": "x"}, {"note": make_identity_number("140502", date(1988, 8, 8))},
])  # fmt: skip
def test_what_is_not_kept_is_said_to_be_lost(typed: dict[str, str], client: Client, applicant: User) -> None:
    log_in(client, applicant.username, PASSWORD)
    client.get("/enterprise/edit/")
    client.cookies.pop("sessionid")
    page = client.post("/enterprise/edit/", typed).content.decode()
    assert "登录已过期，刚才的内容没有保存" in page and "kept" not in page


def test_what_somebody_else_signed_is_not_offered(client: Client, applicant: User) -> None:
    for forged in ("", "x", signing.dumps({"path": "/", "fields": []}, salt="other")):
        assert log_in(client, applicant.username, PASSWORD, kept=forged).status_code == 302
        client.logout()
    stranger = Client().post("/enterprise/edit/", {"name": "x"})
    assert stranger.status_code == 302, "whoever never had a page of ours is sent to the log-in page"
