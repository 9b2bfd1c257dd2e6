"""The verbs along the road: who may, what they leave behind, what cannot happen twice."""

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import Actor, actor_of
from accounts.models import User
from core import audit
from core.models import OutboxMessage
from core.values.periods import business_today
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards.awarding import content_hash
from subsidies.awards.models import Award
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.grants.models import CapGrant, Grant, Hold
from subsidies.policies import library
from tests import road
from tests.factories import RecognitionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(changzhi, company: Applicant) -> None:
    road.policies_loaded()
    road.resident(company)


def test_a_high_tech_claim_is_paid_and_its_cost_is_split(company, applicant, reviewer) -> None:
    claim = road.awarded(company, applicant, reviewer)
    assert claim.state == "awarded"
    assert claim.awards.get().amount_fen == 300_000_00
    assert claim.awards.get().shares == {"city": 200_000_00, "zone": 100_000_00}


def test_a_year_of_rent_is_reckoned_month_by_month(company, applicant, reviewer) -> None:
    claim = road.awarded(company, applicant, reviewer, **road.RENT)
    assert claim.awards.get().amount_fen == 12 * 10 * 1000 * 100
    assert Grant.objects.filter(booking__award__claim=claim).count() == 12


def test_what_the_records_certify_is_not_asked_of_the_applicant(company, applicant) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE, stated_sequence=2)
    claim = road.submitted(company, applicant, typed=road.answers(reference="gr 2026 1400 0001"))
    fact = next(row for row in claim.facts if row["name"] == "recognition_no")
    assert (fact["value"], fact["source"]) == (2, "certified")


def test_a_disputed_record_gives_way_to_what_was_declared(company, applicant) -> None:
    typed = road.answers(reference="借1", loan_kind="credit", principal="1000000", interest_paid="500")
    typed |= {"disputed": ["interest_paid"]}
    claim = road.submitted(company, applicant, scheme="CZ-16", typed=typed)
    fact = next(row for row in claim.facts if row["name"] == "interest_paid")
    assert (fact["value"], fact["source"]) == ("500", "declared")


def test_submitting_twice_gives_one_number_and_one_entry(company, applicant) -> None:
    claim = road.submitted(company, applicant)
    again = claiming.submit(claim=claim, by=actor_of(applicant))
    assert again.number == claim.number
    assert [row.to_state for row in audit.history(claim)] == ["draft", "submitted"]


def test_an_incomplete_claim_is_not_submitted_and_says_where(company, applicant) -> None:
    claim = road.drafted(company, applicant, typed=road.answers(on="", recognition_no="１.５"))
    with pytest.raises(ValidationError) as caught:
        claiming.submit(claim=claim, by=actor_of(applicant))
    assert {"record", "recognition_no"} == set(caught.value.message_dict)


def test_two_tabs_do_not_overwrite_each_other(company, applicant) -> None:
    claim = road.drafted(company, applicant)
    by = actor_of(applicant)
    claiming.save_draft(claim=claim, answers=road.answers(on="2026-04-01"), version=claim.version, by=by)
    with pytest.raises(claiming.Stale):
        claiming.save_draft(claim=claim, answers=road.answers(on="2026-05-01"), version=claim.version, by=by)
    claim.refresh_from_db()
    assert claim.answers["on"] == "2026-04-01"


def test_a_second_claim_for_the_same_certificate_is_stopped_at_the_form(company, applicant, reviewer) -> None:
    first = road.awarded(company, applicant, reviewer)
    typed = road.answers(reference="ＧＲ２０２６１４０００００１", recognition_no="1")
    with pytest.raises(ValidationError) as refused:
        road.submitted(company, applicant, typed=typed)
    assert refused.value.message_dict == {"record": [f"同一事项已由{first.number}核定，不能再报一次。"]}


def test_overlapping_months_of_the_same_premises_are_not_paid_twice(company, applicant, reviewer) -> None:
    first = road.awarded(company, applicant, reviewer, **road.RENT)
    later = dict(road.RENT["typed"], on="2026-05-31")
    later["facts"] = later["facts"] | {"first_month": "2025-12", "last_month": "2026-05"}
    with pytest.raises(ValidationError) as refused:
        road.submitted(company, applicant, scheme="CZ-12", typed=later)
    assert refused.value.message_dict == {"record": [f"2025年12月已由{first.number}核定，不能再报一次。"]}


