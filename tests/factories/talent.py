"""Doctoral studios, persons, teams."""

from datetime import date
from decimal import Decimal

from factory.declarations import SelfAttribute, Sequence, SubFactory, Trait

from talent.models import DoctoralStudio, Engagement, Home, Person, TeamRecognition
from tests.factories.accounts import CityFactory
from tests.factories.base import Factory, in_city
from tests.factories.enterprises import ApplicantFactory


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


class PersonFactory(Factory):
    """A recognised talent with a doctor's degree, recorded by its employer."""

    class Meta:
        model = Person

    applicant = SubFactory(ApplicantFactory)
    name = Sequence(lambda n: f"示例人才{n}")
    person_no = Sequence(lambda n: f"RC-{n:04d}")
    high_level_talent = True
    grade = "C类"
    qualification = "doctor"
    certified = True


class EngagementFactory(Factory):
    """A doctor newly hired full-time for five years, insured for eight months."""

    class Meta:
        model = Engagement

    class Params:
        flexible = Trait(mode="flexible", contract_years=None, insurance_months=None, degree="")

    person = SubFactory(PersonFactory)
    applicant = SelfAttribute("person.applicant")
    mode = "full_time"
    hired_on = date(2025, 3, 1)
    contract_years = Decimal("5.00")
    insurance_months = 8
    degree = "doctor"
    newly_hired = True
    certified = True


class HomeFactory(Factory):
    """A home that was bought."""

    class Meta:
        model = Home

    class Params:
        rented = Trait(mode="rent", bought_on=None)

    person = SubFactory(PersonFactory)
    applicant = SelfAttribute("person.applicant")
    mode = "purchase"
    address = Sequence(lambda n: f"示例小区{n}号楼101室")
    contract_no = Sequence(lambda n: f"房2025-{n:04d}")
    bought_on = date(2025, 9, 1)
    certified = True


class TeamRecognitionFactory(Factory):
    """A new team of provincial level."""

    class Meta:
        model = TeamRecognition

    applicant = SubFactory(ApplicantFactory)
    team_name = Sequence(lambda n: f"示例创新团队{n}")
    approval_no = Sequence(lambda n: f"示例科发〔2026〕1号-{n}")
    level = "provincial"
    recognised_on = date(2026, 3, 1)
    new_team = True
    recognised_by_province = True
    upper_reward_fen = 500_000_00
    certified = True
