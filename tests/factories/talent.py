"""Doctoral studios."""

from datetime import date

from factory.declarations import Sequence, SubFactory, Trait

from talent.models import DoctoralStudio
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city


class DoctoralStudioFactory(Factory):
    class Meta:
        model = DoctoralStudio

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned")
        closed = Trait(status="closed")

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试博士创新工作室{n}")
    opened_on = date(2025, 6, 1)
