"""Rent, residency and first months rest on a tenancy: whoever entered it is not the one who answers for it."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import DepartmentMembership, User
from core.values.verdict import Refused
from enterprises.models import Applicant
from enterprises.registers import certifying, declaring
from parks.models import Premises, Tenancy
from parks.tenancies import leasing
from tests import road
from tests.factories import (
    ApplicantMembershipFactory,
    SpaceFactory,
    TenancyFactory,
    office_user,
)

pytestmark = pytest.mark.django_db
ALONE = "园区租约由您登记"


@pytest.fixture
def tenancy(company: Applicant, operator: User) -> Tenancy:
    """As its operator has just entered it."""
    road.policies_loaded()
    space = SpaceFactory(building__park__valley__city=company.city)
    return leasing.keep(TenancyFactory.build(applicant=company, space=space), by=actor_of(operator))


@pytest.fixture
def premises(tenancy: Tenancy) -> Premises:
    return Premises.objects.get()


@pytest.fixture
def both(company: Applicant, operator: User) -> User:
    """The operator, who reviews claims too."""
    office = operator.departmentmemberships.get().department
    DepartmentMembership.objects.create(user=operator, department=office, role=Role.REVIEWER)
    return User.objects.get(pk=operator.pk)


def test_it_counts_as_certified_once_somebody_else_has_seen_it(
    premises: Premises, operator: User, reviewer: User
) -> None:
    assert (premises.certified, premises.entered_by, premises.certified_by) == (False, operator, None)
    with pytest.raises(Refused, match="填写人不能核验自己填写的记录"):
        certifying.certify(record=premises, by=actor_of(operator))
    certifying.certify(record=premises, by=actor_of(reviewer))
    premises.refresh_from_db()
    assert (premises.certified, premises.certified_by) == (True, reviewer)


def test_a_change_is_to_be_certified_anew_for_either_tenant(
    tenancy: Tenancy, premises: Premises, other_company: Applicant, operator: User, reviewer: User
) -> None:
    certifying.certify(record=premises, by=actor_of(reviewer))
    tenancy.monthly_rent_fen = 20_000_00
    leasing.keep(tenancy, by=actor_of(operator))
    premises.refresh_from_db()
    assert (premises.certified, premises.certified_by) == (False, None)
    certifying.certify(record=premises, by=actor_of(reviewer))
    tenancy.applicant = other_company
    leasing.keep(tenancy, by=actor_of(operator))
    assert sorted(Premises.objects.values_list("applicant", "certified")) == sorted(
        [(premises.applicant_id, False), (other_company.pk, False)]
    )


def test_the_operator_of_its_valley_alone_keeps_it(
    tenancy: Tenancy, company: Applicant, operator: User, reviewer: User, jincheng: Any
) -> None:
    for person in (reviewer, office_user(Role.OPERATOR, jincheng)):
        with pytest.raises(Refused, match="由房源所在市的园区运营登记租约"):
            leasing.keep(tenancy, by=actor_of(person))
    ApplicantMembershipFactory(user=operator, applicant=company)
    with pytest.raises(Refused, match="不能登记本人代办过的单位的租约"):
        leasing.keep(tenancy, by=actor_of(operator))


def test_the_tenant_neither_amends_nor_withdraws_it(premises: Premises, applicant: User) -> None:
    by = actor_of(applicant)
    with pytest.raises(Refused, match="由部门登记"):
        declaring.withdraw(record=premises, by=by)
    with pytest.raises(Refused, match="由部门登记"):
        declaring.amend(record=premises, values={"address": "别处"}, by=by)


def test_rent_waits_until_it_is_certified(
    premises: Premises, company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer, **road.RENT)
    with pytest.raises(Refused, match="还没有核验"):
        road.approve(claim=claim, by=actor_of(reviewer))
    certifying.certify(record=premises, by=actor_of(reviewer))
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"


def test_who_entered_it_approves_no_claim_of_a_resident(
    premises: Premises, company: Applicant, applicant: User, both: User, client_of: Any
) -> None:
    claim = road.accepted(company, applicant, both)
    with pytest.raises(Refused, match=ALONE):
        road.approve(claim=claim, by=actor_of(both))
    page = client_of(both).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert ALONE in page
    other = actor_of(office_user(Role.REVIEWER, company.city, more="-2"))
    certifying.certify(record=premises, by=other)
    assert road.approve(claim=claim, by=actor_of(both)).state == "approved"


def test_another_reviewer_certifies_and_approves_it(
    premises: Premises, company: Applicant, applicant: User, reviewer: User
) -> None:
    """Residence rests on it like rent: who approves has looked at it."""
    claim = road.accepted(company, applicant, reviewer)
    with pytest.raises(Refused, match="还没有核验"):
        road.approve(claim=claim, by=actor_of(reviewer))
    certifying.certify(record=premises, by=actor_of(reviewer))
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"