def test_a_lifetime_cap_holds_over_claims(company, applicant, reviewer) -> None:
    for number in range(3):
        loan = road.answers(
            reference=f"借字{number}号", loan_kind="credit", interest_paid="200000", principal="3000000"
        )
        claim = road.awarded(company, applicant, reviewer, scheme="CZ-16", typed=loan)
    assert [row.amount_fen for row in CapGrant.objects.order_by("id")] == [90_000_00, 90_000_00, 20_000_00]
    assert claim.awards.get().amount_fen == 20_000_00


def home(mode: str, **more: str) -> dict:
    """What a company of Jincheng types for one person's home."""
    person = {"newly_hired_full_time": "true", "degree": "doctor", "contract_years": "3", "insurance_months": "6"}
    return road.answers(on="2025-06-30", reference="社保00012345", hired_month="2025-01", mode=mode, **person, **more)


def test_a_home_is_paid_for_as_bought_or_as_rented_and_not_both(
    company_elsewhere, applicant_elsewhere, reviewer_elsewhere
) -> None:
    road.resident(company_elsewhere)
    standards = {"purchase_standard": "350000", "monthly_standard": "1500"}
    for number, (name, value) in enumerate(standards.items(), start=2):
        road.released("jincheng-2024-39", number, "JC-14", name, "doctor", value)
    people = (company_elsewhere, applicant_elsewhere, reviewer_elsewhere)
    rent = home("rent", first_month="2025-01", last_month="2025-06")
    assert road.awarded(*people, scheme="JC-14", typed=rent).awards.get().amount_fen == 9_000_00
    bought = road.awarded(*people, scheme="JC-14", typed=home("purchase"))
    assert bought.awards.get().reasons == ["other_mode_used"]


def test_an_amount_left_to_people_must_be_decided_before_approval(company, applicant, reviewer) -> None:
    typed = road.answers(
        reference="厂房0001", completed="true", third_party_assessed="true", area_m2="820.5", assessed_cost="1200000.55"
    )
    claim = road.accepted(company, applicant, reviewer, scheme="CZ-11", typed=typed)
    by = actor_of(reviewer)
    with pytest.raises(Refused, match="请先核定金额"):
        road.approve(claim=claim, by=by)
    with pytest.raises(Refused, match="¥600,000.27"):
        reviewing.decide_figure(claim=claim, name="decided_amount", value="600000.28", reason="评审意见", by=by)
    reviewing.decide_figure(claim=claim, name="decided_amount", value="600000.27", reason="评审意见", by=by)
    road.approve(claim=claim, by=by)
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert claim.awards.get().amount_fen == 600_000_27


def test_a_claim_without_a_published_rate_waits(company, applicant, reviewer) -> None:
    typed = road.answers(reference="创新券1号", small_tech_company="true", service_cost="50000")
    claim = road.awarded(company, applicant, reviewer, scheme="CZ-08", typed=typed)
    assert claim.state == "waiting_parameter"
    assert not Award.objects.exists()


WAITING = {
    "scheme": "CZ-08",
    "typed": road.answers(reference="创新券1号", small_tech_company="true", service_cost="50000"),
}


def test_a_claim_that_waits_can_be_taken_back(company, applicant, reviewer) -> None:
    claim = claiming.withdraw(claim=road.awarded(company, applicant, reviewer, **WAITING), by=actor_of(applicant))
    assert claim.state == "withdrawn"


def test_a_claim_that_waits_can_be_sent_back_and_refused(company, applicant, reviewer) -> None:
    by = actor_of(reviewer)
    claim = reviewing.return_for_correction(
        claim=road.awarded(company, applicant, reviewer, **WAITING), reason="发票有误", by=by
    )
    claim = claiming.submit(claim=claim, by=actor_of(applicant))
    road.approve(claim=road.taken_up(claim), by=by)
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert claim.state == "waiting_parameter"
    assert reviewing.refuse(claim=claim, reason="服务未发生", by=by).state == "refused"


def test_what_has_not_happened_yet_cannot_be_claimed(company, applicant) -> None:
    year = business_today().year + 1
    rent = {"first_month": f"{year}-01", "last_month": f"{year}-06"}
    typed = road.RENT["typed"] | {"on": f"{year}-06-30", "facts": road.RENT["typed"]["facts"] | rent}
    with pytest.raises(ValidationError) as refused:
        road.submitted(company, applicant, scheme="CZ-12", typed=typed)
    assert refused.value.message_dict == {"last_month": [f"{year}年1月至6月还没有过完，{year}年7月1日起才能申报。"]}
    assert Claim.objects.get().state == "draft"


