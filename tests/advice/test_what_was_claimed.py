"""What an applicant has claimed or was awarded stands by itself, with its number, however near it was."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from subsidies.advice.ageing import told_since
from subsidies.advice.groups import Nearness, claim_of
from subsidies.advice.models import EligibilityRun
from tests import road
from tests.factories import RecognitionFactory
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


@pytest.fixture(autouse=True)
def _no_brake(company) -> None:
    cache.delete(f"brake:check-{company.pk}:127.0.0.1")


def groups_of(client: Any) -> dict[str, list[dict[str, Any]]]:
    return {group.key: group.rows for group in client.get(address("eligibility")).context["groups"]}


def test_what_was_handed_in_since_the_check_is_told_and_offered_no_more(client_of, company, applicant) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE, stated_sequence=1)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    groups = {group.key: group.rows for group in client.get(address("eligibility")).context["groups"]}
    assert [row["scheme"] for row in groups[Nearness.NOW]] == ["CZ-04A"]
    claim = road.submitted(company, applicant)
    answer = client.get(address("eligibility"))
    groups = {group.key: group.rows for group in answer.context["groups"]}
    assert not groups[Nearness.NOW]
    assert [row["claimed"]["number"] for row in groups[Nearness.CLAIMED]] == [claim.number]
    assert f"核对之后，您提交了 {claim.number}（高新技术企业认定奖励）。" in answer.content.decode()
    assert answer.context["summary"].ready.count == 0 and answer.context["summary"].claimed == 1
    assert claim.number in client.get(address("three_cities")).content.decode()


def test_what_moved_on_since_the_check_is_told_with_where_it_stands(client_of, company, applicant, reviewer) -> None:
    claim = road.submitted(company, applicant)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    road.taken_up(claim)
    page = client.get(address("eligibility")).content.decode()
    assert f"核对之后，{claim.number}（高新技术企业认定奖励）有了变动：已受理，审核中。" in page


def test_what_was_awarded_stands_with_its_number_on_both_pages(client_of, company, applicant, reviewer) -> None:
    claim, client = road.awarded(company, applicant, reviewer), client_of(applicant)
    client.post(address("eligibility_check"))
    groups = groups_of(client)
    assert [row["claimed"]["number"] for row in groups[Nearness.CLAIMED]] == [claim.number]
    assert "CZ-04A" not in [row["scheme"] for row in groups[Nearness.NOT]]
    cell = client.get(address("three_cities")).content.decode()
    cell = cell[cell.index("高新技术企业认定奖励") :]
    cell = cell[: cell.index("</div>")]
    assert f'<a href="{address("claim", claim)}">{claim.number}</a>' in cell and "不符合条件" not in cell


def test_what_was_awarded_since_the_check_is_offered_no_more(client_of, company, applicant, reviewer) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE, stated_sequence=1)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    assert [row["scheme"] for row in groups_of(client)[Nearness.NOW]] == ["CZ-04A"]
    claim = road.awarded(company, applicant, reviewer)
    groups = groups_of(client)
    assert not groups[Nearness.NOW]
    assert [row["claimed"]["number"] for row in groups[Nearness.CLAIMED]] == [claim.number]


def test_an_award_under_another_scheme_is_no_claim_of_this_one() -> None:
    other = {"number": "LL1", "id": "1", "state": "已核定", "scheme": "LL-06C"}
    row = {"status": "not", "scheme": "LL-06D", "claimed": {}, "paid": [other]}
    assert claim_of(row) == {} and claim_of(row | {"scheme": "LL-06C"}) == other
    assert claim_of(row | {"status": "now", "scheme": "LL-06C"}) == {}


def test_what_was_claimed_in_part_since_the_check_is_told_by_its_matter(client_of, company, applicant) -> None:
    """However the months were typed, and though the check offered more of them."""
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    offered = [row for row in groups_of(client)[Nearness.NEAR] if row["scheme"] == "CZ-12"]
    assert [row["answers"] for row in offered] == [{"first_month": "2025-01", "last_month": "2025-12"}]
    half = {"first_month": "2025年1月", "last_month": "2025年6月"}
    typed = road.RENT["typed"] | {"facts": road.RENT["typed"]["facts"] | half, "on": "2025-06-30"}
    claim = road.submitted(company, applicant, scheme="CZ-12", typed=typed)
    told = groups_of(client)
    [part] = [row for row in told[Nearness.CLAIMED] if row["scheme"] == "CZ-12"]
    assert part["claimed"]["number"] == claim.number and part["about"].endswith("，2025年1月至6月")
    [rest] = [row for row in told[Nearness.NEAR] if row["scheme"] == "CZ-12"]
    assert rest["note"] == f"其中2025年1月至6月已由{claim.number}申报；请重新核对，再看其余的。"
    assert (rest["amount_fen"], rest["most_fen"], rest["answers"]) == (None, None, {})
    other = {"first_month": "2025-07", "last_month": "2025-12"}
    typed = road.RENT["typed"] | {"facts": road.RENT["typed"]["facts"] | other, "on": "2025-12-31"}
    road.submitted(company, applicant, scheme="CZ-12", typed=typed)
    whole = [row for row in groups_of(client)[Nearness.CLAIMED] if row["scheme"] == "CZ-12"]
    assert whole[0]["claimed"]["number"] == claim.number and len(whole) == 2
    assert not [row for row in groups_of(client)[Nearness.NEAR] if row["scheme"] == "CZ-12"]


def test_months_that_were_awarded_stand_beside_the_next_ones(client_of, company, applicant, reviewer) -> None:
    claim, client = road.awarded(company, applicant, reviewer, **road.RENT), client_of(applicant)
    client.post(address("eligibility_check"))
    told = groups_of(client)
    assert [row["answers"]["first_month"] for row in told[Nearness.NEAR] if row["scheme"] == "CZ-12"] == ["2026-01"]
    [row] = told[Nearness.CLAIMED]
    assert row["claimed"]["number"] == claim.number and row["about"].endswith("，2025年1月至12月")


def test_a_finding_that_did_not_tell_its_matter_is_claimed_by_its_record(company, applicant) -> None:
    """A record that lacked its level when it was checked; of what is claimed by its months a record says nothing."""
    claim = road.submitted(company, applicant)
    run = EligibilityRun(applicant=company, at=claim.submitted_at - timedelta(minutes=1), result=[])
    row = {"scheme": "CZ-04A", "record": claim.record, "matters": [], "status": "now", "claimed": {}}
    [told] = told_since(run, [row])
    assert told["claimed"]["number"] == claim.number
    assert told_since(run, [row | {"record": "recognition:0"}])[0]["claimed"] == {}
    assert told_since(run, [row | {"scheme": "LL-06D"}])[0]["claimed"] == {}
