"""Whatever an office gives as a reason, no identity number is kept with it: the page says so, nothing has happened."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from accounts.actor import SYSTEM, actor_of
from accounts.models import User
from core import audit
from core.models import AuditEntry
from core.values.identity_numbers import UNKEPT, make_identity_number
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused
from enterprises.models import Applicant
from enterprises.registers import correcting
from subsidies.awards.models import Award, ProposalRefusal, RevocationProposal
from tests import road
from tests.factories import EntryRequestFactory, ErasureRequestFactory, RecognitionFactory
from tests.jinchuanggu.test_no_number_is_kept import of_the_database

pytestmark = pytest.mark.django_db
NUMBER = make_identity_number("110101", date(1990, 3, 7), 3)
WHY = f"与 {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]} 重复"


def kept() -> list[str]:
    return [row for row in of_the_database() if NUMBER[14:] in row and NUMBER[6:14] in row]


def said(answer: Any) -> bool:
    return IDENTITY_SENTENCE in answer.content.decode() and not kept()


def test_an_award_is_not_taken_back_for_one(
    policies: None, company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    page, office = f"/admin/awards/award/{Award.objects.get().pk}/revoking", client_of(reviewer)
    for what in ({"what": "whole"}, {"what": "months", "month": ["2025-11"]}):
        answer = office.post(f"{page}/propose/", {"reason": WHY} | what)
        assert answer.status_code == 409 and not RevocationProposal.objects.exists()
        assert IDENTITY_SENTENCE in answer.content.decode()
    office.post(f"{page}/propose/", {"reason": "考核有误", "what": "whole"})
    answer = office.post(f"{page}/refuse/", {"reason": WHY, "proposal": RevocationProposal.objects.get().pk})
    assert answer.status_code == 409 and said(answer) and not ProposalRefusal.objects.exists()


def test_no_record_is_doubted_and_no_correction_answered_with_one(
    company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    row, office = RecognitionFactory(applicant=company), client_of(reviewer)
    page = f"/admin/enterprises/recognition/{row.pk}/certify/"
    assert said(office.post(page, {"doubt": "1", "reason": WHY}, follow=True))
    row.refresh_from_db()
    assert row.certified
    values = {"issued_on": date(2026, 2, 2)}
    asked = correcting.propose(record=row, values=values, reason="日期有误", upload=None, by=actor_of(applicant))
    for way in ("take", "refuse"):
        assert said(
            office.post(f"/admin/enterprises/correction/{asked.pk}/answer/", {way: "1", "answer": WHY}, follow=True)
        )
    asked.refresh_from_db()
    assert asked.state == "proposed" and not asked.answer


def test_a_reason_that_cannot_be_kept_is_said_and_the_record_stays(
    company: Applicant, reviewer: User, client_of: Any
) -> None:
    row = RecognitionFactory(applicant=company)
    page = f"/admin/enterprises/recognition/{row.pk}/certify/"
    answer = client_of(reviewer).post(page, {"doubt": "1", "reason": "a\x00b"}, follow=True)
    assert "看不见的控制字符" in answer.content.decode()
    row.refresh_from_db()
    assert row.certified


def test_no_request_is_denied_for_one(company: Applicant, operator: User, client_of: Any) -> None:
    office, entry = client_of(operator), EntryRequestFactory(applicant=company)
    assert said(office.post(f"/admin/parks/entryrequest/{entry.pk}/answer/", {"reason": WHY}, follow=True))
    erasure = ErasureRequestFactory(applicant=company)
    page = f"/admin/enterprises/erasurerequest/{erasure.pk}/answer/"
    assert said(office.post(page, {"deny": "1", "answer": WHY}, follow=True))
    entry.refresh_from_db()
    erasure.refresh_from_db()
    assert (entry.state, erasure.state) == ("asked", "asked")


def test_no_claim_is_approved_with_one(
    policies: None, company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer)
    page = f"/admin/claims/claim/{claim.pk}/take/approve/"
    answer = client_of(reviewer).post(page, {"reason": WHY, "version": claim.version})
    assert answer.status_code == 409 and IDENTITY_SENTENCE in answer.content.decode()
    with pytest.raises(Refused, match=IDENTITY_SENTENCE):
        road.approve(claim=claim, by=actor_of(reviewer), reason="与110101900307123重复")
    claim.refresh_from_db()
    assert claim.state == "accepted" and not AuditEntry.objects.filter(action="approve").exists()


@pytest.mark.parametrize("written", [NUMBER, WHY, NUMBER.replace("1", "１"), f"（{NUMBER}）"])
def test_the_trail_refuses_one_as_a_reason_and_keeps_none_in_what_is_told(reviewer: User, written: str) -> None:
    by = actor_of(reviewer)
    with pytest.raises(Refused, match=IDENTITY_SENTENCE), transaction.atomic():
        audit.record(by=by, action="approve", subject=reviewer, reason=written)
    detail = {"changes": [{"field": "name", "was": written, "is": ["甲", written]}], "rows": 3, "sha256": "0" * 64}
    with transaction.atomic():
        one = audit.record(by=by, action="change_record", subject=reviewer, detail=detail)
        audit.record_all(by=by, action="change_record", subjects=[(reviewer, detail)])
        audit.record_many(by=by, action="change_record", kind=User, subjects=[(reviewer.pk, detail)])
    told = {"changes": [{"field": "name", "was": UNKEPT, "is": ["甲", UNKEPT]}], "rows": 3, "sha256": "0" * 64}
    assert [row.detail for row in AuditEntry.objects.all()] == [told] * 3 and one.detail == told
    assert list(audit.verify_chain("")) == []


def test_what_a_worker_says_of_its_work_is_not_refused(reviewer: User) -> None:
    with transaction.atomic():
        audit.record(by=SYSTEM, action="reopen", subject=reviewer, reason=f"记录{NUMBER}不符")
    assert AuditEntry.objects.get().action == "reopen"
