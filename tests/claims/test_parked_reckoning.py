"""A reckoning that a worker gave up: the claim says so and comes back to review, with the reason."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from core import audit, outbox
from core.models import OutboxMessage
from core.values.verdict import Refused
from subsidies.awards.models import Award
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from subsidies.claims.parked import is_parked
from subsidies.grants.models import Hold
from tests import road

pytestmark = pytest.mark.django_db
WHY = "规则文本缺失，待核对后重新审核"


@pytest.fixture
def approved(ready, company, applicant: User, reviewer: User) -> Claim:
    return road.approved(company, applicant, reviewer)


@pytest.fixture
def parked(approved: Claim, settings: Any) -> Claim:
    """Approved; its reckoning has had its share of attempts."""
    settings.OUTBOX_MAX_ATTEMPTS = 0
    road.work_off("awards.reckon")
    settings.OUTBOX_MAX_ATTEMPTS = 3
    return approved


def test_the_trail_says_that_it_is_parked_and_nothing_else_changes(parked: Claim) -> None:
    claim = Claim.objects.get()
    assert (claim.state, claim.version) == ("approved", parked.version) and is_parked(claim)
    assert audit.history(claim)[-1].action == "reckoning_parked"


def test_a_reviewer_takes_it_back_to_review_and_it_is_reckoned_anew(parked: Claim, reviewer: User) -> None:
    (message,) = OutboxMessage.objects.filter(handler="awards.reckon")
    claim = reviewing.recall(claim=parked, reason=WHY, by=actor_of(reviewer))
    entry = audit.history(claim)[-1]
    assert (claim.state, entry.action, entry.reason) == ("accepted", "recall", WHY)
    assert Hold.objects.filter(claim_number=claim.number, ended_at=None).exists()
    outbox.release(message)
    outbox.run(str(message.pk))
    assert not Award.objects.exists() and Claim.objects.get().state == "accepted"
    road.approve(claim=claim, by=actor_of(reviewer))
    road.work_off("awards.reckon")
    assert Award.objects.get().amount_fen == 300_000_00


def test_only_what_is_parked_comes_back_and_only_to_a_reviewer_with_a_reason(
    parked: Claim, reviewer: User, intake: User, applicant: User, reviewer_elsewhere: User
) -> None:
    for person in (intake, applicant, reviewer_elsewhere):
        with pytest.raises(Refused, match="没有“取回审核”的权限"):
            reviewing.recall(claim=parked, reason=WHY, by=actor_of(person))
    with pytest.raises(Refused, match="须写明理由"):
        reviewing.recall(claim=parked, reason=" ", by=actor_of(reviewer))
    outbox.release(OutboxMessage.objects.get(handler="awards.reckon"))
    with pytest.raises(Refused, match="核算正在进行，没有搁置"):
        reviewing.recall(claim=parked, reason=WHY, by=actor_of(reviewer))
    assert Claim.objects.get().state == "approved"


def test_a_message_of_an_earlier_approval_parks_nothing(parked: Claim, reviewer: User) -> None:
    claim = reviewing.recall(claim=parked, reason=WHY, by=actor_of(reviewer))
    claim = road.approve(claim=claim, by=actor_of(reviewer))
    assert not is_parked(claim)
    with pytest.raises(Refused, match="没有搁置"):
        reviewing.recall(claim=claim, reason=WHY, by=actor_of(reviewer))


def test_the_page_says_so_and_has_the_button(parked: Claim, reviewer: User, client_of: Any) -> None:
    client, page = client_of(reviewer), reverse("admin:claims_claim_change", args=[parked.pk])
    shown = client.get(page).content.decode()
    assert "已搁置" in shown and "取回审核" in shown and "every 2s" not in shown
    assert "核算搁置" in client.get(reverse("admin:index")).content.decode()
    take = reverse("admin:claims_claim_take", args=[parked.pk, "recall"])
    assert client.post(take, {"version": parked.version, "reason": WHY}).status_code == 302
    assert WHY in client.get(page).content.decode() and Claim.objects.get().state == "accepted"
    assert "核算搁置" not in client.get(reverse("admin:index")).content.decode()


def test_while_it_is_reckoned_the_page_waits_and_has_no_such_button(
    approved: Claim, reviewer: User, client_of: Any
) -> None:
    shown = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[approved.pk])).content.decode()
    assert "every 2s" in shown and "取回审核" not in shown
