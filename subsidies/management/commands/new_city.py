"""python manage.py new_city KEY: the two folders of a new city, with comments and an example. Needs no database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.texts.refusing import TextFault
from core.values.verdict import Refused
from subsidies.catalogue.writing import write_city


class Command(BaseCommand):
    help = "为新的城市写出两个文件夹：基本情况（待填）和一份可以运行的政策示例。不需要数据库"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="城市的代号，小写字母，例如 example")
        parser.add_argument("--prefix", default="", help="事项代码的前缀，二至四个大写字母；不写则取代号的前两个字母")

    def handle(self, *args: Any, key: str, prefix: str, **options: Any) -> None:
        try:
            paths = write_city(key, prefix)
        except (Refused, TextFault) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("已写出：\n" + "\n".join(f"  {path}" for path in paths))
        self.stdout.write(f"填好以后运行 check_city {key}，没有问题再运行 load_reference。")
