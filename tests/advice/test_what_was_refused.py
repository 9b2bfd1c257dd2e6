"""What an office refused is not promised again: it stands by itself, with the number and the reason."""

from typing import Any

import pytest
from django.core.cache import cache

from accounts.actor import actor_of
from subsidies.advice.groups import Nearness
from subsidies.claims import reviewing
from tests import road
from tests.advice.test_what_was_claimed import groups_of
from tests.factories import RecognitionFactory
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
WHY = "证书与原件不符"


@pytest.fixture(autouse=True)
def _no_brake(company) -> None:
    cache.delete(f"brake:check-{company.pk}:127.0.0.1")


def refused(company: Any, applicant: Any, reviewer: Any, **more: Any) -> Any:
    claim = road.submitted(company, applicant, **more)
    road.taken_up(claim)
    reviewing.refuse(claim=claim, reason=WHY, by=actor_of(reviewer))
    return claim


def test_what_was_refused_is_promised_no_more_but_can_be_claimed_anew(client_of, company, applicant, reviewer) -> None:
    """Before the check or after it; a claim that is made anew takes its place."""
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE, stated_sequence=1)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    assert client.get(address("eligibility")).context["summary"].ready.fen > 0
    claim = refused(company, applicant, reviewer)
    for _ in range(2):
        answer = client.get(address("eligibility"))
        groups = {group.key: group.rows for group in answer.context["groups"]}
        assert not groups[Nearness.NOW] and [row["scheme"] for row in groups[Nearness.REFUSED]] == ["CZ-04A"]
        told = answer.context["summary"]
        assert (told.ready.fen, told.ready.count, told.refused) == (0, 0, 1)
        assert "CZ-04A" not in [row["scheme"] for row, _ in told.first]
        page = answer.content.decode()
        assert f'<a href="{address("claim", claim)}">{claim.number}</a> 不予支持：{WHY}。' in page
        assert "重新申报" in page
        client.post(address("eligibility_check"))
    cell = client.get(address("three_cities")).content.decode()
    assert f"{claim.number}</a> 不予支持：{WHY}。" in cell and "曾不予支持：" in cell
    again = road.submitted(company, applicant)
    groups = groups_of(client)
    assert [row["claimed"]["number"] for row in groups[Nearness.CLAIMED]] == [again.number]
    assert Nearness.REFUSED not in groups


def test_of_months_it_is_said_which_were_refused(client_of, company, applicant, reviewer) -> None:
    half = {"first_month": "2025年1月", "last_month": "2025年6月"}
    typed = road.RENT["typed"] | {"facts": road.RENT["typed"]["facts"] | half, "on": "2025-06-30"}
    claim = refused(company, applicant, reviewer, scheme="CZ-12", typed=typed)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    [row] = [row for row in groups_of(client)[Nearness.REFUSED] if row["scheme"] == "CZ-12"]
    assert row["refused"]["number"] == claim.number and row["refused"]["parts"] == "2025年1月至6月"
    page = client.get(address("eligibility")).content.decode()
    assert f"{claim.number}</a>（2025年1月至6月） 不予支持：{WHY}。" in page
