"""Accounts that are made by hand: by Django's command, which holds a password to the rules too, or in the admin."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core.values.identity_numbers import make_identity_number
from core.values.text import IDENTITY_SENTENCE

pytestmark = pytest.mark.django_db
ASKED = {"username": "root-cz", "email": "root@example.invalid", "name": "管理员", "interactive": False}


@pytest.mark.parametrize("weak", ["12345678", "password", "short1"])
def test_a_weak_password_is_refused_though_nobody_is_asked(weak: str, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", weak)
    with pytest.raises(CommandError, match="密码"):
        call_command("createsuperuser", **ASKED)
    assert not User.objects.exists()


def test_a_good_one_is_taken(monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Cao-Ping-2026-Shi")
    call_command("createsuperuser", verbosity=0, **ASKED)
    assert User.objects.get().check_password("Cao-Ping-2026-Shi")


@pytest.mark.parametrize("field", ["username", "name", "phone", "email"])
def test_no_account_is_called_by_an_identity_number(field: str, administrator: User, client_of: Any) -> None:
    """It would stand in lists, in choices and in the trail for good."""
    number = make_identity_number("140502", date(1988, 8, 8))
    client = client_of(administrator)
    passwords = dict.fromkeys(("password1", "password2"), "Lanren-2026-x")
    typed = {"username": "zhang", "name": "张示例", "phone": "", "email": ""} | passwords
    given = {field: {"email": f"{number}@example.com", "name": f"张{number}"}.get(field, number)}
    page = client.post("/admin/accounts/user/add/", typed | given)
    assert page.status_code == 200 and IDENTITY_SENTENCE in page.content.decode()
    assert not User.objects.filter(**given).exists()
    assert client.post("/admin/accounts/user/add/", typed).status_code == 302
    own = User.objects.get(username="zhang")
    again = client.post(f"/admin/accounts/user/{own.pk}/change/", typed | {"is_active": "on"} | given)
    assert IDENTITY_SENTENCE in again.content.decode()
