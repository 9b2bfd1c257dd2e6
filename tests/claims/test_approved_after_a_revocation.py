"""An award that was taken back whole is given again only by somebody who says why the cause holds no more."""

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from tests import road
from tests.pages import address

pytestmark = pytest.mark.django_db
CAUSE = "证书的发证日期录入有误，须重新审核"
ANSWER = "发证日期已按证书原件更正，重新核验"


@pytest.fixture
def claim(changzhi, company: Applicant, applicant: User, reviewer: User) -> Claim:
    """An award taken back: its claim is under review again, with nothing near to it."""
    road.policies_loaded()
    claim = road.awarded(road.resident(company), applicant, reviewer)
    road.revoked(claim.awards.get(), reviewer, CAUSE)
    claim.refresh_from_db()
    return claim


def test_without_an_answer_to_the_cause_it_is_not_approved(claim: Claim, reviewer: User, applicant: User) -> None:
    by = actor_of(reviewer)
    for said in ({}, {"reason": "与其他申报无关"}, {"answer": "　。—"}):
        with pytest.raises(Refused, match=f"理由是“{CAUSE}”。请写明这个理由为什么已不成立"):
            road.approve(claim=claim, by=by, **said)
    assert Claim.objects.get(pk=claim.pk).state == "accepted"
    road.approve(claim=claim, by=by, answer=ANSWER)
    assert road.beside_papers(audit.history(claim)[-1]) == {"answered": ANSWER}


def test_one_way_through_the_applicant_does_not_free_it_of_the_answer(
    claim: Claim, reviewer: User, applicant: User
) -> None:
    by = actor_of(reviewer)
    claim = reviewing.return_for_correction(claim=claim, reason="请换上更正后的证书", by=by)
    claim = road.claiming.submit(claim=claim, by=actor_of(applicant))
    claim = road.taken_up(claim)
    with pytest.raises(Refused, match=CAUSE):
        road.approve(claim=claim, by=by)


def test_an_answer_is_given_once_for_one_revocation(claim: Claim, reviewer: User) -> None:
    by = actor_of(reviewer)
    road.approve(claim=claim, by=by, answer=ANSWER)
    road.work_off("awards.reckon")
    road.revoked(claim.awards.get(turn=2), reviewer, "金额计算有误")
    claim.refresh_from_db()
    with pytest.raises(Refused, match="金额计算有误"):
        road.approve(claim=claim, by=by)


def test_the_page_shows_the_cause_asks_for_the_answer_and_keeps_it_for_the_office(
    claim: Claim, reviewer: User, applicant: User, client_of
) -> None:
    office, page = client_of(reviewer), reverse("admin:claims_claim_change", args=[claim.pk])
    take = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    shown = office.get(page).content.decode()
    assert f"撤销核定的理由：{CAUSE}" in shown and 'name="answer"' in shown and 'id="reason-approve"' not in shown
    refused = office.post(take, {"version": claim.version, "answer": "对"})
    assert refused.status_code == 409 and ">对</textarea>" in refused.content.decode()
    assert (
        office.post(take, {"version": claim.version, "answer": ANSWER, "despite": road.WITHOUT_PAPERS}).status_code
        == 302
    )
    assert f"对撤销理由的答复：{ANSWER}" in office.get(page).content.decode()
    assert ANSWER not in client_of(applicant).get(address("claim", claim)).content.decode()


def test_what_was_never_taken_back_asks_for_nothing(
    changzhi, company: Applicant, applicant: User, reviewer: User, client_of
) -> None:
    road.policies_loaded()
    claim = road.accepted(road.resident(company), applicant, reviewer)
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert 'name="answer"' not in page
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"
