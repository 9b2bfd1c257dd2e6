"""What one person began another ends: whoever accepted a claim does not approve it."""

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import Role, actor_of
from core.values.verdict import Refused
from launcher.paths import ROOT
from subsidies.claims import claiming, reviewing
from subsidies.claims.states import CLAIM
from tests import road
from tests.factories import DepartmentMembershipFactory

pytestmark = pytest.mark.django_db
DOCS = ROOT / "docs"
BARRED = "这份申报由您受理，须由另一位审核人员审核通过。"


def test_whoever_accepted_a_claim_does_not_approve_it_and_another_does(company, applicant, reviewer) -> None:
    claim = road.accept(claim=road.submitted(road.resident(company), applicant), by=actor_of(reviewer))
    with pytest.raises(Refused, match=BARRED):
        road.approve(claim=claim, by=actor_of(reviewer))
    other = road.second_reviewer(company.city)
    assert road.approve(claim=claim, by=actor_of(other)).state == "approved"


def test_who_accepts_what_was_handed_in_anew_is_asked_anew(company, applicant, reviewer) -> None:
    claim = road.accept(claim=road.submitted(road.resident(company), applicant), by=actor_of(reviewer))
    claim = reviewing.return_for_correction(claim=claim, reason="请补交证书复印件。", by=actor_of(reviewer))
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"


def test_whoever_accepted_may_refuse_or_send_back(company, applicant, reviewer) -> None:
    claim = road.accept(claim=road.submitted(road.resident(company), applicant), by=actor_of(reviewer))
    assert reviewing.refuse(claim=claim, reason="证书不是本单位的。", by=actor_of(reviewer)).state == "refused"


@pytest.mark.parametrize("reviews_too", [True, False])
def test_the_page_says_beforehand_whom_accepting_bars(company, applicant, intake, client_of, reviews_too: bool) -> None:
    claim = road.submitted(road.resident(company), applicant)
    if reviews_too:
        office: Any = intake.departmentmemberships.get().department
        DepartmentMembershipFactory(user=intake, department=office, role=Role.REVIEWER)
    client = client_of(intake)
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert ("由您受理的，须由另一位审核人员审核通过。" in page) == reviews_too
    client.post(
        reverse("admin:claims_claim_take", args=[claim.pk, "accept"]),
        {"version": claim.version, "despite": road.WITHOUT_PAPERS},
    )
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert (BARRED in page) == reviews_too


def test_every_pair_of_the_table_stands_in_the_page_on_security() -> None:
    page = (DOCS / "security.md").read_text(encoding="utf-8")
    pairs = [(first, row.name) for row in CLAIM.transitions for first in row.apart_from]
    assert pairs == [("accept", "approve")]
    for first, then in pairs:
        row = rf"^\| .*`{first}` .*\| .*`{then}` .*\| the table of states"
        assert re.search(row, page, re.MULTILINE), row
