"""The claim's page: what it says, what it lets one do, and what no forged form can do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from core.models import AuditEntry, OutboxMessage
from subsidies.awards.models import Award
from subsidies.claims.models import Claim
from tests import road

pytestmark = pytest.mark.django_db


def start_up(company: Any, applicant: Any, reviewer: Any) -> Claim:
    """A claim for start-up money between 300,000 and 1,000,000 yuan, accepted."""
    company.paid_in_capital_fen = 5_000_000_00
    company.save()
    return road.accepted(road.resident(company), applicant, reviewer, **road.START_UP)


def page(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def step(claim: Claim, name: str) -> str:
    return reverse("admin:claims_claim_take", args=[claim.pk, name])


@pytest.fixture
def claim(policies: None, company: Any, applicant: Any) -> Claim:
    """A high-tech claim, handed in."""
    return road.submitted(road.resident(company), applicant)


@pytest.fixture
def take(client_of: Any) -> Callable[..., Any]:
    """`take(person, claim, step, **typed)`: post one step as the page would."""

    def posted(person: Any, claim: Claim, to_take: str, /, **typed: Any) -> Any:
        claim.refresh_from_db()
        answer = client_of(person).post(
            step(claim, to_take), {"version": claim.version, "despite": road.WITHOUT_PAPERS, **typed}
        )
        claim.refresh_from_db()
        return answer

    return posted


def test_page_says_who_what_how_much_and_why(claim: Claim, reviewer: Any, client_of: Any) -> None:
    text = client_of(reviewer).get(page(claim)).content.decode()
    for words in (claim.number, claim.applicant.name, "高新技术企业认定奖励", "¥300,000.00", "第4条", "待受理"):
        assert str(words) in text


def test_page_is_built_in_a_bounded_number_of_queries(
    claim: Claim, reviewer: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(reviewer)
    with django_assert_max_num_queries(72):
        client.get(page(claim))


def test_queue_asks_as_much_for_many_claims_as_for_one(
    claim: Claim, company: Any, applicant: Any, reviewer: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        road.submitted(company, applicant, typed=road.answers(reference=f"GR2026140002{number}", recognition_no="1"))
    client = client_of(reviewer)
    with django_assert_max_num_queries(28):
        assert "共 7 条" in client.get(reverse("admin:claims_claim_changelist")).content.decode()


def test_drafts_are_not_in_the_queue(
    policies: None, company: Any, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    draft = road.drafted(company, applicant)
    assert client_of(reviewer).get(page(draft)).status_code == 404
    assert "共 0 条" in client_of(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()


def test_queue_is_found_by_state_scheme_number_and_company(claim: Claim, reviewer: Any, client_of: Any) -> None:
    client, queue = client_of(reviewer), reverse("admin:claims_claim_changelist")
    for asked in (
        {"state": "submitted"}, {"scheme": "CZ-04A"}, {"q": claim.number}, {"q": "试样一号"},
        {"q": claim.applicant.uscc},
    ):  # fmt: skip
        assert "共 1 条" in client.get(queue, asked).content.decode(), asked
    for asked in ({"state": "accepted"}, {"scheme": "CZ-12"}, {"q": "没有这家"}):
        assert "共 0 条" in client.get(queue, asked).content.decode(), asked


def test_from_acceptance_to_the_notice(claim: Claim, intake: Any, reviewer: Any, take: Any, client_of: Any) -> None:
    assert take(intake, claim, "accept").status_code == 302
    assert claim.state == "accepted"
    assert take(reviewer, claim, "approve").status_code == 302
    assert claim.state == "approved"
    assert "正在核算" in client_of(reviewer).get(page(claim)).content.decode()
    road.work_off()
    road.noticed()
    text = client_of(reviewer).get(page(claim)).content.decode()
    assert "¥300,000.00" in text and "下载核定通知书" in text


def test_page_that_waits_is_told_when_to_load_again(
    claim: Claim, reviewer: Any, intake: Any, take: Any, client_of: Any
) -> None:
    take(intake, claim, "accept")
    take(reviewer, claim, "approve")
    client, asked = client_of(reviewer), {"known": f"approved-{claim.version}-"}
    address = reverse("admin:claims_claim_state", args=[claim.pk])
    assert "HX-Refresh" not in client.get(address, asked).headers
    road.work_off()
    assert client.get(address, asked).headers["HX-Refresh"] == "true"


def test_return_needs_its_reason_and_keeps_what_was_typed(claim: Claim, intake: Any, take: Any) -> None:
    refused = take(intake, claim, "return", reason="  ")
    assert refused.status_code == 409
    assert "退回补正须写明理由" in refused.content.decode()
    assert take(intake, claim, "return", reason="请补交认定文件扫描件。").status_code == 302
    assert claim.state == "returned"
    assert AuditEntry.objects.filter(subject_id=str(claim.pk)).first().reason == "请补交认定文件扫描件。"


def test_decision_outside_the_bounds_is_refused_with_the_bounds_and_kept(
    policies: None, company: Any, applicant: Any, reviewer: Any, take: Any, client_of: Any
) -> None:
    claim = start_up(company, applicant, reviewer)
    assert "¥300,000.00 至 ¥1,000,000.00" in client_of(reviewer).get(page(claim)).content.decode()
    refused = take(reviewer, claim, "decide", name="decided_amount", value="1000000.01", reason="专班意见")
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "超出" in text and "1000000.01" in text and "专班意见" in text
    assert claim.decided == {}
    assert take(reviewer, claim, "decide", name="decided_amount", value="800000", reason="专班意见").status_code == 302
    assert claim.decided["decided_amount"]["value"] == "800000"
    assert take(reviewer, claim, "approve").status_code == 302


def test_approval_is_not_offered_before_the_amount_is_decided(
    policies: None, company: Any, applicant: Any, reviewer: Any, take: Any, client_of: Any
) -> None:
    claim = start_up(company, applicant, reviewer)
    assert "请先核定金额" in client_of(reviewer).get(page(claim)).content.decode()
    assert step(claim, "approve") not in client_of(reviewer).get(page(claim)).content.decode()
    assert take(reviewer, claim, "approve").status_code == 409
    assert claim.state == "accepted"


def test_second_reviewer_is_told_who_was_quicker(claim: Claim, intake: Any, reviewer: Any, client_of: Any) -> None:
    typed = {"version": claim.version, "reason": "材料不清楚，请重新扫描"}
    client_of(intake).post(step(claim, "accept"), {"version": claim.version, "despite": road.WITHOUT_PAPERS})
    late = client_of(reviewer).post(step(claim, "return"), typed)
    claim.refresh_from_db()
    assert late.status_code == 409
    text = late.content.decode()
    assert f"已由{intake.name}办理“受理”" in text and "材料不清楚，请重新扫描" in text
    assert claim.state == "accepted"


@pytest.mark.parametrize("who", ["treasurer", "official", "administrator", "policy_editor", "operator", "intake"])
def test_those_without_the_role_cannot_approve(
    who: str, claim: Claim, reviewer: Any, intake: Any, take: Any, request: Any
) -> None:
    take(intake, claim, "accept")
    answer = take(request.getfixturevalue(who), claim, "approve")
    assert answer.status_code in (403, 404, 409)
    assert claim.state == "accepted"
    assert not OutboxMessage.objects.exists()


def test_reviewer_of_another_city_does_nothing(
    claim: Claim, reviewer_elsewhere: Any, take: Any, client_of: Any
) -> None:
    assert client_of(reviewer_elsewhere).get(page(claim)).status_code == 404
    for name in ("accept", "return", "refuse", "approve", "decide", "reckon_again"):
        assert take(reviewer_elsewhere, claim, name, reason="x", name="decided_amount", value="1").status_code == 404
    assert claim.state == "submitted"


@pytest.mark.parametrize("active", [True, False])
def test_reviewer_who_files_or_once_filed_for_the_company_steps_aside(
    claim: Claim, reviewer: Any, take: Any, client_of: Any, active: bool
) -> None:
    from tests.factories import ApplicantMembershipFactory

    ApplicantMembershipFactory(user=reviewer, applicant=claim.applicant, active=active)
    assert "须回避" in client_of(reviewer).get(page(claim)).content.decode()
    assert take(reviewer, claim, "accept").status_code == 409
    assert claim.state == "submitted"


@pytest.mark.parametrize("name", ["award", "decline", "wait", "reopen", "submit", "withdraw", "revoke", "nonsense"])
def test_steps_of_others_have_no_address(name: str, claim: Claim, reviewer: Any, take: Any) -> None:
    assert take(reviewer, claim, name, reason="x").status_code == 404
    assert claim.state == "submitted"


def test_no_form_of_the_admin_changes_a_claim_or_an_award(
    claim: Claim, reviewer: Any, intake: Any, administrator: Any, take: Any, client_of: Any
) -> None:
    take(intake, claim, "accept")
    take(reviewer, claim, "approve")
    road.work_off()
    award = Award.objects.get()
    forged = {"state": "submitted", "amount_fen": "1", "city": "1", "_save": "1", "number": "X"}
    for person in (reviewer, administrator):
        client = client_of(person)
        for address in (page(claim), reverse("admin:awards_award_change", args=[award.pk])):
            assert client.post(address, forged).status_code in (403, 405)
        for name in (
            "claims_claim", "awards_award", "awards_notice", "grants_grant", "grants_capgrant", "catalogue_edition",
            "catalogue_rulestext",
        ):  # fmt: skip
            assert client.post(reverse(f"admin:{name}_add"), forged).status_code == 403
        for address in (
            reverse("admin:claims_claim_delete", args=[claim.pk]),
            reverse("admin:awards_award_delete", args=[award.pk]),
        ):
            assert client.post(address, {"post": "yes"}).status_code == 403
    claim.refresh_from_db()
    assert claim.state == "awarded" and Award.objects.get().amount_fen == 300_000_00


def test_steps_are_taken_by_post_alone(claim: Claim, reviewer: Any, client_of: Any) -> None:
    assert client_of(reviewer).get(step(claim, "accept")).status_code == 405
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_a_step_needs_the_forms_token(claim: Claim, reviewer: Any) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(step(claim, "accept"), {"version": claim.version}).status_code == 403


def test_unstorable_reason_is_refused_with_a_sentence(claim: Claim, intake: Any, take: Any) -> None:
    answer = take(intake, claim, "return", reason="请补\x00交")
    assert answer.status_code == 409
    assert "控制字符" in answer.content.decode()
