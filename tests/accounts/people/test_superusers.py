"""A superuser is made by Django's own command, and its password is held to the rules there too."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

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