def test_today_can_be_claimed(company, applicant) -> None:
    typed = road.answers(on=business_today().isoformat(), reference=road.CERTIFICATE, recognition_no="1")
    assert road.submitted(company, applicant, typed=typed).state == "submitted"


def test_a_case_decided_singly_needs_the_sum_that_was_agreed(company, applicant, reviewer) -> None:
    claim = road.accepted(company, applicant, reviewer, scheme="CZ-10", typed=road.answers(reference="场景项目1号"))
    by = actor_of(reviewer)
    with pytest.raises(Refused, match="一事一议"):
        road.approve(claim=claim, by=by)
    reviewing.decide_figure(
        claim=claim, name=reviewing.RESOLUTION, value="123456.78", reason="专班会议纪要〔2026〕3号", by=by
    )
    road.approve(claim=claim, by=actor_of(road.second_reviewer(company.city)))
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert (claim.awards.get().outcome, claim.awards.get().amount_fen) == ("case_by_case", 123_456_78)


def test_reckoning_twice_makes_one_award(company, applicant, reviewer) -> None:
    claim = road.approved(company, applicant, reviewer)
    message = OutboxMessage.objects.get(handler="awards.reckon")
    road.work_off()
    OutboxMessage.objects.filter(pk=message.pk).update(done_at=None)
    road.work_off()
    assert Award.objects.filter(claim=claim).count() == 1


def test_an_award_is_frozen_with_its_hash(company, applicant, reviewer) -> None:
    award = road.awarded(company, applicant, reviewer).awards.get()
    assert award.sha256 == content_hash(Award.objects.get(pk=award.pk))


def test_every_step_is_in_the_trail_with_who_and_for_whom(company, applicant, reviewer) -> None:
    claim = road.awarded(company, applicant, reviewer)
    trail = [(row.action, row.to_state) for row in audit.history(claim)]
    assert trail == [
        ("start", "draft"),
        ("submit", "submitted"),
        ("accept", "accepted"),
        ("approve", "approved"),
        ("award", "awarded"),
    ]
    assert list(audit.verify_chain("changzhi")) == []


def test_an_office_elsewhere_may_do_nothing(company, applicant, reviewer_elsewhere) -> None:
    claim = road.submitted(company, applicant)
    by = actor_of(reviewer_elsewhere)
    assert not Claim.objects.visible_to(by).exists()
    with pytest.raises(Refused, match="没有“受理”的权限"):
        road.accept(claim=claim, by=by)


def test_nobody_decides_in_his_own_matter(company, applicant, reviewer) -> None:
    claim = road.submitted(company, applicant)
    own = actor_of(applicant)
    both = Actor(reviewer.pk, reviewer.name, (*actor_of(reviewer).standings, *own.standings))
    with pytest.raises(Refused):
        road.accept(claim=claim, by=both)


def test_an_applicant_files_for_his_own_company_in_his_own_city(company, other_company, applicant) -> None:
    by = actor_of(applicant)
    with pytest.raises(Refused, match="本单位"):
        claiming.start(scheme=library().schemes["CZ-04A"], applicant=other_company, by=by)
    with pytest.raises(Refused, match="其他城市"):
        claiming.start(scheme=library().schemes["JC-03"], applicant=company, by=by)


def test_a_returned_claim_is_mended_and_keeps_its_number(company, applicant: User, reviewer) -> None:
    claim = road.submitted(company, applicant)
    with pytest.raises(Refused, match="理由"):
        reviewing.return_for_correction(claim=claim, reason=" ", by=actor_of(reviewer))
    returned = reviewing.return_for_correction(claim=claim, reason="请补交证书复印件。", by=actor_of(reviewer))
    assert returned.state == "returned"
    again = claiming.submit(claim=returned, by=actor_of(applicant))
    assert again.number == claim.number


def test_a_returned_claim_goes_on_holding_its_matter(company, applicant, reviewer) -> None:
    claim = road.submitted(company, applicant)
    reviewing.return_for_correction(claim=claim, reason="请补材料", by=actor_of(reviewer))
    with pytest.raises(ValidationError, match=f"已由{claim.number}申报（需要补正）"):
        road.submitted(company, applicant)
    claiming.submit(claim=Claim.objects.get(pk=claim.pk), by=actor_of(applicant))
    assert Hold.objects.filter(claim_number=claim.number, ended_at=None).count() == 2  # the thing and its proof
