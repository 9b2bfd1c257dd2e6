"""python manage.py load_demo: made-up people and companies to try the portal with, and what they have done so far."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.cities.refusing import CityFaults
from core.texts.refusing import TextFault
from jinchuanggu.loading.deeds import do_deeds
from jinchuanggu.loading.demo import load_demo
from jinchuanggu.loading.reference import load_reference


class Command(BaseCommand):
    help = "载入演示数据：虚构的人员、企业和记录，账号共用一个公开的密码。切勿在正式环境使用。可重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="即使按正式环境配置（DJANGO_TLS）也载入")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.BEHIND_TLS and not options["force"]:
            raise CommandError("这里按正式环境配置（DJANGO_TLS）。演示账号的密码是公开的；确要载入，请加 --force。")
        try:
            load_reference()
            added = load_demo()
            done, left_out = do_deeds()
        except (CityFaults, TextFault) as error:
            raise CommandError(f"没有载入，请先改正：\n{error}") from error
        for row in left_out:
            self.stdout.write(f"没有办成：{row}")
        new = added + done
        self.stdout.write(f"演示数据已就绪，新增 {new} 条。" if new else "演示数据已就绪，没有新增。")
