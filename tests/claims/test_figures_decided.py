"""What an officer decides of a claim: within the bounds of the text to the fen, and only what is left to an officer."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import Actor, Role, actor_of
from core.values.verdict import Refused
from enterprises.models import ScenarioProject
from enterprises.registers import certifying
from subsidies.cases.deciding import bounds_of, ruling_on
from subsidies.cases.picking import name_for
from subsidies.claims import claiming, reviewing
from subsidies.claims.claiming import MAX_ANSWER
from subsidies.claims.models import Claim
from tests import road
from tests.cases.asking import case_without
from tests.factories import ApplicantFactory, ScenarioProjectFactory, applicant_of, office_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(policies: None, company: Any, applicant: Any, reviewer: Any) -> Claim:
    """Start-up money between 300,000 and 1,000,000 yuan."""
    company.paid_in_capital_fen = 5_000_000_00
    company.save()
    return road.accepted(road.resident(company), applicant, reviewer, **road.START_UP)


def decided(claim: Claim, by: Actor, value: str, name: str = "decided_amount") -> str:
    """The figure as it is kept."""
    made = reviewing.decide_figure(claim=claim, name=name, value=value, reason=" 会议纪要3号 ", by=by)
    claim.refresh_from_db()
    assert claim.decided[name] == made.decided[name]
    assert (claim.decided[name]["reason"], claim.decided[name]["by"]) == ("会议纪要3号", by.name)
    return str(claim.decided[name]["value"])


@pytest.mark.parametrize("value", ["300000", "300000.01", "999999.99", "1000000"])
def test_floor_and_ceiling_themselves_may_be_decided(claim: Claim, reviewer: Any, value: str) -> None:
    assert decided(claim, actor_of(reviewer), value) == value
    ruling = ruling_on(claim.case())
    assert ruling.decision.outcome == "payable"
    assert bounds_of(ruling, "decided_amount") == (300_000_00, 1_000_000_00)


@pytest.mark.parametrize("value", ["299999.99", "1000000.01"])
def test_a_fen_below_the_floor_or_above_the_ceiling_is_refused_with_the_bounds(
    claim: Claim, reviewer: Any, value: str
) -> None:
    with pytest.raises(Refused) as refused:
        decided(claim, actor_of(reviewer), value)
    assert str(refused.value) == "核定数超出条款限额（¥300,000.00 至 ¥1,000,000.00），不能保存。"
    claim.refresh_from_db()
    assert claim.decided == {}


@pytest.mark.parametrize("name", ["newly_resident", "paid_in_capital", "least", "", "zenith"])
def test_what_the_text_does_not_leave_to_an_officer_is_not_decided(claim: Claim, reviewer: Any, name: str) -> None:
    with pytest.raises(Refused, match="^这一项不由审核人核定。$"):
        decided(claim, actor_of(reviewer), "300000", name)


def test_a_sum_is_agreed_on_only_where_the_text_says_so(claim: Claim, reviewer: Any) -> None:
    with pytest.raises(Refused, match="只有“一事一议”事项可以录入议定金额"):
        decided(claim, actor_of(reviewer), "300000", reviewing.RESOLUTION)


@pytest.mark.parametrize("value", ["40万", "400,000", "４０００００元", "¥400,000.00"])
def test_a_figure_is_read_as_people_write_it(claim: Claim, reviewer: Any, value: str) -> None:
    assert decided(claim, actor_of(reviewer), value) in ("400000", "400000.00")


@pytest.mark.parametrize("value", ["三十万", "", " ", "1e6", "300000.001", "-1"])
def test_what_is_no_amount_is_not_decided(claim: Claim, reviewer: Any, value: str) -> None:
    with pytest.raises(Refused):
        decided(claim, actor_of(reviewer), value)
    claim.refresh_from_db()
    assert claim.decided == {}


def test_a_figure_may_be_decided_anew_and_who_may_not_decide_does_not(claim: Claim, reviewer: Any, intake: Any) -> None:
    by = actor_of(reviewer)
    assert decided(claim, by, "300000") == "300000" and decided(claim, by, "400000.50") == "400000.50"
    for value, who in (("500000", actor_of(intake)), ("500000", Actor(None, "", ()))):
        with pytest.raises(Refused):
            decided(claim, who, value)
    claim.refresh_from_db()
    assert claim.decided["decided_amount"]["value"] == "400000.50"
    with pytest.raises(Refused, match="没有“核定金额”的权限"):  # and reads nothing of the bounds
        decided(claim, actor_of(intake), "1")


def test_a_figure_that_an_edition_publishes_is_not_decided(company: Any) -> None:
    with pytest.raises(Refused, match="^这一项不由审核人核定。$"):
        reviewing._within_bounds(case_without(company, "CZ-08"), "rate", "0.3")


@pytest.mark.parametrize(
    ("floor", "ceiling", "words"),
    [
        (None, None, ""),
        (1_00, None, ""),
        (None, 500_00, "（¥0.00 至 ¥500.00）"),
        (1_00, 500_00, "（¥1.00 至 ¥500.00）"),
    ],
)
def test_bounds_are_told_where_there_is_an_upper_one(floor: int | None, ceiling: int | None, words: str) -> None:
    assert reviewing._bounds(floor, ceiling) == words


@pytest.mark.parametrize(("typed", "kept"), [("500000", "500000.00"), ("0.01", "0.01"), ("1,200.50", "1200.50")])
def test_an_agreed_sum_is_kept_in_yuan_and_fen(
    policies: None, company: Any, applicant: Any, reviewer: Any, typed: str, kept: str
) -> None:
    scene = road.answers(reference="场景项目1号")
    claim = road.accepted(road.resident(company), applicant, reviewer, scheme="CZ-10", typed=scene)
    assert decided(claim, actor_of(reviewer), typed, reviewing.RESOLUTION) == kept
    with pytest.raises(Refused) as refused:
        decided(claim, actor_of(reviewer), "许多", reviewing.RESOLUTION)
    assert "一事一议" not in str(refused.value)  # such a claim it is; the sum is none


@pytest.mark.parametrize("value", ["-1", "0", "0.00", "-5000000"])
def test_nothing_and_less_is_not_agreed_on(
    policies: None, company: Any, applicant: Any, reviewer: Any, client_of: Any, value: str
) -> None:
    """And a claim that holds such a sum all the same has a page, on which it is decided anew."""
    scene = road.answers(reference="场景项目1号")
    claim = road.accepted(road.resident(company), applicant, reviewer, scheme="CZ-10", typed=scene)
    with pytest.raises(Refused, match="议定金额应大于0"):
        decided(claim, actor_of(reviewer), value, reviewing.RESOLUTION)
    Claim.objects.update(decided={reviewing.RESOLUTION: {"value": value, "reason": "纪要", "by": "审核"}})
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk]))
    assert page.status_code == 200 and "议定金额" in page.content.decode()


def test_an_answer_is_kept_to_its_five_hundredth_character(draft: Claim, applicant: Any) -> None:
    long = "".join(chr(0x4E00 + number) for number in range(600))
    kept = claiming.as_typed({"reference": long, "facts": {"recognition_no": f"\x00{long}\ud800"}})
    assert kept["reference"] == kept["facts"]["recognition_no"] == long[:500] and MAX_ANSWER == 500


def test_what_a_matter_is_called_is_kept_to_the_end_of_its_column(policies: None, company: Any, applicant: Any) -> None:
    """A record may be called longer than the column is; nothing is told apart by the name that is shown."""
    what = {"scheme": "CZ-10", "typed": road.answers(reference="场景项目1号")}
    claim = road.drafted(road.resident(company), applicant, **what)
    ScenarioProject.objects.update(title="".join(chr(0x4E00 + number) for number in range(160)))
    claim = claiming.submit(claim=claim, by=actor_of(applicant))
    claim.refresh_from_db()
    shown = str(ScenarioProject.objects.get())
    assert len(shown) > 120 and claim.reference == shown[:120]
    assert claim.told == claim.case().matter.told


def test_what_was_decided_of_one_matter_is_not_paid_for_another(
    policies: None, changzhi: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    """The claim is sent back for a paper, and the applicant picks another record than the sum was agreed on for."""
    first, second = actor_of(reviewer), actor_of(road.second_reviewer(changzhi))
    claim = road.accepted(
        road.resident(company), applicant, reviewer, scheme="CZ-10", typed=road.answers(reference="孪生场景")
    )
    decided(claim, first, "5000000", reviewing.RESOLUTION)
    reviewing.return_for_correction(claim=claim, reason="补充合同", by=first)
    other = ScenarioProjectFactory(applicant=company, title="考勤小程序")
    claim.refresh_from_db()
    answers = claim.answers | {"record": name_for(other)}
    claim = claiming.save_draft(claim=claim, answers=answers, version=claim.version, by=actor_of(applicant))
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    with pytest.raises(Refused, match="核定以后，申报的内容或所依据的记录有变动，请按现在的内容重新核定"):
        road.approve(claim=claim, by=second, reason=road.NOT_TWICE)
    decided(claim, first, "20000", reviewing.RESOLUTION)
    assert road.approve(claim=claim, by=second, reason=road.NOT_TWICE).state == "approved"


def test_a_figure_that_nobody_approved_is_told_to_no_applicant(
    claim: Claim, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    """Entered, sent back, handed in again, entered anew: the applicant never hands it in; the notice tells it."""
    by, address = actor_of(reviewer), reverse("subsidies:claim", args=[claim.public_id])
    decided(claim, by, "900000")
    reviewing.return_for_correction(claim=claim, reason="补充合同", by=by)
    assert "900,000" not in client_of(applicant).get(address).content.decode()
    claim.refresh_from_db()
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    assert "decided_amount" not in [row["name"] for row in claim.facts]
    decided(claim, by, "400000")
    assert "900,000" not in client_of(applicant).get(address).content.decode()
    office = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "400,000.00" in office and "提交时" not in office


def test_a_figure_is_decided_anew_once_a_fact_is_another(claim: Claim, applicant: Any, reviewer: Any) -> None:
    """What the record of the company says is a fact like what it says itself; who looked at a record is none."""
    decided(claim, actor_of(reviewer), "1000000")
    company = claim.applicant
    company.paid_in_capital_fen = 4_000_000_00
    company.save()
    claim = Claim.objects.get()
    with pytest.raises(Refused, match="重新核定"):
        road.approve(claim=claim, by=actor_of(reviewer))
    decided(claim, actor_of(reviewer), "800000")
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"


def test_a_record_that_says_the_same_leaves_the_figure_as_it_is(
    policies: None, changzhi: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    first, second = actor_of(reviewer), actor_of(road.second_reviewer(changzhi))
    claim = road.accepted(
        road.resident(company), applicant, reviewer, scheme="CZ-10", typed=road.answers(reference="孪生场景")
    )
    ScenarioProject.objects.update(certified=False)
    decided(claim, first, "5000000", reviewing.RESOLUTION)
    certifying.certify(record=ScenarioProject.objects.get(), by=second)
    with pytest.raises(Refused, match="而金额由您录入；请由另一位审核人员审核通过"):
        road.approve(claim=claim, by=first, reason=road.NOT_TWICE)
    assert road.approve(claim=claim, by=second, reason=road.NOT_TWICE).state == "approved"


def test_a_figure_without_a_ceiling_is_approved_by_another(policies: None, jincheng: Any) -> None:
    """JC-07 names a floor and no ceiling, CZ-03 both."""
    owner = road.resident(ApplicantFactory(city=jincheng))
    first, second = office_user(Role.REVIEWER, jincheng), road.second_reviewer(jincheng)
    typed = road.answers(reference="激光清洗产线产业化", city_partner="true")
    claim = road.accepted(owner, applicant_of(owner), first, scheme="JC-07", typed=typed)
    decided(claim, actor_of(first), "99000000")
    with pytest.raises(Refused, match="条款没有规定金额的上限，而金额由您录入"):
        road.approve(claim=claim, by=actor_of(first), reason=road.NOT_TWICE)
    assert road.approve(claim=claim, by=actor_of(second), reason=road.NOT_TWICE).state == "approved"


def test_a_figure_of_an_award_that_was_taken_back_is_decided_anew(
    policies: None, changzhi: Any, claim: Claim, reviewer: Any
) -> None:
    by = actor_of(reviewer)
    decided(claim, by, "400000")
    road.approve(claim=claim, by=by)
    road.work_off("awards.reckon")
    road.revoked(claim.awards.get(), reviewer, "重新核查")
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(Refused, match="请按现在的内容重新核定"):
        road.approve(claim=claim, by=by)
    decided(claim, by, "350000")
    assert road.approve(claim=claim, by=by, answer=road.HOLDS_NO_MORE).state == "approved"
