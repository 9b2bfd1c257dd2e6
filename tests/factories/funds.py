"""Funds."""

from datetime import date

from factory.declarations import Sequence, SubFactory, Trait

from funds.models import Fund
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city


class FundFactory(Factory):
    """A fund of 50,000,000 yuan that is set up."""

    class Meta:
        model = Fund

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned", set_up_on=None)
        of_unknown_size = Trait(size_fen=None)

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试基金{n}")
    size_fen = 50_000_000_00
    status = "existing"
    set_up_on = date(2025, 6, 1)
