"""When the months of a rent have run, the next ones are offered; one click begins them with what is known."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import actor_of
from core.values.verdict import Refused
from parks.models import Tenancy
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.series.continuing import begin_next
from subsidies.claims.series.periods import next_periods, series_of
from tests import road
from tests.pages import address

pytestmark = pytest.mark.django_db
NEXT_YEAR = tuple(f"2026-{month:02}" for month in range(1, 13))


@pytest.fixture
def claim(changzhi, company, applicant) -> Claim:
    """The rent of the year 2025, handed in during 2026."""
    road.policies_loaded()
    return road.submitted(road.resident(company), applicant, **road.RENT)


def due(claim: Claim, on: str) -> list[tuple[str, ...]]:
    with time_machine.travel(f"{on}T02:00:00+00:00", tick=False):
        return [row.months for row in next_periods([claim.applicant_id])]


def test_the_next_months_are_offered_once_they_have_run(claim) -> None:
    assert due(claim, "2026-12-31") == []
    assert due(claim, "2027-01-01") == [NEXT_YEAR]


def test_what_was_given_up_is_no_part_of_a_series(claim, applicant) -> None:
    claiming.withdraw(claim=claim, by=actor_of(applicant))
    assert due(claim, "2027-01-01") == []


@pytest.mark.parametrize(
    ("ends", "months"), [("2026-06-30", NEXT_YEAR[:6]), ("2026-06-29", NEXT_YEAR[:5]), ("2025-12-31", None)]
)
def test_a_series_ends_with_the_tenancy(claim, ends, months) -> None:
    Tenancy.objects.update(ends_on=date.fromisoformat(ends))
    assert due(claim, "2027-01-01") == ([months] if months else [])


def test_one_click_begins_the_next_period_with_what_is_known_and_asks_the_yearly_check(
    claim, applicant, client_of
) -> None:
    with time_machine.travel("2027-01-01T02:00:00+00:00", tick=False):
        mine = client_of(applicant)
        for page in ("/", address("claim_list")):
            assert "下一期可以申报（1）" in mine.get(page).content.decode()
        answer = mine.post(address("claim_next", claim))
        draft = Claim.objects.exclude(pk=claim.pk).get()
        assert answer.url == address("claim_edit", draft)
        facts = draft.answers["facts"]
        assert (facts["first_month"], facts["last_month"]) == ("2026-01", "2026-12")
        assert draft.answers["record"] == claim.record and "assessment_passed" not in facts
        assert "assessment_passed" in claiming.missing(draft)
        assert next_periods([claim.applicant_id]) == []
        assert begin_next(claim=claim, by=actor_of(applicant)) == draft
        assert address("claim", claim) in mine.get(address("claim", draft)).content.decode()
        assert address("claim", draft) in mine.get(address("claim", claim)).content.decode()
        assert series_of(claim) == [claim, draft]


def test_nothing_is_begun_that_is_not_due_and_nobody_elses(claim, applicant, other_applicant, client_of) -> None:
    with pytest.raises(Refused, match="没有可以申报的下一期"):
        begin_next(claim=claim, by=actor_of(applicant))
    assert client_of(other_applicant).post(address("claim_next", claim)).status_code == 404
    assert Claim.objects.count() == 1


def test_a_copy_and_its_origin_lead_to_one_another(claim, applicant, client_of) -> None:
    claiming.withdraw(claim=claim, by=actor_of(applicant))
    mine = client_of(applicant)
    mine.post(address("claim_copy", claim))
    draft = claim.copies.get()
    assert f"{claim.number}</a> 复制而来" in mine.get(address("claim", draft)).content.decode()
    assert address("claim_edit", draft) in mine.get(address("claim", claim)).content.decode()


def test_the_office_finds_the_other_months_on_top_of_a_claim_and_no_draft(
    claim, applicant, reviewer, client_of
) -> None:
    by, page = actor_of(applicant), reverse("admin:claims_claim_change", args=[claim.pk])
    with time_machine.travel("2027-01-01T02:00:00+00:00", tick=False):
        desk, draft = client_of(reviewer), begin_next(claim=claim, by=by)
        before = desk.get(page).content.decode()
        assert claim.number in before and "同一事项其他月份的申报" not in before
        checked = {"assessment_passed": claim.answers["facts"]["assessment_passed"]}
        answers = draft.answers | {"facts": draft.answers["facts"] | checked}
        draft = claiming.save_draft(claim=draft, answers=answers, version=draft.version, by=by)
        after = claiming.submit(claim=draft, by=by)
        assert f"{after.number}</a> 2026年1月至12月，待受理" in desk.get(page).content.decode()
