"""Made-up records for tests. Traits name what matters: `TenancyFactory(office=True)`."""

from tests.factories.accounts import (
    PASSWORD,
    CityFactory,
    DepartmentFactory,
    DepartmentMembershipFactory,
    DistrictFactory,
    ProvinceFactory,
    UserFactory,
    office_user,
)
from tests.factories.enterprises import (
    ApplicantFactory,
    ApplicantMembershipFactory,
    IntellectualPropertyFactory,
    PlatformFactory,
    RecognitionFactory,
    YearlyFactsFactory,
    applicant_of,
)
from tests.factories.funds import FundFactory
from tests.factories.indicators import TargetFactory
from tests.factories.matching import AchievementFactory, JointProjectFactory, NeedFactory, ScenarioMatchFactory
from tests.factories.parks import (
    BuildingFactory,
    CooperationEntityFactory,
    EventFactory,
    ParkFactory,
    ResearchBranchFactory,
    SpaceFactory,
    TenancyFactory,
    ValleyFactory,
    ZoneFactory,
)
from tests.factories.talent import DoctoralStudioFactory

__all__ = [
    "PASSWORD",
    "AchievementFactory",
    "ApplicantFactory",
    "ApplicantMembershipFactory",
    "BuildingFactory",
    "CityFactory",
    "CooperationEntityFactory",
    "DepartmentFactory",
    "DepartmentMembershipFactory",
    "DistrictFactory",
    "DoctoralStudioFactory",
    "EventFactory",
    "FundFactory",
    "IntellectualPropertyFactory",
    "JointProjectFactory",
    "NeedFactory",
    "ParkFactory",
    "PlatformFactory",
    "ProvinceFactory",
    "RecognitionFactory",
    "ResearchBranchFactory",
    "ScenarioMatchFactory",
    "SpaceFactory",
    "TargetFactory",
    "TenancyFactory",
    "UserFactory",
    "ValleyFactory",
    "YearlyFactsFactory",
    "ZoneFactory",
    "applicant_of",
    "office_user",
]
