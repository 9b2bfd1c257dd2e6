"""Sheets of persons, their work and homes, and of teams."""

from typing import Any

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related, shown
from accounts.models import City
from enterprises.applicants.sheets import applicants_of
from enterprises.registers.sheets import OwnedResource
from talent.models import Engagement, Home, Person, TeamRecognition


def _persons(actor: Actor, city: City) -> Any:
    return Person.objects.visible_to(actor).filter(applicant__city=city)


class PersonResource(OwnedResource):
    """Persons, found by employer and number."""

    class Meta(ScopedResource.Meta):
        model = Person
        import_id_fields = ("applicant", "person_no")
        fields = (
            "applicant", "applicant_name", "name", "person_no", "high_level_talent", "grade", "qualification",
            "source",
        )  # fmt: skip


class OfPersonResource(OwnedResource):
    """Base of what hangs on a person, who is named by employer and number."""

    found_in = {"applicant": applicants_of, "person": _persons}
    person_name = shown("person__name", "姓名")
    person = related("person", "人才编号", "person_no", within=(("统一社会信用代码", "applicant__unit_code"),))


class EngagementResource(OfPersonResource):
    """Engagements, found by person and first day."""

    class Meta(ScopedResource.Meta):
        model = Engagement
        import_id_fields = ("person", "hired_on")
        fields = (
            "applicant", "applicant_name", "person_name", "person", "mode", "hired_on", "contract_years",
            "insurance_months", "degree", "newly_hired", "solves_key_problem", "source",
        )  # fmt: skip


class HomeResource(OfPersonResource):
    """Homes, found by person and contract."""

    class Meta(ScopedResource.Meta):
        model = Home
        import_id_fields = ("person", "mode", "contract_no")
        fields = (
            "applicant", "applicant_name", "person_name", "person", "mode", "address", "contract_no", "bought_on",
            "source",
        )  # fmt: skip


class TeamRecognitionResource(OwnedResource):
    """Recognitions of teams, found by their number."""

    class Meta(ScopedResource.Meta):
        model = TeamRecognition
        import_id_fields = ("approval_no",)
        fields = (
            "applicant", "applicant_name", "team_name", "approval_no", "level", "recognised_on", "new_team",
            "recognised_by_province", "upper_reward_fen", "source",
        )  # fmt: skip
