"""The rules are asked once for what one person does: once by the page, once by the step that is taken on it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from core.values.verdict import Refused
from subsidies.cases.facts import collect
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
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
    assert "审核通过" in page_of(claim, office)
    assert asked == ONCE
    asked.clear()
    address = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    answer = office.post(address, {"version": claim.version, "despite": road.WITHOUT_PAPERS})
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
    claim = road.taken_up(claim)
    assert asked == []
    road.approve(claim=claim, by=actor_of(cast[2]))
    assert asked == ONCE
    asked.clear()
    road.work_off("awards.reckon")
    assert asked == ONCE


FITTED = {
    "scheme": "CZ-11",
    "typed": road.answers(
        reference="厂房0001", completed="true", third_party_assessed="true", area_m2="820.5", assessed_cost="1200000.55"
    ),
}
SINGLY = {"scheme": "CZ-10", "typed": road.answers(reference="场景项目1号")}


def page_of(claim: Claim, office: Client) -> str:
    return office.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()


def decided(claim: Claim, name: str, value: str, by: User) -> Claim:
    return reviewing.decide_figure(claim=claim, name=name, value=value, reason="评审意见", by=actor_of(by))


def test_a_figure_not_decided_yet_has_its_bounds_from_the_same_answer(
    cast: Any, client_of: Any, asked: list[str]
) -> None:
    claim = road.accepted(*cast, **FITTED)
    asked.clear()
    assert "¥600,000.27" in page_of(claim, client_of(cast[2]))
    assert asked == ONCE


def test_a_figure_decided_already_has_its_bounds_from_the_same_answer(
    cast: Any, client_of: Any, asked: list[str]
) -> None:
    claim = decided(road.accepted(*cast, **FITTED), "decided_amount", "500000", cast[2])
    asked.clear()
    page = page_of(claim, client_of(cast[2]))
    assert "最高 ¥600,000.27" in page
    assert "¥500,000.00" in page
    assert asked == ONCE


def test_the_page_and_the_click_on_approval_of_a_decided_claim_ask_once_each(
    cast: Any, client_of: Any, asked: list[str]
) -> None:
    claim = decided(road.accepted(*cast, **FITTED), "decided_amount", "500000", cast[2])
    office = client_of(cast[2])
    asked.clear()
    assert "审核通过" in page_of(claim, office)
    assert asked == ONCE
    asked.clear()
    answer = office.post(
        reverse("admin:claims_claim_take", args=[claim.pk, "approve"]),
        {"version": claim.version, "despite": road.WITHOUT_PAPERS},
    )
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert claim.state == "approved"
    assert asked == ONCE


def test_deciding_a_figure_asks_once_and_so_does_refusing_it(cast: Any, asked: list[str]) -> None:
    claim = road.accepted(*cast, **FITTED)
    asked.clear()
    with pytest.raises(Refused, match=r"（¥0.00 至 ¥600,000.27）"):
        decided(claim, "decided_amount", "600000.28", cast[2])
    assert asked == ONCE
    for value in ("600000.27", "500000"):
        asked.clear()
        claim = decided(claim, "decided_amount", value, cast[2])
        assert asked == ONCE
    assert claim.decided["decided_amount"]["value"] == "500000"


def test_entering_a_sum_that_was_agreed_asks_once(cast: Any, client_of: Any, asked: list[str]) -> None:
    claim = road.accepted(*cast, **SINGLY)
    for value in ("123456.78", "120000"):
        asked.clear()
        claim = decided(claim, reviewing.RESOLUTION, value, cast[2])
        assert asked == ONCE
    asked.clear()
    assert "¥120,000.00" in page_of(claim, client_of(cast[2]))
    assert asked == ONCE


def test_a_sum_is_agreed_on_only_where_the_text_names_none(cast: Any, asked: list[str]) -> None:
    claim = road.accepted(*cast, **FITTED)
    asked.clear()
    with pytest.raises(Refused, match="只有“一事一议”事项"):
        decided(claim, reviewing.RESOLUTION, "1000", cast[2])
    assert asked == ONCE
