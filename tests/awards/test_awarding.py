"""What a worker makes of an approved claim, what the award freezes, and what a second reckoning finds different."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.models import OutboxMessage
from core.outbox.tasks import request_nightly_work
from core.telling.details import detail_words
from enterprises.models import Applicant, Recognition
from subsidies.awards import awarding
from subsidies.awards.awarding import content_hash, reckon
from subsidies.awards.models import Award
from subsidies.awards.replaying import Difference, Report, reckoned_with, replay, replay_all, stored
from subsidies.catalogue.models import PolicyDocument, RulesText
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from subsidies.grants.models import CapGrant, RentedMonth
from subsidies.rules import ENGINE_VERSION
from tests import road
from tests.claims.rows import claim_row

pytestmark = pytest.mark.django_db
People = tuple[Applicant, User, User]


@pytest.fixture
def cast(policies: None, company: Applicant, applicant: User, reviewer: User) -> People:
    return road.resident(company), applicant, reviewer


@pytest.fixture
def award(cast: People) -> Award:
    """300,000 yuan for a certificate."""
    road.awarded(*cast)
    return Award.objects.select_related("claim", "document").get()


def last(claim: Claim) -> tuple[str, str, str]:
    entry = audit.history(claim)[-1]
    return entry.action, entry.to_state, entry.reason


# ------------------------------------------------------------------ reckoning
@pytest.mark.parametrize("later", [-1, 1])
def test_a_claim_that_moved_on_is_left_alone(cast: People, later: int) -> None:
    claim = road.approved(*cast)
    reckon(claim_id=claim.pk, version=claim.version + later)
    assert Claim.objects.get().state == "approved" and not Award.objects.exists()
    for state in ("accepted", "submitted"):
        Claim.objects.update(state=state)
        reckon(claim_id=claim.pk, version=claim.version)
        assert Claim.objects.get().state == state and not Award.objects.exists()


def test_figures_are_held_before_the_unit_and_the_unit_before_its_cap(cast: People) -> None:
    """All reckonings in one order, so that no two wait for each other."""
    loan = road.answers(reference="借字1号", loan_kind="credit", interest_paid="200000", principal="3000000")
    claim = road.approved(*cast, scheme="CZ-16", typed=loan)
    with CaptureQueriesContext(connection) as asked:
        reckon(claim_id=claim.pk, version=claim.version)
    locks = ("'figures'", f"'unit:{cast[0].unit_code}'", 'FROM "grants_bucket"')
    sql = [row["sql"] for row in asked if "advisory" in row["sql"] or "FOR UPDATE" in row["sql"]]
    first = [next(place for place, text in enumerate(sql) if lock in text) for lock in locks]
    assert first == sorted(first)
    figures = next(place for place, row in enumerate(asked) if "'figures'" in row["sql"])
    assert not any("catalogue_parametervalue" in row["sql"] for row in asked.captured_queries[:figures])
    every = [row["sql"] for row in asked.captured_queries]
    held = every.index(sql[first[2]])  # nothing is read from the register before all of it is held
    assert not any(f'FROM "grants_{table}"' in text for text in every[:held] for table in ("grant", "capgrant"))


def test_an_award_freezes_what_it_was_reckoned_from(cast: People) -> None:
    claim = road.approved(*cast)
    reckon(claim_id=claim.pk, version=claim.version)
    award = Award.objects.get()
    assert (award.turn, award.outcome, award.amount_fen, award.engine_version) == (
        1,
        "payable",
        300_000_00,
        ENGINE_VERSION,
    )
    assert award.shares == {"city": 200_000_00, "zone": 100_000_00} and award.reasons == [] and award.basis
    assert award.claim_input["facts"] == {"recognition_no": 1} and award.claim_input["on"] == "2026-03-31"
    assert [row["name"] for row in award.sources] == ["recognition_no"]
    assert award.alternatives == [] and award.figures == []
    assert {"label", "figure", "rule", "binding"} == set(award.steps[0]) and award.booking is not None
    assert award.rules_sha256 == claim.scheme.policy.edition and award.document.key == claim.scheme.policy.key
    entry = audit.history(claim)[-1]
    assert entry.detail == {"amount_fen": 300_000_00, "sha256": award.sha256}
    notice = OutboxMessage.objects.get(handler="awards.notice")
    assert notice.arguments == {"award_id": award.pk}


def test_facts_that_no_longer_hold_send_the_claim_back_with_what_is_wrong(cast: People) -> None:
    claim = road.approved(*cast)
    Recognition.objects.all().delete()
    road.work_off("awards.reckon")
    action, state, why = last(claim)
    assert (action, state) == ("reopen", "accepted") and why.startswith("请选择高新技术企业证书")


def test_a_record_that_is_doubted_sends_the_claim_back(cast: People) -> None:
    claim = road.approved(*cast)
    Recognition.objects.update(certified=False)
    road.work_off("awards.reckon")
    action, state, why = last(claim)
    assert (action, state) == ("reopen", "accepted") and "还没有核验" in why and not Award.objects.exists()


def test_a_decision_that_is_gone_sends_the_claim_back(cast: People) -> None:
    typed = road.answers(
        reference="厂房0001", completed="true", third_party_assessed="true", area_m2="820.5", assessed_cost="1200000.55"
    )
    claim = road.accepted(*cast, scheme="CZ-11", typed=typed)
    by = actor_of(cast[2])
    claim = reviewing.decide_figure(claim=claim, name="decided_amount", value="1000", reason="评审", by=by)
    claim = road.approve(claim=claim, by=by, reason=road.NOT_TWICE)
    Claim.objects.update(decided={})
    road.work_off("awards.reckon")
    action, state, why = last(claim)
    assert (action, state) == ("reopen", "accepted") and why.startswith("核算时缺少应由审核人核定的金额")


def test_nothing_is_paid_to_whom_the_rules_refuse(
    policies: None, company: Applicant, applicant: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        awarding, "better_rival", lambda *_: pytest.fail("what comes to nothing stands back for nobody")
    )
    claim = road.awarded(company, applicant, reviewer)
    award = Award.objects.get()
    assert (claim.state, award.outcome, award.amount_fen, award.booking) == ("declined", "not_payable", 0, None)
    assert award.reasons == ["not_resident"] and last(claim)[:2] == ("decline", "declined")
    assert replay(stored()).differences == []


def test_what_waits_for_a_figure_says_so(cast: People) -> None:
    typed = road.answers(reference="创新券1号", small_tech_company="true", service_cost="50000")
    claim = road.awarded(*cast, scheme="CZ-08", typed=typed)
    assert last(claim) == ("wait", "waiting_parameter", "条款的标准尚未公布。") and not Award.objects.exists()


def test_a_cap_and_the_months_of_rent_are_booked(cast: People) -> None:
    loan = road.answers(reference="借字1号", loan_kind="credit", interest_paid="200000", principal="3000000")
    road.awarded(*cast, scheme="CZ-16", typed=loan)
    row = CapGrant.objects.get()
    assert (row.amount_fen, RentedMonth.objects.count()) == (90_000_00, 0)
    road.awarded(*cast, **road.RENT)
    months = [(row.month, row.space, row.area_hundredths) for row in RentedMonth.objects.order_by("month")]
    assert months == [(f"2025-{month:02d}", "workshop", 1000_00) for month in range(1, 13)]
    assert CapGrant.objects.count() == 1


# ------------------------------------------------------------------ reckoned again
def test_an_award_that_stands_is_the_same_to_the_fen(award: Award) -> None:
    report = replay(stored())
    assert (report.checked, report.differences) == (1, [])
    assert report.sentence == "复核 1 份核定结果，全部一致，没有一分钱差异。"
    assert list(stored(Award.objects.none())) == []


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"outcome": "not_payable"}, "结果"),
        ({"amount_fen": 300_000_01}, "金额"),
        ({"shares": {"city": 300_000_00}}, "分担"),
        ({"entitlements": {"a": 1}}, "可享额度"),
        ({"reasons": ["not_resident"]}, "原因"),
        ({"basis": "别的条款"}, "依据"),
        ({"steps": []}, "核算步骤"),
    ],
)
def test_each_item_that_differs_is_named_and_so_is_the_digest(award: Award, changes: dict[str, Any], item: str) -> None:
    for name, value in changes.items():
        setattr(award, name, value)
    report = replay([award])
    assert [row.item for row in report.differences] == [item, "内容摘要"]
    assert {row.number for row in report.differences} == {award.claim.number}
    assert report.sentence == "复核 1 份核定结果，1 份不一致，须立即查明原因。"
    award.sha256 = content_hash(award)
    assert [row.item for row in replay([award]).differences] == [item]
    for version in ("0.9", "9.9"):  # one before today's, one behind
        award.engine_version = version
        award.sha256 = content_hash(award)
        assert [row.item for row in replay([award]).differences] == ([item] if item != "核算步骤" else [])


def test_what_the_portal_added_and_what_people_agreed_on_stand_as_stored(cast: People) -> None:
    claim = road.accepted(*cast, scheme="CZ-10", typed=road.answers(reference="场景项目1号"))
    by = actor_of(cast[2])
    reviewing.decide_figure(claim=claim, name=reviewing.RESOLUTION, value="123456.78", reason="纪要", by=by)
    other = actor_of(road.second_reviewer(claim.city))
    road.approve(claim=claim, by=other, reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    assert Claim.objects.get().state == "awarded"
    assert Award.objects.get().amount_fen == 123_456_78 and replay(stored()).differences == []


def test_the_digest_of_an_award_is_that_of_its_text_in_one_order(company: Applicant) -> None:
    """Written out here, since awards that are stored must have the same digest under any later portal."""
    award = Award(
        claim=Claim(applicant=company, number="CZ2026000001"), turn=2, outcome="payable", amount_fen=1, basis="第4条",
        shares={"zone": 1, "city": 0}, claim_input={"on": "2026-03-31"}, rules_sha256="ab", engine_version="1.0",
    )  # fmt: skip
    text = (
        '{"alternatives":[],"amount_fen":1,"basis":"第4条","claim":"CZ2026000001","claim_input":{"on":"2026-03-31"},'
        '"engine_version":"1.0","entitlements":{},"figures":[],"outcome":"payable","reasons":[],"rules_sha256":"ab",'
        '"shares":{"city":0,"zone":1},"sources":[],"steps":[],"turn":2}'
    )
    assert content_hash(award) == hashlib.sha256(text.encode()).hexdigest()


def test_rules_that_are_gone_are_told_and_not_raised(award: Award, caplog: pytest.LogCaptureFixture) -> None:
    award.rules_sha256 = "0" * 64
    (found,) = replay([award]).differences
    assert (found.number, found.item, found.stored) == (award.claim.number, "复算", "可以复算")
    assert f"award of claim {found.number} cannot be reckoned again" in caplog.text
    assert found.now.startswith("不能复算（") and str(found) == f"{found.number} 复算：存档 可以复算，复算 {found.now}"


def test_other_facts_are_reckoned_by_the_awards_own_rules(award: Award) -> None:
    assert reckoned_with(award).amount == 300_000_00
    assert reckoned_with(award, recognition_no=2).amount == 200_000_00
    award.reasons = ["duplicate_matter"]
    assert (reckoned_with(award).outcome, reckoned_with(award).amount) == ("not_payable", None)


@pytest.mark.parametrize("digest", ["00" + "1" * 62, "f" * 64])
def test_the_rules_of_then_are_read_and_not_those_of_today(award: Award, digest: str) -> None:
    today = RulesText.objects.get(sha256=award.rules_sha256)
    then = today.text.replace("300000", "400000")
    RulesText.objects.create(document=today.document, sha256=digest, text=then)
    award.rules_sha256 = digest
    assert reckoned_with(award).amount == 400_000_00


def test_a_figure_that_was_superseded_is_reckoned_with_as_it_was_then(award: Award) -> None:
    (name, value), *_ = [
        (name, figure) for name, figure in award.claim.scheme.figures.items() if () in figure.values or figure.values
    ]
    key = "/".join(next(iter(value.values)))
    assert name and award.figures == []
    held = {"scheme": "CZ-04A", "name": name, "key": key, "value": "1", "holds_from": date(2025, 1, 1).isoformat()}
    award.figures = [held]
    assert reckoned_with(award).amount != 300_000_00


def test_the_nightly_report_stands_in_the_trail_of_each_city(award: Award) -> None:
    replay_all()
    for document in PolicyDocument.objects.all():
        (entry,) = [row for row in audit.history(document) if row.action == "replay_awards"]
        checked = int(document.pk == award.document_id)
        assert entry.detail == {"checked": checked, "differing": 0, "differences": []}
        words = detail_words(entry.detail, "policy_document")
        assert words.startswith(f"复核：{checked}；不一致：0；差异：")


def test_what_differs_at_night_stands_in_the_trail_and_is_called_an_error(
    award: Award, company: Applicant, caplog: pytest.LogCaptureFixture
) -> None:
    award.pk, award.booking, award.amount_fen = None, None, 300_000_01
    award.claim = claim_row(company, "CZ9", "CZ-04A", state="awarded")
    award.save(force_insert=True)
    request_nightly_work()
    road.work_off("awards.replay")
    entry = audit.history(award.document)[-1]
    assert (entry.detail["checked"], entry.detail["differing"]) == (2, 1)
    said = "CZ9 金额：存档 ¥300,000.01，复算 ¥300,000.00"
    assert said in entry.detail["differences"] and f"replayed award differs: {said}" in caplog.text


def test_a_report_counts_awards_and_not_their_items() -> None:
    rows = [Difference(number, item, "1", "2") for number in ("CZ1", "CZ2") for item in ("金额", "依据")]
    assert Report(5, rows).sentence == "复核 5 份核定结果，2 份不一致，须立即查明原因。"
