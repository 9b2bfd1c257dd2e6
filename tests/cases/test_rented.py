"""Rent of several rooms under one limit of area: however it is divided, and in whatever order, it comes to the same."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from accounts.actor import actor_of
from core.values.verdict import Refused
from subsidies.awards.models import Award
from subsidies.cases.case import case_of
from subsidies.cases.deciding import ruling_on
from subsidies.cases.picking import name_for
from subsidies.policies import library
from tests import road
from tests.factories import FitOutFactory, PremisesFactory

pytestmark = pytest.mark.django_db


def workshop(reference: str, first: str, last: str) -> dict[str, Any]:
    """A claim for a workshop of 20,000 m²: two of them pass the limit of 30,000."""
    facts = {"area_m2": "20000", "first_month": f"2025-{first}", "last_month": f"2025-{last}"}
    typed = road.RENT["typed"]
    return {
        "scheme": "CZ-12",
        "typed": typed | {"reference": reference, "facts": typed["facts"] | facts, "disputed": ["area_m2"]},
    }


WHOLE, JUNE = workshop("甲厂房", "01", "12"), workshop("乙厂房", "06", "06")
PARTS = [workshop("甲厂房", *months) for months in (("01", "05"), ("06", "06"), ("07", "12"))]


@pytest.fixture
def cast(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


def paid() -> int:
    return int(Award.objects.aggregate(total=Sum("amount_fen"))["total"])


@pytest.mark.parametrize("claims", [[WHOLE, JUNE], [JUNE, *PARTS], [*PARTS[::-1], JUNE]], ids=["ab", "ba", "parts"])
def test_the_order_does_not_matter(cast: Any, claims: list[dict[str, Any]]) -> None:
    for what in claims:
        assert road.awarded(*cast, **what).state == "awarded"
    assert paid() == 10 * (20_000 * 12 + 10_000) * 100


def test_a_claim_whose_months_differ_is_divided_by_the_applicant(cast: Any) -> None:
    road.awarded(*cast, **JUNE)
    with pytest.raises(ValidationError) as refused:
        road.submitted(*cast[:2], **WHOLE)
    assert "2025年1月至5月；2025年6月；2025年7月至12月" in str(refused.value)


def test_two_stretches_are_divided_as_three_are(cast: Any) -> None:
    road.awarded(*cast, **JUNE)
    with pytest.raises(ValidationError, match="请分成2份申报：2025年6月；2025年7月至12月。"):
        road.submitted(*cast[:2], **workshop("甲厂房", "06", "12"))


def test_what_was_handed_in_before_is_not_approved_undivided(cast: Any) -> None:
    claim = road.accepted(*cast, **WHOLE)
    road.awarded(*cast, **JUNE)
    with pytest.raises(Refused, match="分成3份申报"):
        road.approve(claim=claim, by=actor_of(cast[2]))


def test_months_that_differ_below_the_limit_make_no_difference(cast: Any) -> None:
    small = JUNE | {"typed": JUNE["typed"] | {"facts": JUNE["typed"]["facts"] | {"area_m2": "500"}}}
    road.awarded(*cast, **small)
    assert road.awarded(*cast, **WHOLE).awards.get().amount_fen == 10 * 20_000 * 12 * 100


@pytest.mark.parametrize(("area", "stopped"), [("800.00", False), ("800.01", True)])
def test_no_more_is_fitted_out_than_is_let(cast: Any, area: str, stopped: bool) -> None:
    rooms = PremisesFactory(applicant=cast[0], area_m2="800")
    done = FitOutFactory(premises=rooms, area_m2=area)
    typed = road.answers(on="2026-03-01") | {"record": name_for(done)}
    errors = ruling_on(case_of(cast[0], cast[0].city, library().schemes["CZ-11"], typed)).collected.errors
    assert ("装修面积超过租用面积800㎡" in errors.get("area_m2", "")) is stopped
