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
from tests import road
from tests.factories import (
    ApplicantMembershipFactory,
    IntellectualPropertyFactory,
    RecognitionFactory,
    TeamCharterFactory,
    YearlyFactsFactory,
)

pytestmark = pytest.mark.django_db


def told(user: User) -> dict[str, int]:
    return {row.title: row.count for row in duties_of(actor_of(user)) if row.count}


def kinds(user: User) -> dict[str, int]:
    """The kinds of records that wait, within the one duty that they are."""
    return {part.title: part.count for row in duties_of(actor_of(user)) for part in row.parts}


def test_what_nobody_has_certified_waits_for_those_who_may(
    company: Applicant, other_company: Applicant, operator: User, reviewer: User, treasurer: User, client_of: Any
) -> None:
    RecognitionFactory(applicant=company)
    RecognitionFactory(applicant=company, certified=False)
    RecognitionFactory(applicant=other_company, certified=False, entered_by=operator)
    YearlyFactsFactory(applicant=company, certified=False)
    TeamCharterFactory(applicant=company)
    waiting = {"资质认定": 1, "年度数据": 1, "团队组成": 1}
    assert (kinds(operator), told(operator)) == (waiting, {"待核验": 3})
    assert (kinds(reviewer), told(reviewer)) == (waiting | {"资质认定": 2}, {"待核验": 4})
    assert told(treasurer) == {}
    page = client_of(operator).get("/").content.decode()
    assert "<h1>3条记录待核验</h1>" in page and "资质认定（1）" in page
    assert "<h1>现在没有要您办的</h1>" in client_of(treasurer).get("/").content.decode()
    ApplicantMembershipFactory(user=reviewer, applicant=company)
    assert kinds(reviewer) == {"资质认定": 1}


def test_each_list_shows_as_many_as_was_counted(company: Applicant, operator: User, client_of: Any) -> None:
    RecognitionFactory(applicant=company)
    RecognitionFactory(applicant=company, certified=False)
    (duty,) = (row for row in duties_of(actor_of(operator)) if row.count)
    (part,) = duty.parts
    page = client_of(operator).get(part.url).content.decode()
    assert len(re.findall(r'name="_selected_action"', page)) == duty.count == part.count == 1


def test_what_waits_for_a_decision_is_counted_before_records_to_compare(
    policies: None, company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    road.submitted(road.resident(company), applicant)
    YearlyFactsFactory(applicant=company, certified=False)
    IntellectualPropertyFactory(applicant=company, certified=False)
    assert list(told(reviewer).items()) == [("待受理", 1), ("待核验", 2)]
    page = client_of(reviewer).get("/").content.decode()
    assert "<h1>1件等您办理，2条记录待核验</h1>" in page
    desk = client_of(reviewer).get(reverse("admin:index")).content.decode()
    assert 'id="records-to-certify"' in desk and f"{reverse('admin:index')}#records-to-certify" in desk
    assert len(re.findall("<b>待核验</b>", desk)) == 1 and "年度数据 1</a>" in desk and "知识产权 1</a>" in desk


def test_every_register_is_filtered_by_what_waits() -> None:
    for entry in registers().values():
        assert "certified" in admin.site._registry[entry.model].list_filter, entry.name


def test_claims_by_state_are_for_those_who_read_claims(
    operator: User, reviewer: User, client_of: Any, company: Applicant
) -> None:
    assert "申报，按状态" not in client_of(operator).get("/").content.decode()
    assert "申报，按状态" in client_of(reviewer).get("/").content.decode()
    assert reverse("admin:index") in client_of(operator).get("/").content.decode()


def test_the_province_is_not_told_that_there_are_no_claims_where_it_reads_none(
    provincial_official: User, official: User, client_of: Any
) -> None:
    assert "申报，按状态" not in client_of(provincial_official).get("/").content.decode()
    assert "申报，按状态" in client_of(official).get("/").content.decode()
