"""What a claim's page tells: what it is about, facts with their sources, papers, and what happened to it."""

from datetime import date
from typing import Any

import pytest

from accounts.actor import SYSTEM, actor_of
from accounts.models import User
from core import audit
from core.files.keeping import keep_bytes
from core.models import AuditEntry
from enterprises.models import Applicant
from enterprises.registers import certifying
from subsidies.awards import record, revoking
from subsidies.awards.models import Award
from subsidies.cases.deciding import RESOLUTION
from subsidies.cases.picking import name_for
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.resting import CHANGED
from subsidies.policies import library
from tests import road
from tests.claims.rows import claim_row
from tests.factories import (
    AchievementFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    office_user,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)
CAPITAL = {"name": "newly_resident", "value": True, "source": "declared", "note": ""}


def rows_of(claim: Claim, award: Award | None = None) -> list[tuple[str, str, str]]:
    return [
        (row.label, row.value, row.source)
        for row in record.fact_rows(claim, library().schemes[claim.scheme_code], award)
    ]


def test_day_and_matter_come_first_then_the_facts_that_were_frozen(company: Applicant) -> None:
    label = library().schemes["CZ-03"].facts["newly_resident"].label
    submitted = claim_row(company, "CZ1", "CZ-03", on=DAY, facts=[CAPITAL])
    head = [("统一社会信用代码", company.uscc, "登记记录"), ("入驻日期", "2026-04-02", "单位申报")]
    assert rows_of(submitted) == [*head, (label, "是", "单位申报")]
    frozen = Award(
        claim=submitted, claim_input={}, sources=[CAPITAL | {"value": False, "source": "officer", "note": "核对"}]
    )
    assert rows_of(submitted, frozen) == [*head, (label, "否", "审核核定（依据：核对）")]
    submitted.answers = {"other_policy_amount": "1000"}
    assert rows_of(submitted)[-1] == ("同一事项已获本市其他政策的金额", "¥1,000.00", "单位申报")
    submitted.answers = {"other_policy_amount": "一千"}
    assert rows_of(submitted)[-1][1] == "一千 元"
    draft = Claim(applicant=company, city=company.city, scheme_code="CZ-03", facts=[CAPITAL], answers={"facts": {}})
    assert rows_of(draft)[0] == head[0] and (label, "是", "单位申报") not in rows_of(draft)
    draft.answers = {"facts": {"newly_resident": "false"}}
    assert (label, "否", "单位申报") in rows_of(draft)


def test_for_which_months_a_claim_is_is_known_and_of_a_draft_as_far_as_it_says_so(company: Applicant) -> None:
    months = [{"name": f"{end}_month", "value": month} for end, month in (("first", "2025-02"), ("last", "2025-04"))]
    assert record.period_of(claim_row(company, "CZ1", "CZ-12", facts=months)) == "2025年2月至4月"
    year = {"answers": {"year": "2025"}}
    assert record.period_of(claim_row(company, "CZ2", "CZ-16", **year, facts=[CAPITAL])) == "2025年"
    assert record.period_of(claim_row(company, "CZ3", "CZ-16", **year)) == "2025年"
    assert record.period_of(claim_row(company, "CZ4", "CZ-12", answers={"facts": {"first_month": "2025-02"}})) == ""
    assert record.period_of(claim_row(company, "CZ5", "CZ-12")) == ""
    both = {"first_month": "2025-02", "last_month": "2025-04"}
    assert record.period_of(claim_row(company, "CZ6", "CZ-12", answers={"facts": both})) == "2025年2月至4月"


def test_a_record_and_an_achievement_are_named(company: Applicant) -> None:
    row = RecognitionFactory(applicant=company, certificate_no="GR202614000001")
    claim = claim_row(company, "CZ1", "CZ-04A", on=DAY, record=name_for(row), answers={"record": name_for(row)})
    assert rows_of(claim)[0][0] == "高新技术企业证书" and "GR202614000001" in rows_of(claim)[0][1]
    assert "科技成果名称或登记号" not in [label for label, _, _ in rows_of(claim)]
    contract = TechnologyContractFactory(
        applicant=company, achievement=AchievementFactory(applicant=company, city=company.city)
    )
    about = {"record": name_for(contract)}
    sold = claim_row(company, "CZ2", "CZ-09", on=DAY, record=name_for(contract), answers=about)
    assert ("科技成果名称或登记号", contract.achievement.title, "登记记录") in rows_of(sold)


