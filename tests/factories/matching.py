"""Needs, projects, scenario matchmaking."""

from datetime import date

from factory.declarations import Sequence, SubFactory

from matching.models import JointProject, Need, ScenarioMatch
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city


class NeedFactory(Factory):
    class Meta:
        model = Need

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")

    city = SubFactory(CityFactory)
    title = Sequence(lambda n: f"测试需求{n}")
    stated_by = "测试企业"
    collected_on = date(2026, 3, 1)


class JointProjectFactory(Factory):
    class Meta:
        model = JointProject

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")

    city = SubFactory(CityFactory)
    title = Sequence(lambda n: f"测试项目{n}")
    partners = "测试企业、测试高校"
    started_on = date(2026, 3, 1)


class ScenarioMatchFactory(Factory):
    class Meta:
        model = ScenarioMatch

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")

    city = SubFactory(CityFactory)
    entity = Sequence(lambda n: f"测试主体{n}")
    scenario = "智慧园区"
    matched_on = date(2026, 3, 1)
