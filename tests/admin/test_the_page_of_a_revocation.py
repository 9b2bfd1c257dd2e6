"""The page on which two people take an award back: who sees it, what it lets one do, and what no forged form can do."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from subsidies.awards.models import Award, ProposalRefusal, Revocation, RevocationProposal
from tests import road

pytestmark = pytest.mark.django_db
WHY = "考核结果有误"


@pytest.fixture
def award(policies: None, company: Any, applicant: User, reviewer: User) -> Award:
    """The rent of twelve months."""
    road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    return Award.objects.get()


def page(award: Award) -> str:
    return reverse("admin:awards_award_revoking", args=[award.pk])


def post(client: Any, award: Award, act: str, **typed: Any) -> Any:
    return client.post(reverse("admin:awards_award_revoking_act", args=[award.pk, act]), typed)


def test_one_proposes_and_another_confirms(award: Award, reviewer: User, second_reviewer: User, client_of: Any) -> None:
    first, second = client_of(reviewer), client_of(second_reviewer)
    assert "提出撤销" in first.get(page(award)).content.decode()
    assert post(first, award, "propose", reason=WHY, what="whole").status_code == 302
    proposal = RevocationProposal.objects.get()
    shown = first.get(page(award)).content.decode()
    assert "提出人不能确认" in shown and "收回提议" in shown and "确认撤销</button>" not in shown
    shown = second.get(page(award)).content.decode()
    assert "确认撤销</button>" in shown and "不同意撤销" in shown and WHY in shown and "¥120,000.00" in shown
    answer = post(first, award, "confirm", proposal=proposal.pk)
    assert answer.status_code == 409 and "提出人不能确认" in answer.content.decode()
    assert post(second, award, "confirm", proposal=proposal.pk).status_code == 302
    assert Revocation.objects.get().revoked_by == second_reviewer
    assert "已撤销" in second.get(page(award)).content.decode()


def test_months_are_chosen_one_by_one(award: Award, reviewer: User, client_of: Any) -> None:
    client = client_of(reviewer)
    answer = post(client, award, "propose", reason=WHY, what="months")
    assert (
        answer.status_code == 409 and "请选择要撤销的月份" in answer.content.decode() and WHY in answer.content.decode()
    )
    for what in ({}, {"what": "x"}, {"month": ["2025-11"]}):
        answer = post(client, award, "propose", reason=WHY, **what)
        assert answer.status_code == 409 and "请选择撤销范围" in answer.content.decode(), "all of it is not the default"
    shown = client.get(page(award)).content.decode()
    assert shown.count("¥10,000.00") == 12 and "2025年11月" in shown and " checked" not in shown
    post(client, award, "propose", reason=WHY, what="months", month=["2025-11", "2025-12"])
    proposal = RevocationProposal.objects.get()
    assert (proposal.months, proposal.freed_fen) == (["2025-11", "2025-12"], 20_000_00)
    assert "2025年11月至12月" in client.get(page(award)).content.decode()


def test_a_refusal_is_kept_with_its_reason(award: Award, reviewer: User, second_reviewer: User, client_of: Any) -> None:
    post(client_of(reviewer), award, "propose", reason=WHY, what="whole")
    proposal, client = RevocationProposal.objects.get(), client_of(second_reviewer)
    answer = post(client, award, "refuse", proposal=proposal.pk, reason=" ")
    assert answer.status_code == 409 and "请写明理由" in answer.content.decode()
    assert post(client, award, "refuse", proposal=proposal.pk, reason="考核无误").status_code == 302
    assert "考核无误" in client.get(page(award)).content.decode() and ProposalRefusal.objects.count() == 1


def test_a_form_of_something_else_is_refused(
    award: Award, reviewer: User, second_reviewer: User, client_of: Any
) -> None:
    client = client_of(second_reviewer)
    post(client_of(reviewer), award, "propose", reason=WHY, what="whole")
    for proposal in ("", "0", "²", "9" * 10, "x"):
        assert post(client, award, "confirm", proposal=proposal).status_code == 409
    assert post(client, award, "erase").status_code == 404
    assert client.get(reverse("admin:awards_award_revoking", args=[10**15])).status_code == 404
    assert not Revocation.objects.exists()


def test_who_may_look_and_who_is_told_why_not(
    award: Award,
    reviewer: User,
    intake: User,
    official: User,
    applicant: User,
    reviewer_elsewhere: User,
    client_of: Any,
) -> None:
    for person in (intake, official):
        assert "您没有“撤销核定”的权限" in client_of(person).get(page(award)).content.decode()
        assert post(client_of(person), award, "propose", reason=WHY).status_code == 409
    for person in (applicant, reviewer_elsewhere):
        assert client_of(person).get(page(award)).status_code == 404
        assert post(client_of(person), award, "propose", reason=WHY).status_code == 404
    assert not RevocationProposal.objects.exists()


def test_it_waits_on_the_desk_of_the_other_and_on_the_claims_page(
    award: Award, reviewer: User, second_reviewer: User, reviewer_elsewhere: User, client_of: Any
) -> None:
    claim = reverse("admin:claims_claim_change", args=[award.claim_id])
    assert page(award) in client_of(reviewer).get(claim).content.decode()
    assert (
        page(award) in client_of(reviewer).get(reverse("admin:awards_award_change", args=[award.pk])).content.decode()
    )
    post(client_of(reviewer), award, "propose", reason=WHY, what="whole")
    listed = reverse("admin:awards_revocationproposal_changelist")
    number = str(award.claim.number)
    for person, waits in ((reviewer, False), (second_reviewer, True)):
        home = client_of(person).get(reverse("admin:index")).content.decode()
        assert "待确认撤销" in home
        shown = client_of(person).get(claim).content.decode()
        assert ("核对并确认" in shown) == waits and "撤销待确认" in shown
        assert number in client_of(person).get(f"{listed}?state=open").content.decode()
    assert number not in client_of(reviewer_elsewhere).get(listed).content.decode()
    proposal = RevocationProposal.objects.get()
    change = reverse("admin:awards_revocationproposal_change", args=[proposal.pk])
    assert client_of(second_reviewer).get(change).url == page(award)
    assert client_of(reviewer_elsewhere).get(change).status_code in (302, 404)
    post(client_of(second_reviewer), award, "confirm", proposal=proposal.pk)
    shown = client_of(reviewer).get(claim).content.decode()
    assert "原核定结果已撤销" in shown and "撤销的经过" in shown
    assert number not in client_of(reviewer).get(f"{listed}?state=open").content.decode()


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 19, "²", "-1", "abc"])
def test_what_is_no_proposal_is_told_so(award: Award, reviewer: User, client_of: Any, key: str) -> None:
    answer = post(client_of(reviewer), award, "confirm", proposal=key)
    assert answer.status_code == 409 and "没有这项撤销提议" in answer.content.decode()
