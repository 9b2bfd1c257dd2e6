"""The rules are asked once for what one person does: once by the page, once by the step that is taken on it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from subsidies.cases.facts import collect
from subsidies.claims import claiming, reviewing
from subsidies.rules import evaluate
from tests import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the two real functions, each time that they are called from anywhere in the portal."""
    calls: list[str] = []
    for real in (collect, evaluate):
        for name, module in list(sys.modules.items()):
            if name.startswith("subsidies.") and vars(module).get(real.__name__) is real:
                monkeypatch.setattr(module, real.__name__, _counting(real, calls))
    return calls


def _counting(real: Callable[..., Any], calls: list[str]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        calls.append(real.__name__)
        return real(*given, **named)

    return counted


@pytest.fixture
def cast(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


ONCE = ["collect", "evaluate"]


def test_the_page_and_the_click_on_approval_ask_once_each(cast: Any, client_of: Any, asked: list[str]) -> None:
    claim = road.accepted(*cast)
    office = client_of(cast[2])
    asked.clear()
    page = office.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    assert "审核通过" in page.content.decode()
    assert asked == ONCE
    asked.clear()
    address = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    answer = office.post(address, {"version": claim.version})
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert claim.state == "approved"
    assert asked == ONCE


def test_the_verbs_ask_once(cast: Any, asked: list[str]) -> None:
    draft = road.drafted(*cast[:2])
    asked.clear()
    claim = claiming.submit(claim=draft, by=actor_of(cast[1]))
    assert asked == ONCE
    asked.clear()
    claim = reviewing.accept(claim=claim, by=actor_of(cast[2]))
    assert asked == []
    reviewing.approve(claim=claim, by=actor_of(cast[2]))
    assert asked == ONCE
    asked.clear()
    road.work_off("awards.reckon")
    assert asked == ONCE


def test_a_figure_not_decided_yet_has_its_bounds_from_the_same_answer(
    cast: Any, client_of: Any, asked: list[str]
) -> None:
    typed = road.answers(
        reference="厂房0001", completed="true", third_party_assessed="true", area_m2="820.5", assessed_cost="1200000.55"
    )
    claim = road.accepted(*cast, scheme="CZ-11", typed=typed)
    asked.clear()
    page = client_of(cast[2]).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "¥600,000.27" in page
    assert asked == ONCE
