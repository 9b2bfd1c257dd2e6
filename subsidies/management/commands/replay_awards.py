"""Reckon all stored awards again and report any fen of difference."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from accounts.models import City
from subsidies.awards.models import Award
from subsidies.awards.replaying import replay, stored
from subsidies.claims.models import Claim


class Command(BaseCommand):
    help = "按存档的输入、参数和规则文本重新核算全部核定结果，报告任何一分钱的差异；有差异时以状态 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claim", metavar="编号", help="只复核这一份申报")
        parser.add_argument("--city", metavar="代号", help="只复核这个市（代号见工作台“市”）")

    def handle(self, *args: Any, claim: str | None, city: str | None, **options: Any) -> None:
        awards = chosen(claim, city)
        report = replay(stored(awards))
        for row in report.differences:
            self.stdout.write(str(row))
        if report.differences:
            raise CommandError(report.sentence, returncode=1)
        self.stdout.write(report.sentence if report.checked else "还没有核定结果，没有复核任何一份。")


def chosen(claim: str | None, city: str | None) -> QuerySet[Award]:
    """The awards to reckon again. Raises CommandError for a city or claim that is not there, or has no award."""
    awards = Award.objects.all()
    if city:
        awards = awards.filter(claim__city__key=city)
        if not City.objects.filter(key=city).exists():
            raise CommandError(f"没有代号为“{city}”的市。")
    if claim:
        awards = awards.filter(claim__number=claim)
        if not awards.exists():
            known = Claim.objects.filter(number=claim).exists()
            raise CommandError(f"申报“{claim}”在所选范围内没有核定结果。" if known else f"没有编号为“{claim}”的申报。")
    return awards
