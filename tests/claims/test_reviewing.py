"""What an office does with a claim, verb by verb, and what must hold before: judged on the rules' answer alone."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.actor import SYSTEM, Actor, Role, actor_of
from accounts.adminkit.auditing import CHANGE
from accounts.models import City, User
from core import audit
from core.models import OutboxMessage
from core.telling.details import detail_words
from core.values.verdict import Refused
from enterprises.models import Applicant, ApplicantKind, Recognition, TeamCharter, Voucher
from enterprises.registers import certifying
from subsidies.cases.already_granted import matters_of
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.picking import digest_of
from subsidies.claims import claiming, reviewing
from subsidies.claims.guards import has_entered, holding, published, ready_to_approve, record_counts, seen_by_two
from subsidies.claims.models import Claim, RecordOverride
from subsidies.claims.moving import move
from subsidies.claims.near.finding import near_to
from subsidies.claims.parked import RECKON, is_parked, note_parked, parked_claims
from subsidies.claims.permissions import can, can_have_another, can_override, can_start, roles_for
from subsidies.grants import granting
from subsidies.grants.models import Hold
from subsidies.policies import library
from subsidies.rules import Outcome
from tests import road
from tests.cases.asking import case_about, case_without
from tests.claims.rows import claim_row
from tests.factories import LoanFactory, RecognitionFactory, TeamCharterFactory, office_user

pytestmark = pytest.mark.django_db


def a_claim(company: Applicant, state: str = "accepted", code: str = "CZ-04A", number: str = "CZ1") -> Claim:
    return Claim.objects.create(
        city=company.city, applicant=company, scheme_code=code, state=state, number=number,
        submitted_at=datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip


def answered(ruling: Ruling, outcome: Outcome, **errors: str) -> Ruling:
    decision = ruling.decision._replace(outcome=outcome)
    return replace(ruling, decision=decision, collected=replace(ruling.collected, errors=errors))


# ------------------------------------------------------------------ what must hold
def test_what_an_approval_needs_of_the_rules_answer(company: Applicant) -> None:
    ruling = ruling_on(case_without(company, "CZ-10"))
    wanted = {
        Outcome.NEEDS_DECISION: "请先核定金额", Outcome.CASE_BY_CASE: "请先录入议定金额", Outcome.INVALID: "请退回补正",
    }  # fmt: skip
    for outcome in Outcome:
        verdict = ready_to_approve(answered(ruling, outcome))
        assert bool(verdict) == (outcome not in wanted) and wanted.get(outcome, "") in verdict.reason
        assert not ready_to_approve(answered(ruling, outcome, on="日期不对", year="年度不对"))
        assert bool(published(answered(ruling, outcome))) == (outcome != Outcome.NEEDS_PARAMETER)
    assert ready_to_approve(answered(ruling, Outcome.PAYABLE, a="甲。", b="乙。")).reason.endswith("：甲。；乙。")
    invalid = answered(ruling, Outcome.INVALID)
    assert ready_to_approve(invalid).reason.endswith("：" + "；".join(text for _, text in invalid.decision.problems))
    decided = {"resolution": {"value": "1", "reason": "纪要", "by": "审核人"}}
    agreed = replace(ruling, case=replace(ruling.case, decided=decided))
    assert ready_to_approve(answered(agreed, Outcome.CASE_BY_CASE))


def test_no_money_goes_to_a_team_that_says_nothing_of_itself(company: Applicant) -> None:
    row, claim = RecognitionFactory(applicant=company), a_claim(company)
    claim.applicant.kind, claim.applicant.uscc = ApplicantKind.TEAM, None
    ruling = ruling_on(case_about(row, "CZ-04A"))
    for charter, counts in ((None, False), (TeamCharter(state="certified"), True)):
        ruling.collected.__dict__["charter"] = charter
        assert bool(record_counts(claim, ruling, SYSTEM)) == counts


def test_no_money_rests_on_what_nobody_certified_unless_another_answers_for_it(
    company: Applicant, reviewer: User, second_reviewer: User
) -> None:
    row, claim = RecognitionFactory(applicant=company), a_claim(company)
    first, second = actor_of(reviewer), actor_of(second_reviewer)
    assert record_counts(claim, ruling_on(case_about(row, "CZ-04A")), first)
    row.certified = False
    row.save()
    ruling = ruling_on(case_about(row, "CZ-04A"))
    assert record_counts(claim, ruling, first).reason == (
        f"资质认定“{row}”还没有核验。请先核验，或由另一位审核人员写明理由后放行。"
    )

    def override(by: User, **other: str) -> None:
        said = {"record": ruling.case.matter.record, "digest": digest_of([row])} | other
        RecordOverride.objects.create(claim=claim, reason="已核对", by=by, **said)

    override(second_reviewer, record="recognition:0")
    override(second_reviewer, digest="x")
    assert "还没有核验" in record_counts(claim, ruling, first).reason
    override(reviewer)
    assert record_counts(claim, ruling, first).reason == "未核验的记录由您放行，请由另一位审核人员审核通过。"
    assert record_counts(claim, ruling, second) and record_counts(claim, ruling, SYSTEM)
    override(second_reviewer)
    assert record_counts(claim, ruling, first) and record_counts(claim, ruling, second)
    row.entered_by = reviewer
    row.save()
    ruling = ruling_on(case_about(row, "CZ-04A"))
    override(second_reviewer, digest=digest_of([row]))
    assert record_counts(claim, ruling, first).reason == "未核验的记录由您填写，请由另一位审核人员审核通过。"
    assert "由您放行" in record_counts(claim, ruling, second).reason and record_counts(claim, ruling, SYSTEM)


def test_a_guard_is_judged_on_an_answer_and_on_the_record(company: Applicant, reviewer: User) -> None:
    row, claim, by = RecognitionFactory(applicant=company, certified=False), a_claim(company), actor_of(reviewer)
    ruling = ruling_on(case_about(row, "CZ-04A"))
    for guard in ("ready_to_approve", "published"):
        with pytest.raises(ValueError, match="nobody asked them"):
            holding(claim, None, by)(guard)
        assert "还没有核验" in holding(claim, answered(ruling, Outcome.PAYABLE), by)(guard).reason
    assert "请先核定" in holding(claim, answered(ruling, Outcome.NEEDS_DECISION), by)("ready_to_approve").reason
    assert holding(claim, None, by)("parked").reason == "核算正在进行，没有搁置。"


# ------------------------------------------------------------------ who may
def test_which_roles_count_for_a_claim(
    company: Applicant, applicant: User, reviewer: User, reviewer_elsewhere: User, administrator: User
) -> None:
    claim = a_claim(company)
    office, own = actor_of(reviewer), actor_of(applicant)
    both = Actor(reviewer.pk, reviewer.name, (*office.standings, *own.standings))
    assert roles_for(own, claim) == roles_for(both, claim) == {Role.APPLICANT}
    assert roles_for(office, claim) == {Role.REVIEWER} and roles_for(SYSTEM, claim) == {Role.SYSTEM}
    assert roles_for(actor_of(reviewer_elsewhere), claim) == roles_for(actor_of(administrator), claim) == frozenset()
    assert can(office, claim, "return", None) and not can(office, claim, "return")
    assert roles_for(Actor(None, "", office.standings), claim) == frozenset()


def test_who_may_let_a_claim_go_on(company: Applicant, reviewer: User, second_reviewer: User, intake: User) -> None:
    claim, by = a_claim(company), actor_of(reviewer)
    row, other = (LoanFactory(applicant=company, certified=False) for _ in range(2))
    assert can_override(by, claim, []).reason == "没有需要放行的记录。"
    assert can_override(by, claim, [row, other])
    assert can_override(actor_of(intake), claim, [row]).reason == "您没有“未核验放行”的权限。"
    other.entered_by = reviewer
    assert can_override(by, claim, [row, other]).reason.startswith("填写人不能放行自己填写的记录")
    assert can_override(actor_of(second_reviewer), claim, [row, other])
    row.entered_by = second_reviewer
    assert can_override(by, claim, [row])
    assert not can_override(SYSTEM, claim, [row]) and "权限" in can_override(SYSTEM, claim, [row]).reason


def test_a_record_and_what_a_team_says_of_itself_are_entered_by_whoever_wrote_them(
    company: Applicant, reviewer: User, second_reviewer: User
) -> None:
    loan = LoanFactory(applicant=company, certified=False, entered_by=reviewer)
    assert has_entered(actor_of(reviewer), loan) and not has_entered(actor_of(second_reviewer), loan)
    audit.record(by=actor_of(second_reviewer), action=CHANGE, subject=loan, chain="changzhi")
    assert has_entered(actor_of(second_reviewer), loan), "who wrote before the last one is in the trail alone"
    for one, other in ((reviewer, second_reviewer), (second_reviewer, reviewer)):
        charter = TeamCharter(applicant=company, entered_by=one)
        assert has_entered(actor_of(one), charter) and not has_entered(actor_of(other), charter)
    nobodys = TeamCharter(applicant=company)
    assert not has_entered(SYSTEM, nobodys) and not has_entered(actor_of(reviewer), nobodys)


def test_who_may_begin_a_claim(
    company: Applicant,
    other_company: Applicant,
    applicant: User,
    company_elsewhere: Applicant,
    applicant_elsewhere: User,
) -> None:
    by, schemes = actor_of(applicant), library().schemes
    assert can_start(by, company, schemes["CZ-03"])
    assert can_start(by, other_company, schemes["CZ-03"]).reason == "只能为本单位申报。"
    for code in ("JC-03", "LL-06C"):
        assert can_start(by, company, schemes[code]).reason == (
            f"这项政策属于其他城市；{company.name}登记在长治市，不能申报。"
        )
    assert "登记在晋城市" in can_start(actor_of(applicant_elsewhere), company_elsewhere, schemes["CZ-03"]).reason


@pytest.mark.parametrize(("drafts", "more"), [(1, True), (2, False), (3, False)])
def test_so_many_drafts_lie_open_and_no_more(
    company: Applicant, other_company: Applicant, settings: Any, drafts: int, more: bool
) -> None:
    settings.OPEN_DRAFTS = 2
    for number in range(drafts):
        a_claim(company, "draft", number=f"D{number}")
    a_claim(company, "submitted")
    a_claim(other_company, "draft", number="OTHER")
    verdict = can_have_another(company)
    assert bool(verdict) is more and ("未提交的草稿已有2份" in verdict.reason) is not more


# ------------------------------------------------------------------ steps
def test_a_step_is_written_down_once_and_ends_what_is_held_only_where_the_claim_is_closed(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim, by = road.submitted(company, applicant), actor_of(reviewer)
    version, held = claim.version, Hold.objects.filter(ended_at=None)
    assert (held.count(), claim.state) == (2, "submitted")
    claim = road.taken_up(claim)
    assert (claim.state, claim.version, held.count()) == ("accepted", version + 1, 2)
    claim = reviewing.return_for_correction(claim=claim, reason=" 请补交 ", by=by)
    assert (Claim.objects.get().state, Claim.objects.get().version, held.count()) == ("returned", version + 2, 2)
    steps = [(row.action, row.from_state, row.to_state, row.reason) for row in audit.history(claim)]
    assert steps[-2:] == [("accept", "submitted", "accepted", ""), ("return", "accepted", "returned", "请补交")]
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    assert held.count() == 2
    claim = reviewing.refuse(claim=claim, reason=" 不符合 ", by=by)
    assert (claim.state, held.count()) == ("refused", 0)
    assert audit.history(claim)[-1].reason == "不符合"
    with pytest.raises(Refused, match="当前状态为“不予支持”"):
        move(claim, "accept", by=by)


def test_an_approval_hands_the_claim_to_a_worker_with_its_version(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.approve(claim=road.accepted(company, applicant, reviewer), by=actor_of(reviewer), reason=" 非 ")
    (message,) = OutboxMessage.objects.filter(handler=RECKON)
    assert message.arguments == {"claim_id": claim.pk, "version": claim.version} and claim.state == "approved"
    assert road.beside_papers(audit.history(claim)[-1]) == {"judged": "非", "near": []}
    assert detail_words({"judged": "非", "near": "甲"}, "claim") == "核对相近情况：非；相近的情况：甲"
    words = detail_words({"name": "甲", "value": "乙", "amount_fen": 1, "sha256": "丙"}, "claim")
    assert [part.partition("：")[0] for part in words.split("；")] == ["项目", "数值", "金额", "内容摘要"]


def also_claimed(claim: Claim, by: Applicant) -> None:
    """Another applicant has a claim under way for the very same matter."""
    ruling = ruling_on(claim.case())
    claim_row(by, "X1", claim.scheme_code)
    granting.hold(matters=matters_of(ruling.case, ruling.collected.values), claim_number="X1")


def test_an_approval_stops_at_what_another_claims_too(
    company: Applicant, other_company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    also_claimed(claim, other_company)
    with pytest.raises(Refused, match="同一事项另有申报：长治市X1。"):
        road.approve(claim=claim, by=actor_of(reviewer), reason="非")


def test_what_is_near_wants_a_reason_and_what_is_not_wants_none(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    near = claim_row(company, "X1", "CZ-04A", on=claim.on)
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=claim, by=actor_of(reviewer), reason="  ")
    for mark in ("x", "不重复", "……"):
        with pytest.raises(Refused, match="写明为什么不是重复"):
            road.approve(claim=claim, by=actor_of(reviewer), reason=mark)
    Claim.objects.filter(pk=near.pk).update(state="withdrawn")
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"
    assert road.beside_papers(audit.history(claim)[-1]) == {}


def test_four_letters_are_a_reason(company: Applicant, applicant: User, reviewer: User) -> None:
    claim = road.accepted(company, applicant, reviewer)
    claim_row(company, "X1", "CZ-04A", on=claim.on)
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=claim, by=actor_of(reviewer), reason="非 一 件")
    assert road.approve(claim=claim, by=actor_of(reviewer), reason="并非一件").state == "approved"


def test_what_is_near_to_something_paid_is_approved_by_another_than_who_certified_its_record(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    near = claim_row(company, "X1", "CZ-04A", on=claim.on, state="accepted")
    Recognition.objects.update(certified_by=reviewer, certified=True)
    by, why = actor_of(reviewer), "是另一张证书"
    ruling, other = ruling_on(claim.case()), actor_of(road.second_reviewer(claim.city))
    assert seen_by_two(near_to(claim), ruling, by)
    Claim.objects.filter(pk=near.pk).update(state="awarded")
    assert seen_by_two(near_to(claim), ruling, other)
    with pytest.raises(Refused, match="记录由您核验；请由另一位审核人员审核通过"):
        road.approve(claim=claim, by=by, reason=why)
    assert road.approve(claim=claim, by=other, reason=why).state == "approved"


def test_who_certified_its_record_and_who_certified_its_members_are_both_barred_from_a_teams_claim(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim, second = road.accepted(company, applicant, reviewer), road.second_reviewer(company.city)
    claim_row(company, "X1", "CZ-04A", on=claim.on, state="awarded")
    Recognition.objects.update(certified_by=reviewer, certified=True)
    Applicant.objects.filter(pk=company.pk).update(kind=ApplicantKind.TEAM, uscc=None)
    for certifier, barred in ((second, [reviewer, second]), (reviewer, [reviewer])):
        TeamCharter.objects.all().delete()
        TeamCharterFactory(applicant=company, state="certified", answered_by=certifier)
        ruling = ruling_on(Claim.objects.get(pk=claim.pk).case())
        near = near_to(claim)
        assert [who for who in (reviewer, second) if not seen_by_two(near, ruling, actor_of(who))] == barred


def test_what_rests_on_several_uncertified_records_is_let_go_on_as_they_stand(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    with pytest.raises(Refused, match="没有需要放行的记录"):
        reviewing.override_record(claim=claim, reason="已核对", by=actor_of(reviewer))
    Recognition.objects.update(certified=False)
    row = Recognition.objects.get()
    version = claim.version
    claim = reviewing.override_record(claim=claim, reason=" 已核对 ", by=actor_of(reviewer))
    made = claim.overrides.get()
    assert (made.record, made.digest, made.reason, made.by) == (claim.record, digest_of([row]), "已核对", reviewer)
    entry = audit.history(claim)[-1]
    assert (entry.action, entry.reason, entry.detail) == ("override", "已核对", {"record": str(row)})
    assert (claim.state, claim.version) == ("accepted", version + 1)


WAITING = {
    "scheme": "CZ-08",
    "typed": road.answers(reference="创新券1号", small_tech_company="true", service_cost="50000"),
}


def test_what_waits_for_a_figure_is_reckoned_again_once_that_is_published(
    policies: None, company: Applicant, other_company: Applicant, applicant: User, reviewer: User, intake: User
) -> None:
    claim, by = road.awarded(road.resident(company), applicant, reviewer, **WAITING), actor_of(reviewer)
    with pytest.raises(Refused, match="标准仍未公布"):
        reviewing.reckon_again(claim=claim, by=by)
    road.released("changzhi-2024-15", 8, "CZ-08", "rate", "", "0.3")
    with pytest.raises(Refused, match="没有“重新核算”的权限"):
        reviewing.reckon_again(claim=claim, by=actor_of(intake))
    also_claimed(claim, other_company)
    with pytest.raises(Refused, match="同一事项另有申报：长治市X1。"):
        reviewing.reckon_again(claim=claim, by=by)
    granting.end_hold(claim_number="X1")
    again = reviewing.reckon_again(claim=claim, by=by)
    assert again.state == "approved" and road.beside_papers(audit.history(claim)[-1]) == {}
    message = OutboxMessage.objects.get(handler=RECKON, done_at=None)
    assert message.arguments == {"claim_id": claim.pk, "version": again.version}


def test_who_certified_it_does_not_have_it_reckoned_again_once_something_near_was_paid(
    policies: None, company: Applicant, applicant: User, reviewer: User, changzhi: City
) -> None:
    claim = road.awarded(road.resident(company), applicant, reviewer, **WAITING)
    road.released("changzhi-2024-15", 8, "CZ-08", "rate", "", "0.3")
    certifying.doubt(record=Voucher.objects.get(), reason="再核对", by=actor_of(reviewer))
    certifying.certify(record=Voucher.objects.get(), by=actor_of(reviewer))
    claim_row(company, "X2", "CZ-08", state="awarded", on=claim.on)
    with pytest.raises(Refused, match="由您核验"):
        reviewing.reckon_again(claim=claim, by=actor_of(reviewer))
    second = actor_of(office_user(Role.REVIEWER, changzhi, more="-2"))
    assert reviewing.reckon_again(claim=claim, by=second).state == "approved"


# ------------------------------------------------------------------ parked
def parked_for(claim: Claim, version: int, handler: str = RECKON, **more: Any) -> OutboxMessage:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return OutboxMessage.objects.create(
        handler=handler, arguments={"claim_id": claim.pk, "version": version}, **({"parked_at": now} | more)
    )


def test_a_claim_is_parked_while_the_reckoning_of_its_last_approval_is(company: Applicant) -> None:
    claim, other, waits = (a_claim(company, "approved", number=f"CZ{number}") for number in range(3))
    assert parked_claims(Claim.objects.all()) == [] and not is_parked(claim)
    parked_for(claim, claim.version)
    for version, handler, more in (
        (other.version + 1, RECKON, {}), (other.version - 1, RECKON, {}), (other.version, "awards.notice", {}),
        (other.version, RECKON, {"parked_at": None}),
        (other.version, RECKON, {"parked_at": None, "done_at": datetime(2026, 3, 2, tzinfo=UTC)}),
    ):  # fmt: skip
        parked_for(other, version, handler, **more)
    assert [is_parked(row) for row in (claim, other, waits)] == [True, False, False]
    assert parked_claims(Claim.objects.all()) == [claim]
    for state in ("accepted", "awarded"):
        Claim.objects.filter(pk=claim.pk).update(state=state)
        assert parked_claims(Claim.objects.all()) == [] and not is_parked(Claim.objects.get(pk=claim.pk))


@pytest.mark.parametrize(
    ("state", "later", "noted"),
    [("approved", 0, 1), ("approved", 1, 0), ("approved", -1, 0), ("accepted", 0, 0), ("awarded", 0, 0)],
)
def test_what_is_parked_is_noted_where_the_claim_still_waits_for_it(
    company: Applicant, state: str, later: int, noted: int
) -> None:
    claim = a_claim(company, state)
    note_parked(claim_id=claim.pk, version=claim.version + later)
    assert [row.action for row in audit.history(claim)] == ["reckoning_parked"] * noted


def test_a_worker_that_gives_up_notes_it(
    policies: None, company: Applicant, applicant: User, reviewer: User, settings: Any
) -> None:
    claim = road.approved(company, applicant, reviewer)
    settings.OUTBOX_MAX_ATTEMPTS = 0
    road.work_off(RECKON)
    assert audit.history(claim)[-1].action == "reckoning_parked" and is_parked(claim)


# ------------------------------------------------------------------ one transaction each
@pytest.mark.django_db(transaction=True)
def test_each_verb_of_the_office_is_a_transaction_of_its_own(
    changzhi: City, company: Applicant, applicant: User
) -> None:
    """Nothing around them begins one: what locks would raise."""
    road.policies_loaded()
    first, second = (actor_of(office_user(Role.REVIEWER, changzhi, more=more)) for more in ("", "-2"))
    claim = road.taken_up(road.submitted(road.resident(company), applicant))
    claim = reviewing.return_for_correction(claim=claim, reason="请补正", by=first)
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    Recognition.objects.update(certified=False)
    claim = reviewing.override_record(claim=claim, reason="已核对", by=first)
    claim = road.approve(claim=claim, by=second)
    message = OutboxMessage.objects.get(handler=RECKON)
    OutboxMessage.objects.filter(pk=message.pk).update(parked_at=message.created_at)
    note_parked(claim_id=claim.pk, version=claim.version)
    claim = reviewing.recall(claim=claim, reason="重新核对", by=first)
    claim = reviewing.refuse(claim=claim, reason="不符合", by=first)
    assert claim.state == "refused"
    singly = road.accepted(company, applicant, User.objects.get(pk=first.user_id), scheme="CZ-10",
                           typed=road.answers(reference="场景项目1号"))  # fmt: skip
    decided = reviewing.decide_figure(claim=singly, name=reviewing.RESOLUTION, value="1", reason="纪要", by=first)
    assert decided.decided["resolution"]["value"] == "1.00"
    waits = road.awarded(company, applicant, User.objects.get(pk=first.user_id), **WAITING)
    road.released("changzhi-2024-15", 8, "CZ-08", "rate", "", "0.3")
    assert reviewing.reckon_again(claim=waits, by=first).state == "approved"


# ------------------------------------------------------------------ what went back
def test_a_claim_that_went_back_and_never_came_again_can_be_refused_and_holds_nothing_more(
    company: Applicant, applicant: User, reviewer: User
) -> None:
    road.policies_loaded()
    claim = road.accepted(road.resident(company), applicant, reviewer)
    reviewing.return_for_correction(claim=claim, reason="请补充证书", by=actor_of(reviewer))
    assert Hold.objects.filter(claim_number=claim.number, ended_at=None).exists()
    with pytest.raises(Refused):
        reviewing.refuse(claim=claim, reason=" ", by=actor_of(reviewer))
    assert reviewing.refuse(claim=claim, reason="逾期未补正", by=actor_of(reviewer)).state == "refused"
    assert not Hold.objects.filter(claim_number=claim.number, ended_at=None).exists()


def test_a_claim_does_not_go_back_to_where_nobody_is(company: Applicant, applicant: User, reviewer: User) -> None:
    claim = a_claim(company)
    assert can(actor_of(reviewer), claim, "return", reason="请补正")
    applicant.is_active = False
    applicant.save()
    with pytest.raises(Refused, match="退回后无人补正"):
        reviewing.return_for_correction(claim=claim, reason="请补充证书", by=actor_of(reviewer))
    assert can(actor_of(reviewer), claim, "refuse", reason="重复")
