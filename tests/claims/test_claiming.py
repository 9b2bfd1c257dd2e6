"""What an applicant does with a claim, verb by verb: what is kept, what is refused and in which words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.files.keeping import keep_bytes
from core.models import StoredFile
from core.telling.details import detail_words
from core.values.identity_numbers import UNKEPT, make_identity_number
from core.values.periods import business_today
from core.values.verdict import Refused
from enterprises.models import Applicant, Recognition
from subsidies.cases.already_granted import matters_of
from subsidies.cases.deciding import ruling_on
from subsidies.cases.picking import name_for
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim, Evidence
from subsidies.grants import granting
from subsidies.grants.models import Booking, Hold
from subsidies.policies import library
from tests import road
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, RecognitionFactory, TechnologyContractFactory, applicant_of
from tests.pages import picture

pytestmark = pytest.mark.django_db
NOON = "2026-05-15T04:00:00Z"


def started(applicant: User, company: Applicant, code: str = "CZ-04A", **more: Any) -> Claim:
    return claiming.start(scheme=library().schemes[code], applicant=company, by=actor_of(applicant), **more)


def missing(applicant: User, company: Applicant, code: str, **answers: Any) -> dict[str, str]:
    return claiming.missing(started(applicant, company, code, answers=answers))


def attached(claim: Claim, applicant: User, paper: int = 0, colour: str = "white", label: str = "证书") -> Evidence:
    return claiming.attach(claim=claim, paper=paper, label=label, upload=picture(colour=colour), by=actor_of(applicant))


# ------------------------------------------------------------------ begin and keep
def test_to_begin_twice_begins_once_as_long_as_both_say_the_same(company: Applicant, applicant: User) -> None:
    empty = started(applicant, company)
    assert (empty.state, empty.answers, empty.created_by, empty.city) == ("draft", {}, applicant, company.city)
    assert [(row.action, row.to_state, row.from_state) for row in audit.history(empty)] == [("start", "draft", "")]
    assert started(applicant, company) == started(applicant, company, answers={"on": " "[:0]}) == empty
    said = started(applicant, company, answers={"on": "2026-03-31"})
    assert said != empty and said.answers["on"] == "2026-03-31"
    assert started(applicant, company, answers={"on": "2026-03-31"}) == said
    assert started(applicant, company, "CZ-04B") not in (empty, said)
    attached(empty, applicant)
    assert started(applicant, company) not in (empty, said)
    attached(said, applicant)
    assert started(applicant, company, answers={"on": "2026-03-31"}) == said


def test_a_draft_more_than_may_lie_open_is_not_begun(company: Applicant, applicant: User, settings: Any) -> None:
    settings.OPEN_DRAFTS = 1
    first = started(applicant, company)
    assert started(applicant, company) == first
    with pytest.raises(Refused, match="未提交的草稿已有1份"):
        started(applicant, company, "CZ-04B")
    assert Claim.objects.count() == 1


def test_who_begins_acts_for_the_company_and_holds_it_so_that_two_begin_once(
    company: Applicant, applicant: User, other_company: Applicant
) -> None:
    with pytest.raises(Refused, match="只能为本单位申报"):
        started(applicant, other_company)
    with pytest.raises(Refused, match="这项政策属于其他城市"):
        started(applicant, company, "JC-03")
    with CaptureQueriesContext(connection) as asked:
        started(applicant, company)
    assert [row["sql"] for row in asked.captured_queries if "FOR NO KEY UPDATE" in row["sql"]]
    assert Claim.objects.count() == 1


def test_what_is_typed_is_kept_as_typed_and_what_is_unknown_is_not(company: Applicant, applicant: User) -> None:
    kept = claiming.as_typed({
        "on": "  2026-3-31 ", "unknown": "x", "record": None,
        "facts": {"a": "\x00甲\ud800乙\udfff\ud7ff\ue000", 5: 0}, "disputed": ["b", "a", "b"],
    })  # fmt: skip
    assert kept["on"] == "  2026-3-31 " and kept["record"] == "" and "unknown" not in kept
    assert kept["facts"] == {"a": "甲乙\ud7ff\ue000", "5": ""} and kept["disputed"] == ["a", "b"]
    assert claiming.as_typed({"on": "x" * 501})["on"] == "x" * 500


def test_a_draft_is_saved_once_for_what_is_new_and_not_over_what_was_saved_elsewhere(
    company: Applicant, applicant: User, other_applicant: User
) -> None:
    claim, by = started(applicant, company), actor_of(applicant)
    first = claiming.save_draft(claim=claim, answers=road.answers(on="2026-03-31"), version=1, by=by)
    assert (first.version, first.answers["on"]) == (2, "2026-03-31")
    assert claiming.save_draft(claim=claim, answers=road.answers(on="2026-03-31"), version=1, by=by).version == 2
    for version in (1, 3):
        with pytest.raises(claiming.Stale, match="这份申报已在别处保存过"):
            claiming.save_draft(claim=claim, answers=road.answers(on="2026-04-01"), version=version, by=by)
    with pytest.raises(Refused, match="只能修改本单位的申报"):
        claiming.save_draft(claim=claim, answers={}, version=2, by=actor_of(other_applicant))
    assert claiming.save_draft(claim=claim, answers={}, version=2, by=by).answers == {}
    assert Claim.objects.get().version == 3


# ------------------------------------------------------------------ papers
def test_a_paper_is_kept_once_for_what_it_shows(company: Applicant, applicant: User) -> None:
    claim = started(applicant, company)
    first = attached(claim, applicant)
    assert (first.paper, first.label, first.file.uploaded_by_id) == (0, "证书", applicant.pk)
    assert attached(claim, applicant) == first
    assert attached(claim, applicant, paper=1) != first and attached(claim, applicant, colour="black") != first
    assert claim.evidence.count() == 3


def test_the_label_of_a_paper_is_cut_where_its_column_ends_and_nowhere_else(draft: Claim, applicant: Any) -> None:
    label = "".join(chr(0x4E00 + number) for number in range(250))
    by = actor_of(applicant)
    kept = claiming.attach(claim=draft, paper=0, label=label, upload=picture(), by=by)
    kept.refresh_from_db()
    assert kept.label == label[:200]
    assert claiming.attach(claim=draft, paper=1, label=label[:200], upload=picture(), by=by).label == label[:200]


def test_a_claim_takes_forty_files(company: Applicant, applicant: User) -> None:
    claim, other = started(applicant, company), started(applicant, company, "CZ-04B")
    kept = attached(claim, applicant)
    Evidence.objects.bulk_create(Evidence(claim=claim, paper=2, label="证书", file=kept.file) for _ in range(38))
    assert attached(claim, applicant, paper=1).paper == 1
    for paper in (3, 4):
        with pytest.raises(ValidationError, match="一份申报最多上传40个文件"):
            attached(claim, applicant, paper=paper)
    assert attached(claim, applicant) == kept
    more = attached(other, applicant, colour="black")
    with pytest.raises(ValidationError, match="一份申报最多上传40个文件"):
        claiming.attach_also(claim=claim, evidence=more, by=actor_of(applicant))
    claiming.detach(claim=claim, evidence=kept, by=actor_of(applicant))
    assert claiming.attach_also(claim=claim, evidence=more, by=actor_of(applicant)).file == more.file


def test_a_paper_of_another_own_claim_is_shared_and_goes_with_the_last(
    company: Applicant, applicant: User, other_company: Applicant, other_applicant: User
) -> None:
    by, claim, other = actor_of(applicant), started(applicant, company), started(applicant, company, "CZ-04B")
    paper = attached(claim, applicant, paper=2)
    shared = claiming.attach_also(claim=other, evidence=paper, by=by)
    assert (shared.claim, shared.paper, shared.label, shared.file) == (other, 2, "证书", paper.file)
    assert claiming.attach_also(claim=other, evidence=paper, by=by) == shared
    foreign = started(other_applicant, other_company)
    with pytest.raises(Refused, match="只能共用本单位申报的材料"):
        claiming.attach_also(claim=foreign, evidence=paper, by=actor_of(other_applicant))
    with pytest.raises(Refused, match="只能共用本单位申报的材料"):
        claiming.attach_also(claim=claim, evidence=attached(foreign, other_applicant), by=by)
    claiming.detach(claim=foreign, evidence=foreign.evidence.get(), by=actor_of(other_applicant))
    claiming.detach(claim=other, evidence=paper, by=by)
    assert other.evidence.count() == 1
    claiming.detach(claim=claim, evidence=paper, by=by)
    assert StoredFile.objects.count() == other.evidence.count() == 1
    claiming.detach(claim=other, evidence=shared, by=by)
    assert StoredFile.objects.count() == 0


def test_what_was_handed_in_is_not_changed_and_another_applicants_neither(
    company: Applicant, applicant: User, other_applicant: User
) -> None:
    claim = road.submitted(company, applicant)
    paper = Evidence(claim=claim, paper=0, label="", file=StoredFile())
    acts = (
        lambda by: attached(claim, by),
        lambda by: claiming.attach_also(claim=claim, evidence=paper, by=actor_of(by)),
        lambda by: claiming.detach(claim=claim, evidence=paper, by=actor_of(by)),
        lambda by: claiming.save_draft(claim=claim, answers={}, version=claim.version, by=actor_of(by)),
    )
    for act in acts:
        with pytest.raises(Refused, match="申报提交后不能修改"):
            act(applicant)
        with pytest.raises(Refused, match="只能修改本单位的申报"):
            act(other_applicant)


# ------------------------------------------------------------------ hand in
@time_machine.travel("2026-12-31T15:59:00Z", tick=False)
def test_what_is_handed_in_gets_a_number_a_receipt_and_what_was_known(company: Applicant, applicant: User) -> None:
    claim = road.drafted(company, applicant)
    paper = attached(claim, applicant)
    claim = claiming.submit(claim=claim, by=actor_of(applicant), version=claim.version)
    assert claim.number == "CZ2026000001" and claim.submitted_at is not None and claim.version == 3
    listed = [{"label": "证书", "name": "证书.png", "size": paper.file.size, "sha256": paper.file.sha256}]
    matter = [["高新技术企业证书", str(Recognition.objects.get())], ["发证日期", "2026-03-31"]]
    at = claim.submitted_at.isoformat()
    told = {"number": claim.number, "at": at, "matter": matter, "files": listed}
    assert claim.receipt == told | {"answers": claim.answers}
    assert audit.history(claim)[-1].detail == {"files": listed}
    assert detail_words({"files": "甲"}, "claim") == "材料：甲"
    record = Recognition.objects.get()
    assert (claim.on, claim.record) == (record.issued_on, f"recognition:{record.pk}")
    assert (claim.reference, claim.told, claim.achievement) == (str(record), record.matter_identity(), "")
    assert [row["name"] for row in claim.facts] == ["recognition_no"]
    assert Hold.objects.filter(claim_number=claim.number, ended_at=None).count() == 2


def test_the_receipt_names_the_paper_that_came_with_the_record(company: Applicant, applicant: User) -> None:
    claim = road.drafted(company, applicant)
    own, file = (
        attached(claim, applicant),
        keep_bytes(b"certificate", name="证书原件.pdf", content_type="application/pdf"),
    )
    Recognition.objects.update(paper=file)
    claim = claiming.submit(claim=claim, by=actor_of(applicant))
    with_it = {"label": "高新技术企业证书（登记记录时上传）", "name": "证书原件.pdf", "size": 11, "sha256": file.sha256}
    first, second = claim.receipt["files"]
    assert (first["sha256"], second) == (own.file.sha256, with_it)


def test_the_record_and_the_matters_are_held_while_a_claim_is_handed_in(company: Applicant, applicant: User) -> None:
    claim = road.drafted(company, applicant)
    with CaptureQueriesContext(connection) as asked:
        claiming.submit(claim=claim, by=actor_of(applicant))
    locks = [row["sql"] for row in asked.captured_queries if "UPDATE OF" in row["sql"] or "KEY UPDATE" in row["sql"]]
    for table in ("enterprises_recognition", "grants_matter"):
        assert any(f'FROM "{table}"' in sql for sql in locks), table


def test_who_hands_in_again_holds_the_new_matter_alone(company: Applicant, applicant: User, reviewer: User) -> None:
    claim = road.submitted(company, applicant)
    claim = reviewing.return_for_correction(claim=claim, reason="证书不对", by=actor_of(reviewer))
    other = RecognitionFactory(applicant=company, issued_on=date(2026, 3, 30), certificate_no="GR202614000009")
    answers, by = claim.answers | {"record": name_for(other)}, actor_of(applicant)
    claim = claiming.save_draft(claim=claim, answers=answers, version=claim.version, by=by)
    claim = claiming.submit(claim=claim, by=by)
    held = Hold.objects.filter(claim_number=claim.number, ended_at=None).values_list("matter__reference", flat=True)
    assert claim.reference == str(other) and set(held) == {row[2] for row in matters_of(claim.case(), {})}


def at_the_lock(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """What happens in the moment before the matters of a claim are locked."""
    lock = claiming.granting.lock_matters

    def locked(matters: Any) -> None:
        then()
        lock(matters)

    monkeypatch.setattr(claiming.granting, "lock_matters", locked)


def given_to_another(claim: Claim) -> Booking:
    ruling = ruling_on(claim.case())
    matters = matters_of(ruling.case, ruling.collected.values)
    return granting.grant(unit=claim.applicant.unit_code, claim_number="CZ9", turn=1, matters=matters)


def test_what_is_given_a_moment_before_the_lock_is_seen(
    company: Applicant, applicant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = road.drafted(company, applicant)
    claim_row(company, "CZ9", "CZ-04A", state="awarded")
    at_the_lock(monkeypatch, lambda: given_to_another(claim))
    with pytest.raises(ValidationError, match="同一事项已由CZ9核定"):
        claiming.submit(claim=claim, by=actor_of(applicant))


def test_what_is_freed_a_moment_before_the_lock_is_free(
    company: Applicant, applicant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = road.drafted(company, applicant)
    booking = given_to_another(claim)
    at_the_lock(monkeypatch, lambda: granting.release(booking=booking, reason="撤销"))
    assert claiming.submit(claim=claim, by=actor_of(applicant)).state == "submitted"


@time_machine.travel("2026-12-31T16:01:00Z", tick=False)
def test_numbers_begin_anew_with_the_year_in_shanxi_and_count_on(company: Applicant, applicant: User) -> None:
    other = ApplicantFactory(city=company.city)
    numbers = [
        road.submitted(owner, user, typed=road.answers(reference=f"GR20261400000{digit}")).number
        for digit, (owner, user) in enumerate([(company, applicant), (other, applicant_of(other, "other"))])
    ]
    assert numbers == ["CZ2027000001", "CZ2027000002"]


def test_who_hands_in_what_was_changed_since_they_read_it_reads_it_again(
    company: Applicant, applicant: User, other_applicant: User
) -> None:
    claim = road.drafted(company, applicant)
    for version in (claim.version - 1, claim.version + 1):
        with pytest.raises(claiming.Changed, match="这份申报在您核对之后又改动过"):
            claiming.submit(claim=claim, by=actor_of(applicant), version=version)
    with pytest.raises(Refused, match="没有“提交”的权限"):
        claiming.submit(claim=claim, by=actor_of(other_applicant))
    done = claiming.submit(claim=claim, by=actor_of(applicant))
    assert claiming.submit(claim=claim, by=actor_of(applicant), version=1).version == done.version
    with pytest.raises(Refused, match="没有“提交”的权限"):
        claiming.submit(claim=claim, by=actor_of(other_applicant))
    assert claiming.withdraw(claim=claim, by=actor_of(applicant)).state == "withdrawn"
    assert not Hold.objects.filter(ended_at=None).exists()
    with pytest.raises(Refused, match="当前状态为“已撤回”"):
        claiming.submit(claim=claim, by=actor_of(applicant))


# ------------------------------------------------------------------ what is missing
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-05-15", ""),
        ("2026-05-16", "事项发生日不能晚于今天：事项发生以后才能申报。"),
        ("", "请填写事项发生日，如 2026-03-31。"),
        (" ", "请填写事项发生日，如 2026-03-31。"),
        ("昨天", "事项发生日应是1900年至2100年之间的日期，写成 2026-03-31 这样。"),
        ("1899-12-31", "事项发生日应是1900年至2100年之间的日期，写成 2026-03-31 这样。"),
    ],
)
def test_why_a_day_cannot_stand(company: Applicant, applicant: User, on: str, said: str) -> None:
    found = missing(applicant, company, "CZ-03", on=on)
    label = claiming.day_wording(library().schemes["CZ-03"]).label
    assert found.get("on", "") == said.replace("事项发生日", label)


def test_today_is_no_day_to_come(company: Applicant, applicant: User) -> None:
    tomorrow = business_today() + timedelta(days=1)
    assert claiming._day_problem(business_today(), "", "日") == ""
    assert claiming._day_problem(tomorrow, "", "日") == "日不能晚于今天：事项发生以后才能申报。"
    assert claiming._day_problem(date(2020, 1, 1), "昨天", "日") == ""


def test_what_was_not_answered_is_asked_for_and_what_is_no_answer_is_named(company: Applicant, applicant: User) -> None:
    empty = missing(applicant, company, "CZ-03", on="2026-03-31")
    facts = library().schemes["CZ-03"].facts
    assert empty["newly_resident"] == f"请选择{facts['newly_resident'].label}。"
    assert empty["recognition"] == f"请选择{facts['recognition'].label}。"
    assert "reference" not in empty and "record" not in empty and "decided_amount" not in empty
    spaces = missing(applicant, company, "CZ-03", on="2026-03-31", facts={"newly_resident": "  "})
    assert spaces["newly_resident"] == empty["newly_resident"]
    wrong = missing(applicant, company, "CZ-03", on="2026-03-31", facts={"newly_resident": "也许"})
    assert wrong["newly_resident"] not in ("", empty["newly_resident"])
    bank = missing(applicant, company, "CZ-15", year="2025")
    assert (
        bank["eligible_loan_increase"]
        == "请填写" + library().schemes["CZ-15"].facts["eligible_loan_increase"].label + "。"
    )


def test_what_the_record_will_say_is_asked_only_where_it_was_answered(company: Applicant, applicant: User) -> None:
    assert set(missing(applicant, company, "CZ-04A")) == {"record"}
    assert set(missing(applicant, company, "CZ-04A", facts={"recognition_no": "二"})) == {"record", "recognition_no"}
    assert set(missing(applicant, company, "CZ-04A", facts={"recognition_no": " "})) == {"record"}
    row = RecognitionFactory(applicant=company)
    assert missing(applicant, company, "CZ-04A", record=f"recognition:{row.pk}") == {}


def test_a_contract_without_its_achievement_is_to_be_completed_and_no_name_is_typed(
    company: Applicant, applicant: User
) -> None:
    row = TechnologyContractFactory(applicant=company, achievement=None)
    found = missing(applicant, company, "CZ-09", record=f"technology_contract:{row.pk}", year="2026")
    assert "科技成果" in found["record"] and not {"achievement", "reference"} & set(found)


# ------------------------------------------------------------------ one transaction each
@pytest.mark.django_db(transaction=True)
def test_each_verb_is_a_transaction_of_its_own(company: Applicant, applicant: User) -> None:
    """Nothing around them begins one: what locks would raise."""
    road.policies_loaded()
    by, claim = actor_of(applicant), road.drafted(company, applicant)
    other = started(applicant, company, "CZ-04B")
    paper = attached(claim, applicant)
    shared = claiming.attach_also(claim=other, evidence=paper, by=by)
    claiming.detach(claim=other, evidence=shared, by=by)
    assert claiming.submit(claim=claim, by=by).state == "submitted"
    assert claiming.withdraw(claim=claim, by=by).state == "withdrawn"


def test_an_identity_number_is_not_kept_in_an_answer_and_the_question_says_so(
    company: Applicant, applicant: User
) -> None:
    number = make_identity_number("140400", date(1990, 1, 1))
    claim = started(applicant, company, "CZ-12", answers={"facts": {"first_month": f"{number[:6]} {number[6:]}"}})
    assert claim.answers["facts"]["first_month"] == UNKEPT
    assert claiming.missing(claim)["first_month"] == "这里不要填写身份证号。"
