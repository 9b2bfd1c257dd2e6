"""Applicants and what is recorded about them."""

from datetime import date
from typing import Any

from factory.declarations import LazyAttribute, LazyAttributeSequence, Sequence, SubFactory, Trait
from factory.helpers import post_generation

from accounts.models import User
from core.values.identifiers import make_uscc
from enterprises.models import (
    Applicant,
    ApplicantMembership,
    ErasureRequest,
    IntellectualProperty,
    Platform,
    Recognition,
    TeamCharter,
    TeamMember,
    YearlyFacts,
)
from tests.factories.accounts import CityFactory, UserFactory
from tests.factories.base import LONG_AGO, Factory, in_city


class ApplicantFactory(Factory):
    """A sci-tech company of Changzhi with nothing recorded about it."""

    class Meta:
        model = Applicant

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        university = Trait(kind="university", is_sci_tech=False)
        institution = Trait(kind="institution", is_sci_tech=False)
        bank = Trait(kind="bank", is_sci_tech=False)
        team = Trait(kind="team", is_sci_tech=False)
        service_body = Trait(is_service_body=True, is_sci_tech=False)
        not_sci_tech = Trait(is_sci_tech=False)

    city = SubFactory(CityFactory)
    uscc = LazyAttributeSequence(lambda row, n: make_uscc(row.city.code, n))
    name = Sequence(lambda n: f"测试企业{n}号有限公司")
    kind = "enterprise"
    is_sci_tech = True
    registered_on = LONG_AGO
    registered_capital_fen = 1_000_000_00
    paid_in_capital_fen = 1_000_000_00


class ErasureRequestFactory(Factory):
    class Meta:
        model = ErasureRequest

    applicant = SubFactory(ApplicantFactory)
    asked_by = SubFactory(UserFactory)
    reason = "不再申报。"


class TeamCharterFactory(Factory):
    """What a team declares of itself, with its leader alone."""

    class Meta:
        model = TeamCharter
        skip_postgeneration_save = True

    applicant = SubFactory(ApplicantFactory, team=True)
    text = "共同攻关。"

    @post_generation
    def leader(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Who leads it."""
        TeamMember.objects.create(applicant=self.applicant, charter=self, name=extracted or "测试负责人", leads=True)


class ApplicantMembershipFactory(Factory):
    class Meta:
        model = ApplicantMembership

    user = SubFactory(UserFactory)
    applicant = SubFactory(ApplicantFactory)


def applicant_of(applicant: Applicant, username: str | None = None) -> User:
    """A new person who files claims for the applicant."""
    named = {"username": username} if username else {}
    user: User = UserFactory(name=f"{applicant.name[:12]}经办人", **named)
    ApplicantMembershipFactory(user=user, applicant=applicant)
    return user


def _expiry(row: Recognition) -> date | None:
    return date(row.issued_on.year + 3, row.issued_on.month, row.issued_on.day) if row.kind == "high_tech" else None


class RecognitionFactory(Factory):
    """A first high-tech certificate of 2026-03-01, three years in force."""

    class Meta:
        model = Recognition

    class Params:
        tech_sme = Trait(kind="tech_sme", expires_on=LazyAttribute(lambda row: date(row.issued_on.year, 12, 31)))
        specialised = Trait(kind="specialised", level="provincial")
        expired = Trait(issued_on=date(2021, 1, 10), expires_on=date(2024, 1, 9))

    applicant = SubFactory(ApplicantFactory)
    kind = "high_tech"
    certificate_no = Sequence(lambda n: f"GR202614{n:06d}")
    issued_on = date(2026, 3, 1)
    expires_on = LazyAttribute(_expiry)
    certified = True


class PlatformFactory(Factory):
    """A city's operating platform of provincial level."""

    class Meta:
        model = Platform

    class Params:
        changzhi = in_city("changzhi")
        jincheng = in_city("jincheng")
        luliang = in_city("luliang")
        planned = Trait(status="planned")
        rd_institution = Trait(is_rd_institution=True, category="new_rd_institution", level="city")

    city = SubFactory(CityFactory)
    name = Sequence(lambda n: f"测试平台{n}")
    category = "provincial_key_lab"
    level = "provincial"
    certified = True


class YearlyFactsFactory(Factory):
    class Meta:
        model = YearlyFacts

    class Params:
        unreported = Trait(revenue_fen=None)

    applicant = SubFactory(ApplicantFactory)
    year = 2026
    revenue_fen = 10_000_000_00
    employees = 50


class IntellectualPropertyFactory(Factory):
    class Meta:
        model = IntellectualProperty

    applicant = SubFactory(ApplicantFactory)
    kind = "invention"
    application_no = Sequence(lambda n: f"2026{n:08d}")
    title = Sequence(lambda n: f"一种测试装置{n}")
    filed_on = date(2026, 3, 1)
    certified = True
