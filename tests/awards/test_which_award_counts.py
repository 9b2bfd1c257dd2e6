"""Of a claim's awards the one that was not revoked whole counts, and of its amount what its revocations left."""

from datetime import UTC, date, datetime

import pytest

from core.consequences import consequences
from core.files.keeping import keep_bytes
from core.models import OutboxMessage
from enterprises.models import Applicant, ApplicantKind
from enterprises.payee_numbers.needing import needed_for
from enterprises.registers.certifying import RecordChange
from subsidies.awards.models import Award, Notice, RefusalNotice, Revocation, RevocationProposal
from subsidies.awards.selectors import (
    award_of,
    left_fen,
    next_turn,
    paper_due,
    paper_of,
    payable_to,
    revocations_of,
    revoked_whole,
    standing_fen,
    to_persons,
    told_as_it_stands,
    with_award,
)
from subsidies.cases.picking import name_for
from subsidies.catalogue.models import PolicyDocument
from subsidies.claims.models import Claim
from tests.claims.rows import claim_row
from tests.factories import RecognitionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policies")]


def given(claim: Claim, fen: int, turn: int = 1) -> Award:
    made: Award = Award.objects.create(
        claim=claim, turn=turn, document=PolicyDocument.objects.earliest("pk"), outcome="payable", amount_fen=fen,
        basis="条款", claim_input={}, rules_sha256="0" * 64, engine_version="1", sha256="0" * 64,
        reckoned_at=datetime(2026, 4, 1, tzinfo=UTC),
    )  # fmt: skip
    return made


def taken_back(award: Award, fen: int, *, whole: bool) -> Revocation:
    """What of it, as one proposed and another confirmed."""
    said = {"award": award, "whole": whole, "months": [] if whole else ["2025-01"], "freed_fen": fen, "reason": "复核"}
    proposal = RevocationProposal.objects.create(proposed_by=UserFactory(), **said)
    made: Revocation = Revocation.objects.create(proposal=proposal, revoked_by=UserFactory(), **said)
    return made


def fetched(claim: Claim) -> Award | None:
    return award_of(with_award(Claim.objects.filter(pk=claim.pk)).get())


