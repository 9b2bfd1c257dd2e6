"""What waits for an office stands on its first page and its desk, counted as the lists behind it count."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.actor import actor_of
from accounts.adminkit.duties import duties_of
from accounts.models import User
from enterprises.models import Applicant
from enterprises.registers.register import registers
from tests.factories import ApplicantMembershipFactory, RecognitionFactory, TeamCharterFactory, YearlyFactsFactory

pytestmark = pytest.mark.django_db


def told(user: User) -> dict[str, int]:
    return {row.title: row.count for row in duties_of(actor_of(user)) if row.count}


def test_what_nobody_has_certified_waits_for_those_who_may(
    company: Applicant, other_company: Applicant, operator: User, reviewer: User, treasurer: User, client_of: Any
) -> None:
    RecognitionFactory(applicant=company)
    RecognitionFactory(applicant=company, certified=False)
    RecognitionFactory(applicant=other_company, certified=False, entered_by=operator)
    YearlyFactsFactory(applicant=company, certified=False)
    TeamCharterFactory(applicant=company)
    waiting = {"待核验：资质认定": 1, "待核验：年度数据": 1, "待核验：团队组成": 1}
    assert told(operator) == waiting
    assert told(reviewer) == waiting | {"待核验：资质认定": 2}
    assert told(treasurer) == {}
    page = client_of(operator).get("/").content.decode()
    assert "<h1>3件等您办理</h1>" in page and "待核验：资质认定" in page
    assert "<h1>现在没有要您办的</h1>" in client_of(treasurer).get("/").content.decode()
    ApplicantMembershipFactory(user=reviewer, applicant=company)
    assert told(reviewer) == {"待核验：资质认定": 1}


def test_each_list_shows_as_many_as_was_counted(company: Applicant, operator: User, client_of: Any) -> None:
    RecognitionFactory(applicant=company)
    RecognitionFactory(applicant=company, certified=False)
    (duty,) = (row for row in duties_of(actor_of(operator)) if row.count)
    page = client_of(operator).get(duty.url).content.decode()
    assert len(re.findall(r'name="_selected_action"', page)) == duty.count == 1


def test_every_register_is_filtered_by_what_waits() -> None:
    for entry in registers().values():
        assert "certified" in admin.site._registry[entry.model].list_filter, entry.name


def test_claims_by_state_are_for_those_who_read_claims(
    operator: User, reviewer: User, client_of: Any, company: Applicant
) -> None:
    assert "申报，按状态" not in client_of(operator).get("/").content.decode()
    assert "申报，按状态" in client_of(reviewer).get("/").content.decode()
    assert reverse("admin:index") in client_of(operator).get("/").content.decode()
