"""The first administrator is made by a command: once, with a password that holds, and told in the trail."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from tests.factories import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch):
    def made(username: str, password: str) -> str:
        monkeypatch.setenv("ADMINISTRATOR_PASSWORD", password)
        said = StringIO()
        call_command("make_administrator", username, "示例管理员", stdout=said)
        return said.getvalue()

    return made


def test_it_is_made_once_and_told(make) -> None:
    DepartmentFactory(provincial=True)
    assert make("chief", "Long-enough-2026") == "已设立系统管理员示例管理员（chief）。\n"
    user = User.objects.get(username="chief")
    assert actor_of(user).is_administrator and user.check_password("Long-enough-2026")
    (entry,) = audit.history(user)
    assert (entry.action, entry.detail) == ("appoint_administrator", {"account": "chief"})
    with pytest.raises(CommandError, match="已有系统管理员"):
        make("second", "Long-enough-2026")


@pytest.mark.parametrize(
    ("username", "password", "sentence"),
    [
        ("chief", "1234567890", "不能全是数字"),
        ("chief", "short", "至少要10位"),
        ("taken", "Long-enough-2026", "登录名“taken”已被使用"),
    ],
)
def test_nothing_is_made_that_the_rules_refuse(make, username: str, password: str, sentence: str) -> None:
    DepartmentFactory(provincial=True)
    UserFactory(username="taken")
    with pytest.raises(CommandError, match=sentence):
        make(username, password)
    assert not User.objects.filter(username="chief").exists()


def test_without_an_office_of_the_province_it_says_what_comes_first(make) -> None:
    with pytest.raises(CommandError, match="load_reference"):
        make("chief", "Long-enough-2026")
