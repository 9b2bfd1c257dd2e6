"""python manage.py check_city KEY: what is wrong or missing in a city's two folders. Needs no database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jinchuanggu.loading.reading import faults_of_city


class Command(BaseCommand):
    help = "核对一个城市的两个文件夹：每处问题一句话，写明文件和行；有问题时退出状态不为零。不需要数据库"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="城市的代号")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        faults = faults_of_city(key)
        if faults:
            raise CommandError("\n".join([f"“{key}”有 {len(faults)} 处问题：", *faults]))
        self.stdout.write(f"“{key}”没有问题，可以运行 load_reference。")
