"""`make_administrator NAME 姓名`: the first administrator of an installation."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.people.appointing import appoint_first_administrator
from core.values.verdict import Refused, sentence_of


class Command(BaseCommand):
    """Asks for the password twice, or takes it from ADMINISTRATOR_PASSWORD."""

    help = "设立首位系统管理员（密码由键盘输入，或取自环境变量 ADMINISTRATOR_PASSWORD）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="登录名")
        parser.add_argument("name", help="姓名")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = appoint_first_administrator(
                username=options["username"], name=options["name"], password=self._password()
            )
        except (Refused, ValidationError) as error:
            raise CommandError(sentence_of(error)) from error
        self.stdout.write(f"已设立系统管理员{user.name}（{user.username}）。")

    def _password(self) -> str:
        given = os.environ.get("ADMINISTRATOR_PASSWORD")
        if given:
            return given
        password = getpass("密码：")
        if password != getpass("再输一次："):
            raise CommandError("两次输入的密码不同。")
        return password