def test_of_awards_that_were_revoked_whole_the_last_ones_sum_stands_beside_the_claim(company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A", state="awarded")

    def lost() -> int | None:
        told: int | None = with_award(Claim.objects.filter(pk=claim.pk)).get().revoked_fen
        return told

    first = given(claim, 500)
    taken_back(first, 200, whole=False)
    assert lost() is None
    taken_back(first, 300, whole=True)
    assert lost() == 500
    taken_back(given(claim, 400, turn=2), 400, whole=True)
    assert lost() == 400


def test_the_award_that_counts_is_the_last_one_unless_it_was_revoked(company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A", state="awarded")
    assert (award_of(claim), fetched(claim), next_turn(claim), revocations_of(claim)) == (None, None, 1, [])
    first = given(claim, 500)
    assert award_of(claim) == fetched(claim) == first and next_turn(claim) == 2 and revoked_whole(first) is None
    part = taken_back(first, 200, whole=False)
    assert award_of(claim) == first and (standing_fen(first), revoked_whole(first)) == (300, None)
    assert left_fen(first) == 300
    whole = taken_back(first, 300, whole=True)
    first = Award.objects.get(pk=first.pk)
    assert (award_of(claim), fetched(claim), standing_fen(first)) == (None, None, 0)
    assert left_fen(first) == 0
    assert revoked_whole(first) == whole and revocations_of(claim) == [whole, part]
    second = given(claim, 400, turn=2)
    assert award_of(claim) == fetched(claim) == second and next_turn(claim) == 3
    nothing = given(claim_row(company, "CZ2", "CZ-04A", state="awarded"), 0)
    taken_back(nothing, 0, whole=True)
    assert (left_fen(second), left_fen(nothing)) == (None, None)


def test_what_still_comes_to_something_is_to_be_paid_to_a_person(company: Applicant, other_company: Applicant) -> None:
    for number, fen in (("CZ3", 1), ("CZ2", 0), ("CZ1", 500)):
        given(claim_row(company, number, "CZ-04A", state="awarded"), fen)
    claim_row(company, "CZ4", "CZ-04A", state="awarded")
    given(claim_row(company, "CZ5", "CZ-04A"), 500)
    given(claim_row(other_company, "CZ6", "CZ-04A", state="awarded"), 500)
    freed = given(claim_row(company, "CZ7", "CZ-04A", state="awarded"), 500)
    taken_back(freed, 500, whole=False)
    assert list(payable_to(company)) == ["CZ1", "CZ3"]
    company.kind = ApplicantKind.INDIVIDUAL
    assert needed_for(company) == ["CZ1", "CZ3"]
    Applicant.objects.filter(pk=company.pk).update(kind=ApplicantKind.INDIVIDUAL, uscc=None)
    rows = to_persons(Award.objects.all(), given=False)
    assert sorted(rows.values_list("claim__number", flat=True)) == ["CZ1", "CZ3"], "by the same sum"


def test_of_what_was_taken_back_that_is_told_which_says_where_the_claim_stands() -> None:
    rows = [Revocation(award_id=pk) for pk in (3, 2, 2, 1)]
    assert told_as_it_stands(rows, Award(pk=2)) == rows[1:3]
    assert told_as_it_stands(rows, None) == rows[:1], "what ended the last one; all others are history"
    assert told_as_it_stands([], None) == told_as_it_stands([], Award(pk=2)) == []


def test_whoever_puts_a_record_right_is_told_what_was_awarded_on_it(company: Applicant) -> None:
    record = RecognitionFactory(applicant=company)
    assert consequences(RecordChange(record)) == []
    for number, fen in (("CZ1", 500), ("CZ2", 0)):
        given(claim_row(company, number, "CZ-04A", state="awarded", record=name_for(record)), fen)
    (told,) = consequences(RecordChange(record))
    assert told.sentence.startswith("以这条记录为依据的申报已经核定：CZ1 核定 ¥5.00。")


@pytest.mark.parametrize("key", ["refusal:{pk}:2", "awards.refusal_paper:{pk}"])
def test_a_paper_is_due_of_a_refusal_while_a_worker_has_it_before_them(company: Applicant, key: str) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A", state="refused")
    other = claim_row(company, "CZ2", "CZ-04A", state="refused")
    assert paper_due(claim, None) == ""
    work = OutboxMessage.objects.create(handler="awards.refusal_paper", key=key.format(pk=claim.pk))
    assert (paper_due(claim, None), paper_due(other, None)) == ("不予支持通知书", "")
    for state in ("accepted", "returned"):
        assert paper_due(Claim(pk=claim.pk, state=state), None) == ""
    OutboxMessage.objects.filter(pk=work.pk).update(done_at=datetime(2026, 4, 1, tzinfo=UTC))
    assert paper_due(claim, None) == ""


def test_of_an_award_its_own_paper_is_due_and_shown(company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A", state="awarded")
    award = given(claim, 500)
    assert paper_due(claim, award) == "核定通知书" and paper_of(claim, award) is None
    award.outcome = "not_payable"
    assert paper_due(claim, award) == "不予兑付通知书"
    refused = claim_row(company, "CZ2", "CZ-04A", state="refused")
    file, day = keep_bytes(b"%PDF-1.7", name="a.pdf", content_type="application/pdf"), date(2026, 4, 1)
    notice = Notice.objects.create(award=award, number="甲〔2026〕1号", verify_code="a", file=file, issued_on=day)
    refusal = RefusalNotice.objects.create(
        claim=refused, number="甲〔2026〕2号", verify_code="b", file=file, issued_on=day
    )
    assert (paper_of(claim, award), paper_of(refused, None), paper_of(claim, None)) == (notice, refusal, None)
