"""Targets."""

from datetime import date
from functools import cache

from factory.declarations import LazyAttribute, SubFactory

from accounts.cities.opening import city_folders
from indicators.loading.targets import read_targets
from indicators.models import Target
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory


@cache
def definitions() -> dict[str, str]:
    """What each target of the cities' data counts, by its key."""
    return {row["key"]: row["definition"] for folder in city_folders() for row in read_targets(folder)}


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
    definition = LazyAttribute(lambda row: definitions().get(row.key, ""))
    counts = "测试口径"
    source = "测政发〔2024〕1号"
