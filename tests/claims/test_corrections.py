"""A claim goes back with what is wrong marked at its place, and comes again with what has changed beside it."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.actor import actor_of
from accounts.scope.acting import identity_of
from core import audit
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused
from core.walls.acting import acting_as
from subsidies.catalogue.questions import asked, head_asked
from subsidies.claims import claiming, reviewing
from subsidies.claims.corrections.comparing import compared, said_at
from subsidies.claims.corrections.marking import SEE_THE_MARKS, Marked, told
from subsidies.claims.corrections.places import NOT_THERE, OF_PAPERS, places_of
from subsidies.claims.models import Claim, ClaimReturn, ReturnMark
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.papers.looking import PaperState, Remarked, look_at, looked_papers
from subsidies.policies import library
from subsidies.portal.forms.claim_form import FACT, ClaimForm
from tests import road
from tests.pages import picture

pytestmark = pytest.mark.django_db
LEASE, VOUCHER = "租赁合同", "租金付款凭证"
WRONG = (Marked("first_month", "月份与凭证不一致"), Marked(LEASE, "缺盖章"), Marked(VOUCHER, NOT_THERE))


@pytest.fixture
def claim(changzhi, company, applicant) -> Claim:
    """A claim of rent with two papers, handed in."""
    road.policies_loaded()
    draft = road.drafted(road.resident(company), applicant, **road.RENT)
    for number, label, colour in ((0, LEASE, "white"), (3, "入驻协议", "blue")):
        upload = picture(f"{label}.png", colour)
        claiming.attach(claim=draft, paper=number, label=label, upload=upload, by=actor_of(applicant))
    return claiming.submit(claim=draft, by=actor_of(applicant))


def returned(claim: Claim, by, *marks: Marked, reason: str = "") -> Claim:
    return reviewing.return_for_correction(claim=claim, reason=reason, by=actor_of(by), marks=marks or WRONG)


def answered(claim: Claim, by, **facts: str) -> Claim:
    answers = claim.answers | {"facts": claim.answers["facts"] | facts}
    return claiming.save_draft(claim=claim, answers=answers, version=claim.version, by=actor_of(by))


def test_marks_are_kept_in_the_order_of_the_form_and_need_no_further_reason(claim, intake) -> None:
    claim = returned(claim, intake)
    kept = list(ReturnMark.objects.values_list("place", "of_paper", "said"))
    assert kept == [(LEASE, True, "缺盖章"), (VOUCHER, True, NOT_THERE), ("first_month", False, "月份与凭证不一致")]
    entry = audit.history(claim)[-1]
    assert (entry.action, entry.reason, entry.detail) == ("return", SEE_THE_MARKS, {"marked": 3})
    assert said_at(claim)[LEASE] == "缺盖章"


def test_without_a_mark_a_reason_is_wanted_as_ever(claim, intake) -> None:
    with pytest.raises(Refused, match="理由"):
        reviewing.return_for_correction(claim=claim, reason=" ", by=actor_of(intake))
    claim = reviewing.return_for_correction(claim=claim, reason="请补正", by=actor_of(intake))
    assert audit.history(claim)[-1].detail == {} and not said_at(claim)


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ((Marked("rate", "不对"),), "没有所标的这一处"),
        ((Marked(LEASE, "缺页"), Marked(LEASE, "缺章")), "没有所标的这一处"),
        ((Marked(LEASE, "  "),), "请写明“租赁合同”需要补正什么"),
        ((Marked(LEASE, "长" * 301),), "最多300个字，现在有301个字"),
        ((Marked(LEASE, "应为11010519491231002X"),), IDENTITY_SENTENCE),
    ],
)
def test_what_cannot_be_marked_is_refused_and_nothing_happens(claim, intake, marks, why) -> None:
    with pytest.raises(Refused, match=why):
        returned(claim, intake, *marks)
    claim.refresh_from_db()
    assert claim.state == "submitted" and not ClaimReturn.objects.exists()


def test_a_paper_that_is_there_has_other_sentences_than_one_that_is_not(claim) -> None:
    ready = {place.name: place.ready for place in places_of(claim)}
    assert ready[LEASE] == OF_PAPERS and ready[VOUCHER] == (NOT_THERE,)
    assert ready["assessment_passed"][0] == "与年度考核结果不一致，请核对更正"


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda row: row.code)
def test_every_question_of_a_form_may_be_marked(scheme) -> None:
    form = ClaimForm(scheme, {}, {})
    shown = {name.removeprefix(FACT) for name in form.fields if not name.startswith("dispute_")}
    assert {*head_asked(scheme), *(fact.name for fact in asked(scheme))} == shown


def test_what_was_minded_and_what_was_not_is_told_before_it_is_handed_in_and_after(claim, applicant, intake) -> None:
    claim = answered(returned(claim, intake), applicant, first_month="2025-07")
    upload = picture("凭证.png", "red")
    claiming.attach(claim=claim, paper=1, label=VOUCHER, upload=upload, by=actor_of(applicant))
    found = {"before": compared(claim)}
    found["after"] = compared(claiming.submit(claim=claim, by=actor_of(applicant)))
    for row in found.values():
        assert [(mark.name, mark.minded) for mark in row.marked] == [
            (LEASE, False), (VOUCHER, True), ("first_month", True),
        ]  # fmt: skip
        assert [mark.label for mark in row.unminded] == [LEASE]
        assert ("本次申报的月份", "2025年1月至12月", "2025年7月至12月") in [
            (one.label, one.before, one.after) for one in row.answers
        ]
        (paper,) = row.papers
        assert paper.label == VOUCHER and paper.before == "" and paper.after.startswith("凭证.png（校验值 ")


def test_an_office_is_not_told_what_is_saved_and_not_handed_in(claim, applicant, intake) -> None:
    claim = answered(returned(claim, intake), applicant, first_month="2025-07")
    inside = compared(claim, inside=True)
    assert inside is not None and inside.is_same and len(inside.unminded) == 3


def test_what_was_fine_stays_looked_at(claim, applicant, intake) -> None:
    rows = looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))
    seen = [Remarked(row.row.number, file.file.sha256) for row in rows for file in row.files]
    look_at(claim=claim, seen=seen, by=actor_of(intake))
    claim, by = returned(claim, intake), actor_of(applicant)
    claiming.detach(claim=claim, evidence=claim.evidence.get(label=LEASE), by=by)
    claiming.attach(claim=claim, paper=0, label=LEASE, upload=picture("盖章.png", "green"), by=by)
    claim = claiming.submit(claim=claim, by=by)
    rows = looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))
    states = {row.row.label: file.state for row in rows for file in row.files}
    assert states == {LEASE: PaperState.REPLACED, "入驻协议": PaperState.SEEN}


def test_a_record_that_says_something_else_now_minds_a_mark_at_it(changzhi, company, applicant, intake) -> None:
    road.policies_loaded()
    claim = road.submitted(company, applicant)
    record = claim.case().record
    claim = returned(claim, intake, Marked("record", "证书编号有误"))
    assert not compared(claim).marked[0].minded
    type(record).objects.filter(pk=record.pk).update(certificate_no="GR202614000009")
    assert compared(claim).marked[0].minded


def test_of_two_returns_the_last_one_counts_and_all_are_told(claim, applicant, intake) -> None:
    claim = claiming.submit(claim=returned(claim, intake), by=actor_of(applicant))
    assert compared(claim).is_same
    claim = returned(claim, intake, Marked("last_month", "月份未过完"))
    assert said_at(claim) == {"last_month": "月份未过完"}
    assert [line.partition(" ")[2].partition(" ")[2] for line in told(claim)] == [
        "租赁合同：缺盖章", f"租金付款凭证：{NOT_THERE}", "申报的起始月份：月份与凭证不一致",
        "申报的截止月份：月份未过完",
    ]  # fmt: skip


def test_marks_never_change_and_are_seen_by_both_sides_of_the_claim_alone(
    claim, applicant, intake, other_applicant, reviewer_elsewhere
) -> None:
    returned(claim, intake)
    for rows, change in ((ReturnMark.objects, {"said": "无"}), (ClaimReturn.objects, {"facts": []})):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
            rows.all()._raw_delete(rows.db)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnMark.objects.create(sent_back=ClaimReturn.objects.get(), place="on", of_paper=False, said="")
    for person, seen in ((applicant, 3), (intake, 3), (other_applicant, 0), (reviewer_elsewhere, 0)):
        with acting_as(identity_of(actor_of(person))):
            assert ReturnMark.objects.count() == seen
