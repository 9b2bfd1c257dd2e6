"""Sheets of results, of contracts and transfers about them, and of the assessments of platforms."""

from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related, shown
from accounts.models import City
from enterprises.applicants.sheets import applicants_of
from enterprises.models import (
    Achievement,
    AchievementTransfer,
    ContractYear,
    Platform,
    PlatformAssessment,
    TechnologyContract,
)
from enterprises.registers.sheets import OwnedResource, RegisterResource


def of_city(model: Any, path: str) -> Any:
    """Where a sheet looks for records of a model: those of its city that the person may see."""

    def rows(actor: Actor, city: City) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(actor).filter(**{path: city})
        return found

    return rows


OF_APPLICANT = (("统一社会信用代码", "applicant__unit_code"),)
achievements_of = of_city(Achievement, "city")
contracts_of = of_city(TechnologyContract, "applicant__city")
platforms_of = of_city(Platform, "city")


class AchievementResource(RegisterResource):
    """Results of the city's library, found by title and owner."""

    class Meta(ScopedResource.Meta):
        model = Achievement
        import_id_fields = ("title", "owner")
        fields = ("title", "owner", "registration_no", "field", "industry", "promoted_on", "source")


class TechnologyContractResource(OwnedResource):
    """Contracts, found by applicant and registered number."""

    class Meta(ScopedResource.Meta):
        model = TechnologyContract
        import_id_fields = ("applicant", "registered_no")
        fields = (
            "applicant", "applicant_name", "registered_no", "contract_kind", "title", "seller", "seller_uscc", "buyer",
            "buyer_uscc", "signed_on", "total_fen", "equity_value_fen", "source",
        )  # fmt: skip


class ContractYearResource(OwnedResource):
    """Amounts of a year, found by contract and year."""

    found_in = {"applicant": applicants_of, "contract": contracts_of}
    contract = related("contract", "技术合同登记编号", "registered_no", within=OF_APPLICANT)

    class Meta(ScopedResource.Meta):
        model = ContractYear
        import_id_fields = ("applicant", "contract", "year")
        fields = ("applicant", "applicant_name", "contract", "year", "transacted_fen", "last_paid_on", "source")


class AchievementTransferResource(OwnedResource):
    """Transfers, found by result, parties and day."""

    found_in = {"applicant": applicants_of, "achievement": achievements_of}
    achievement = related("achievement", "科技成果", "title", within=(("成果单位", "owner"),))
    achievement_owner = shown("achievement__owner", "成果单位")

    class Meta(ScopedResource.Meta):
        model = AchievementTransfer
        import_id_fields = ("applicant", "achievement", "from_party", "to_party", "transferred_on")
        fields = (
            "applicant", "applicant_name", "achievement", "achievement_owner", "from_party", "to_party",
            "transferred_on", "local_contribution_fen", "source",
        )  # fmt: skip


class PlatformAssessmentResource(OwnedResource):
    """Assessments, found by platform and year."""

    found_in = {"applicant": applicants_of, "platform": platforms_of}
    platform = related("platform", "创新平台", "name", within=OF_APPLICANT)

    class Meta(ScopedResource.Meta):
        model = PlatformAssessment
        import_id_fields = ("applicant", "platform", "year")
        fields = (
            "applicant", "applicant_name", "platform", "year", "level", "passed", "award_fen", "arrived_on", "source",
        )  # fmt: skip
