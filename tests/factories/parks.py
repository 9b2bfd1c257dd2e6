"""Valleys, spaces, tenancies, premises, and what takes place."""

from datetime import date
from decimal import Decimal
from typing import Any

from factory.declarations import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait
from factory.helpers import post_generation

from parks.models import (
    Building,
    CooperationEntity,
    EntryRequest,
    Event,
    FitOut,
    Park,
    ParkService,
    Premises,
    RentReceipt,
    ResearchBranch,
    ServiceWindow,
    Space,
    Tenancy,
    Valley,
    Zone,
)
from parks.tenancies import leasing
from tests.factories.accounts import CityFactory, UserFactory
from tests.factories.base import Factory, in_city
from tests.factories.enterprises import ApplicantFactory


class ValleyFactory(Factory):
    class Meta:
        model = Valley
        django_get_or_create = ("city",)

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")

    city = SubFactory(CityFactory)
    name = LazyAttribute(lambda row: f"晋创谷·{row.city.name}")
    plan_number = "测政发〔2024〕1号"
    host = "测试开发区"
    lead_unit = "市科技局"


class ZoneFactory(Factory):
    class Meta:
        model = Zone
        django_get_or_create = ("valley", "name")

    valley = SubFactory(ValleyFactory)
    name = "起步区"
    kind = "start_area"


class ServiceWindowFactory(Factory):
    """A window of which nothing is published yet."""

    class Meta:
        model = ServiceWindow

    valley = SubFactory(ValleyFactory)
    name = Sequence("服务窗口{}".format)


class ParkServiceFactory(Factory):
    class Meta:
        model = ParkService

    valley = SubFactory(ValleyFactory)
    name = Sequence("入驻代办{}".format)
    says = "企业登记注册一窗办。"
    source = "测政发〔2024〕1号第一条"


class ParkFactory(Factory):
    class Meta:
        model = Park
        django_get_or_create = ("valley", "name")

    valley = SubFactory(ValleyFactory)
    name = "测试产业园"


class BuildingFactory(Factory):
    class Meta:
        model = Building
        django_get_or_create = ("park", "name")

    park = SubFactory(ParkFactory)
    name = "1号楼"


class SpaceFactory(Factory):
    """A workshop of 1,000 m²."""

    class Meta:
        model = Space

    class Params:
        office = Trait(kind="office", area_m2=Decimal("200.00"))

    building = SubFactory(BuildingFactory)
    number = Sequence(lambda n: f"{n:04d}")
    kind = "workshop"
    area_m2 = Decimal("1000.00")


class TenancyFactory(Factory):
    """An applicant's open-ended tenancy, from January 2025, of a workshop in its own city's valley."""

    class Meta:
        model = Tenancy

    class Params:
        office = Trait(space__office=True)
        ended = Trait(ends_on=date(2025, 12, 31))

    applicant = SubFactory(ApplicantFactory)
    space = SubFactory(SpaceFactory, building__park__valley__city=SelfAttribute(".....applicant.city"))
    starts_on = date(2025, 1, 1)
    monthly_rent_fen = 10_000_00

    @post_generation
    def premises(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        """What the verb makes with a tenancy, certified since."""
        if create:
            made = {"certified": True, "source": leasing.BY_TENANCY}
            Premises.objects.get_or_create(applicant=self.applicant, space=self.space, defaults=made)


class EventFactory(Factory):
    class Meta:
        model = Event

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"第{n}次测试对接会")
    kind = "matchmaking"
    held_on = date(2026, 3, 1)


class CooperationEntityFactory(Factory):
    class Meta:
        model = CooperationEntity

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned")

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试研究院{n}")


class ResearchBranchFactory(Factory):
    class Meta:
        model = ResearchBranch

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned")

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试分院{n}")
    institute = "测试研究总院"
    set_up_on = date(2026, 3, 1)


class PremisesFactory(Factory):
    """An office of 300 m² that the tenant rents by itself, open-ended from January 2025."""

    class Meta:
        model = Premises

    class Params:
        workshop = Trait(kind="workshop", area_m2=Decimal("1000.00"))

    applicant = SubFactory(ApplicantFactory)
    address = Sequence(lambda n: f"示例路{n}号2号楼301室")
    kind = "office"
    area_m2 = Decimal("300.00")
    owner = "示例物业有限公司"
    lease_no = Sequence(lambda n: f"租2025-{n:04d}")
    leased_from = date(2025, 1, 1)
    certified = True


class FitOutFactory(Factory):
    """A finished and assessed fit-out of 500 m² at 1,000,000 yuan."""

    class Meta:
        model = FitOut

    premises = SubFactory(PremisesFactory)
    applicant = SelfAttribute("premises.applicant")
    completed_on = date(2025, 5, 20)
    area_m2 = Decimal("500.00")
    third_party_assessed = True
    assessed_cost_fen = 1_000_000_00
    certified = True


class RentReceiptFactory(Factory):
    """Three months' rent of 30,000 yuan."""

    class Meta:
        model = RentReceipt

    premises = SubFactory(PremisesFactory)
    applicant = SelfAttribute("premises.applicant")
    voucher_no = Sequence(lambda n: f"票{n:08d}")
    first_month = "2025-01"
    last_month = "2025-03"
    paid_fen = 30_000_00
    paid_on = date(2025, 1, 5)
    certified = True


class EntryRequestFactory(Factory):
    """A request for an office of 200 m², not answered."""

    class Meta:
        model = EntryRequest

    applicant = SubFactory(ApplicantFactory)
    project = "示例光电项目"
    wished_kind = "office"
    wished_area_m2 = Decimal("200.00")
    wished_from = date(2026, 6, 1)
    asked_by = SubFactory(UserFactory)
