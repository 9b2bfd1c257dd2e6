"""Targets."""

from datetime import date

from factory.declarations import SubFactory

from indicators.models import Target
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory


class TargetFactory(Factory):
    class Meta:
        model = Target
        django_get_or_create = ("key",)

    city = SubFactory(CityFactory)
    key = "CZ-T1"
    name = "引进或培育科技型企业"
    unit = "家"
    comparison = "at_least"
    figure = 100
    since = date(2024, 11, 28)
    by = date(2026, 12, 31)
    counts = "测试口径"
    source = "测政发〔2024〕1号"
