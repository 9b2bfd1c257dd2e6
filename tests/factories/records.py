"""Records of the registers of the enterprises wing, certified as an office leaves them."""

from datetime import date

from django.db.models import Model
from factory.declarations import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from enterprises.models import (
    Achievement,
    AchievementTransfer,
    Applicant,
    ContractYear,
    Deal,
    Institute,
    PlatformAssessment,
    Prize,
    Project,
    ProjectTransfer,
    ScenarioProject,
    StartUpProject,
    TechnologyContract,
    Voucher,
)
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city
from tests.factories.enterprises import ApplicantFactory, PlatformFactory


class AchievementFactory(Factory):
    """A result of the library; `promoted=True` once a promotion is recorded."""

    class Meta:
        model = Achievement

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        promoted = Trait(promoted_on=date(2026, 3, 1))

    city = SubFactory(CityFactory)
    title = Sequence(lambda n: f"测试成果{n}")
    owner = "测试高校"
    certified = True


class PlatformAssessmentFactory(Factory):
    """The province's assessment of 2026, passed, with its award."""

    class Meta:
        model = PlatformAssessment

    applicant = SubFactory(ApplicantFactory)
    platform = SubFactory(
        PlatformFactory, applicant=SelfAttribute("..applicant"), city=SelfAttribute("..applicant.city")
    )
    year = 2026
    passed = True
    award_fen = 300_000_00
    arrived_on = date(2026, 3, 1)
    certified = True


class TechnologyContractFactory(Factory):
    """A transfer of technology for 900,000 yuan, with the applicant as its seller."""

    class Meta:
        model = TechnologyContract

    class Params:
        equity = Trait(contract_kind="technology_equity", equity_value_fen=900_000_00)

    applicant = SubFactory(ApplicantFactory)
    registered_no = Sequence(lambda n: f"2026140400{n:06d}")
    contract_kind = "technology_transfer"
    title = Sequence(lambda n: f"测试技术转让{n}")
    seller = LazyAttribute(lambda row: row.applicant.name)
    buyer = "测试受让企业"
    signed_on = date(2026, 2, 1)
    total_fen = 900_000_00
    certified = True


class ContractYearFactory(Factory):
    """What was transacted in 2026: the whole of 900,000 yuan."""

    class Meta:
        model = ContractYear

    applicant = SubFactory(ApplicantFactory)
    contract = SubFactory(TechnologyContractFactory, applicant=SelfAttribute("..applicant"))
    year = 2026
    transacted_fen = 900_000_00
    last_paid_on = date(2026, 3, 1)
    certified = True


class AchievementTransferFactory(Factory):
    class Meta:
        model = AchievementTransfer

    applicant = SubFactory(ApplicantFactory)
    achievement = SubFactory(
        AchievementFactory, applicant=SelfAttribute("..applicant"), city=SelfAttribute("..applicant.city")
    )
    from_party = "测试高校"
    to_party = "测试受让企业"
    transferred_on = date(2026, 3, 1)
    certified = True


class ProjectFactory(Factory):
    """A provincial project of research."""

    class Meta:
        model = Project

    class Params:
        transformation = Trait(kind="transformation", level="city")
        investment = Trait(kind="investment", level="")

    applicant = SubFactory(ApplicantFactory)
    number = Sequence(lambda n: f"2026ZDYF{n:04d}")
    title = Sequence(lambda n: f"测试立项项目{n}")
    level = "provincial"
    approved_on = date(2026, 1, 10)
    performing_well = True
    certified = True


class ProjectTransferFactory(Factory):
    """A million yuan that arrived for a project."""

    class Meta:
        model = ProjectTransfer

    applicant = SubFactory(ApplicantFactory)
    project = SubFactory(ProjectFactory, applicant=SelfAttribute("..applicant"))
    voucher_no = Sequence(lambda n: f"DZ2026{n:05d}")
    amount_fen = 1_000_000_00
    arrived_on = date(2026, 3, 1)
    certified = True


class PrizeFactory(Factory):
    """A provincial second prize for progress in science; `in_contest=True` for a contest."""

    class Meta:
        model = Prize

    class Params:
        in_contest = Trait(
            kind="contest", prize="", grade="", contest="shanxi_division", rank=1, name="中国创新创业大赛（山西赛区）"
        )

    applicant = SubFactory(ApplicantFactory)
    kind = "science"
    name = "山西省科学技术进步奖"
    level = "provincial"
    prize = "progress"
    grade = "second"
    certificate_no = Sequence(lambda n: f"2025-J-2-{n:04d}")
    awarded_on = date(2026, 3, 1)
    upper_reward_fen = 100_000_00
    first_completing_unit = True
    certified = True


class DealFactory(Factory):
    """A first set of equipment, sold under an advance agreement."""

    class Meta:
        model = Deal

    applicant = SubFactory(ApplicantFactory)
    contract_no = Sequence(lambda n: f"XS-2026-{n:04d}")
    product = "first_set_equipment"
    product_name = "测试装备"
    buyer = "测试用户"
    deal_fen = 5_000_000_00
    closed_on = date(2026, 3, 1)
    purchase_agreement = True
    certified = True


class VoucherFactory(Factory):
    class Meta:
        model = Voucher

    applicant = SubFactory(ApplicantFactory)
    voucher_no = Sequence(lambda n: f"CXQ2026{n:05d}")
    service = "检验检测"
    provider = "测试服务机构"
    cost_fen = 50_000_00
    used_on = date(2026, 3, 1)
    certified = True


class StartUpProjectFactory(Factory):
    class Meta:
        model = StartUpProject

    applicant = SubFactory(ApplicantFactory)
    number = Sequence(lambda n: f"CY2026{n:04d}")
    title = Sequence(lambda n: f"测试创业项目{n}")
    qualification = "doctor"
    review_passed = True
    passed_on = date(2026, 3, 1)
    certified = True


class ScenarioProjectFactory(Factory):
    class Meta:
        model = ScenarioProject

    applicant = SubFactory(ApplicantFactory)
    number = Sequence(lambda n: f"CJ2026{n:04d}")
    title = Sequence(lambda n: f"测试场景项目{n}")
    approved_on = date(2026, 3, 1)
    certified = True


class InstituteFactory(Factory):
    class Meta:
        model = Institute

    applicant = SubFactory(ApplicantFactory)
    approval_no = Sequence(lambda n: f"测政函〔2026〕{n}号")
    name = Sequence(lambda n: f"测试产业技术研究院{n}")
    approved_on = date(2026, 3, 1)
    certified = True


def records_of_all_registers(applicant: Applicant) -> list[Model]:
    """One record of each register of this file, with what it hangs on; the result is the applicant's own."""
    result = AchievementFactory(applicant=applicant, city=applicant.city)
    contract = TechnologyContractFactory(applicant=applicant, achievement=result)
    project = ProjectFactory(applicant=applicant)
    assessment = PlatformAssessmentFactory(applicant=applicant)
    alone = (PrizeFactory, DealFactory, VoucherFactory, StartUpProjectFactory, ScenarioProjectFactory, InstituteFactory)
    return [
        result, contract, ContractYearFactory(applicant=applicant, contract=contract),
        AchievementTransferFactory(applicant=applicant, achievement=result, contract=contract), project,
        ProjectTransferFactory(applicant=applicant, project=project), assessment, assessment.platform,
        *(factory(applicant=applicant) for factory in alone),
    ]  # fmt: skip