def test_papers_are_listed_with_their_address(company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-04A", state="returned")
    file = keep_bytes(b"%PDF-1", name="证书.pdf", content_type="application/pdf")
    Evidence.objects.create(claim=claim, paper=1, label="认定证书", file=file)
    (paper,) = record.paper_files(paper_rows(claim, claim.scheme))
    assert (paper.name, paper.note, paper.size, paper.sha256) == ("证书.pdf", "认定证书", 6, file.sha256)
    assert str(file.pk) in paper.url and paper.created_at == claim.evidence.get().added_at


def test_what_happened_to_a_claim_and_to_its_records_is_told_in_order(company: Applicant) -> None:
    by = actor_of(office_user("reviewer", company.city))
    row = RecognitionFactory(applicant=company, certified=False)
    other = RecognitionFactory(applicant=company, certified=False)
    certifying.certify(record=row, by=by)
    claim = claim_row(company, "CZ1", "CZ-04A")
    certifying.doubt(record=row, reason="有涂改", by=by)
    audit.record(by=by, action="return", subject=claim, chain="changzhi", reason="请补正", detail={"a": 1})
    certifying.certify(record=row, by=by)
    certifying.certify(record=other, by=by)
    entries = audit.history(claim)
    own, *others = record.traced(claim, entries, [])
    assert not others and (own.reason, own.detail, own.actor_name, own.record) == ("请补正", {"a": 1}, by.name, "")
    assert (own.at, own.organisation, own.what) == (entries[0].at, by.organisation, entries[0].what)
    told = record.traced(claim, entries, [row])
    assert [step.record for step in told] == [f"资质认定 {row}", "", f"资质认定 {row}"]
    assert told[0].what == f"撤回核验：资质认定 {row}" and told[0].named("甲") == f"甲：资质认定 {row}"
    assert [step.entry.pk for step in told] == sorted(step.entry.pk for step in told)
    assert AuditEntry.objects.filter(action=certifying.CERTIFY).count() == 3


def test_what_an_office_decided_is_told_with_its_value(company: Applicant) -> None:
    claim = claim_row(company, "CZ1", "CZ-03")
    by = actor_of(office_user("reviewer", company.city))
    facts = library().schemes["CZ-03"].facts
    label, other = facts["newly_resident"].label, facts["used_as_capital"].label
    said = {
        "decide": [
            ("newly_resident", True),
            (RESOLUTION, "1000.50"),
            ("no_such_figure", "5"),
            ("newly_resident", None),
            ("used_as_capital", True),
        ],
        "accept": [("newly_resident", True)],
        "return": [("newly_resident", True)],
    }
    for action, figures in said.items():
        for name, value in figures:
            detail = {"name": name, "value": value}
            audit.record(by=by, action=action, subject=claim, chain="changzhi", reason="会议", detail=detail)
    told = [step.decided for step in record.traced(claim, audit.history(claim), [])]
    assert told == [f"{label}：是", "议定金额：¥1,000.50", "", "", f"{other}：是", "", ""]


def test_what_is_to_be_taken_back_is_told_to_offices_alone(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.awarded(company, applicant, reviewer)
    award = claim.awards.get()
    for action, months in (
        (revoking.PROPOSE, []),
        (revoking.REFUSE, ["2025-01", "2025-02"]),
        (revoking.REVOKE_PART, []),
    ):
        detail = {"freed_fen": 500, "months": months}
        audit.record(by=actor_of(reviewer), action=action, subject=award, chain="changzhi", detail=detail)
    assert record.traced(claim, [], []) == []
    told = [step.decided for step in record.traced(claim, [], [], inside=True)]
    assert told == ["全部，¥5.00", "2025年1月至2月，¥5.00"]


def test_what_registers_note_one_after_the_other_is_one_step_that_names_each_record_once(company: Applicant) -> None:
    claim, by = claim_row(company, "CZ1", "CZ-06"), actor_of(office_user("reviewer", company.city))

    def noted(*records: str) -> None:
        for name in records:
            audit.record(by=SYSTEM, action=CHANGED, subject=claim, chain="changzhi", detail={"record": name})

    noted("1号楼101", "1号楼102", "1号楼101")
    audit.record(by=by, action="accept", subject=claim, chain="changzhi")
    noted(f"{company} · 1号楼103")  # as it was written once
    steps = record.traced(claim, audit.history(claim), [])
    words = "所依据的入驻记录有变动"
    assert [step.what for step in steps] == [f"{words}：1号楼101、1号楼102", "受理", f"{words}：1号楼103"]
    assert steps[0].entry.pk == audit.history(claim)[2].pk


@pytest.mark.parametrize(
    ("decided", "source"),
    [
        ({"decided_amount": {"value": "400000", "reason": "会议纪要"}}, "审核核定（依据：会议纪要）"),
        ({"decided_amount": {"value": "500000", "reason": "后来的纪要"}}, "审核核定"),
        ({}, "审核核定"),
    ],
)
def test_an_award_that_kept_no_ground_tells_the_claims_as_long_as_the_figure_is_the_same(
    company: Applicant, decided: dict[str, Any], source: str
) -> None:
    claim = claim_row(company, "CZ1", "CZ-03", on=DAY, decided=decided)
    row = {"name": "decided_amount", "value": "400000", "source": "officer", "note": ""}
    assert rows_of(claim, Award(claim=claim, claim_input={}, sources=[row]))[-1][2] == source
