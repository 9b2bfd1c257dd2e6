"""python manage.py demo_logins: who can log in to the demo, and what to try."""

from typing import Any

from django.core.management.base import BaseCommand

from jinchuanggu.loading.logins import demo_logins, table


class Command(BaseCommand):
    help = "列出演示账号：地区、身份、登录名、密码、可以试什么。"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = demo_logins()
        self.stdout.write(table(rows) if rows else "没有演示账号。载入演示数据：python manage.py load_demo")
