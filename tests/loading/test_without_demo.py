"""A portal without the demo: the list says how to get one, and a public one refuses it."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def test_without_the_demo_the_list_says_how_to_get_one(db, capsys) -> None:
    call_command("demo_logins")
    assert "load_demo" in capsys.readouterr().out


def test_a_server_set_up_for_the_public_refuses_the_demo(db, settings) -> None:
    settings.BEHIND_TLS = True
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not User.objects.exists()
