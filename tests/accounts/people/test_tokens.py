"""Tokens of the API end with the password, with the account, and when an administrator withdraws them."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from rest_framework.authtoken.models import Token

from accounts.models import User
from core.models import AuditEntry
from tests.factories import PASSWORD

NEW = "Xin-Mi-Ma-2027"
USERS = "admin:accounts_user_changelist"


@pytest.fixture
def token(applicant: User) -> str:
    return Token.objects.create(user=applicant).key


def opens(token: str) -> bool:
    return Client(headers={"authorization": f"Token {token}"}).get("/api/claims/").status_code == 200


def test_a_token_opens_the_interface(token: str) -> None:
    assert opens(token)


def test_it_ends_with_the_old_password(token: str, applicant: User, client_of: Callable[[User], Client]) -> None:
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client_of(applicant).post(reverse("accounts:password_change"), typed).status_code == 302
    assert not opens(token)


def test_it_ends_when_the_administrator_sets_a_password(
    token: str, applicant: User, administrator: User, client_of: Callable[[User], Client]
) -> None:
    typed = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "1"}
    page = reverse("admin:auth_user_password_change", args=[applicant.pk])
    assert client_of(administrator).post(page, typed).status_code == 302
    applicant.refresh_from_db()
    assert applicant.check_password(NEW)
    assert not opens(token)


def test_it_ends_with_a_password_set_on_the_command_line(token: str, applicant: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt="": NEW)
    call_command("changepassword", applicant.username, stdout=StringIO())
    assert not opens(token)


def test_it_does_not_come_back_with_an_account_that_was_switched_off(
    token: str, applicant: User, administrator: User, client_of: Callable[[User], Client]
) -> None:
    page = reverse("admin:accounts_user_change", args=[applicant.pk])
    typed = {"username": applicant.username, "name": applicant.name, "email": applicant.email, "phone": ""}
    client = client_of(administrator)
    for is_active in ({}, {"is_active": "on"}):
        assert client.post(page, typed | is_active).status_code == 302
    applicant.refresh_from_db()
    assert applicant.is_active
    assert not opens(token)


def test_it_outlives_a_login_and_a_new_phone_number(token: str, applicant: User, client: Client) -> None:
    client.post("/accounts/login/", {"username": applicant.username, "password": PASSWORD})
    applicant.phone = "13800000000"
    applicant.save()
    assert opens(token)


def test_the_administrator_withdraws_it(
    token: str, applicant: User, stranger: User, administrator: User, client_of: Callable[[User], Client]
) -> None:
    typed = {"action": "withdraw_tokens", "_selected_action": [str(applicant.pk), str(stranger.pk)]}
    page = client_of(administrator).post(reverse(USERS), typed, follow=True).content.decode()
    assert "已撤销 1 个账号的接口令牌。" in page
    assert not opens(token)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail["account"]) == ("withdraw_token", applicant.username)


def test_nobody_else_withdraws_it(
    token: str, applicant: User, operator: User, client_of: Callable[[User], Client]
) -> None:
    typed = {"action": "withdraw_tokens", "_selected_action": [str(applicant.pk)]}
    client_of(operator).post(reverse(USERS), typed)
    assert opens(token)
