"""python manage.py load_reference: the data that every installation starts with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.cities.refusing import CityFaults
from core.texts.refusing import TextFault
from jinchuanggu.loading.reference import load_reference


class Command(BaseCommand):
    help = "载入基础数据（区划、部门、晋创谷、目标、政策）；可重复运行，不改动已有记录。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = load_reference()
        except (CityFaults, TextFault) as error:
            raise CommandError(f"没有载入，请先改正：\n{error}") from error
        self.stdout.write(f"基础数据已就绪，新增 {added} 条。" if added else "基础数据已就绪，没有新增。")
