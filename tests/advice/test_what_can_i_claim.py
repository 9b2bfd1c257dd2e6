"""What can I claim: certified, declared or unknown; now, one step away, not known yet, or not for this applicant."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from accounts.actor import actor_of
from enterprises.applicants.keeping import update_profile
from enterprises.models import Platform
from enterprises.registers import certifying, declaring
from subsidies.advice.candidates import candidates_for
from subsidies.advice.checking import check
from subsidies.advice.finding import EligibilityFinding, review_of
from subsidies.advice.groups import Nearness
from subsidies.advice.matching import findings
from subsidies.advice.models import EligibilityRun
from subsidies.cases.case import Case
from subsidies.cases.records import READERS, NotAnswering, Reading
from subsidies.catalogue.questions import asked
from subsidies.policies import library
from tests import road
from tests.factories import (
    ApplicantFactory,
    CityFactory,
    EngagementFactory,
    LoanYearFactory,
    PlatformAssessmentFactory,
    PlatformFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    TenancyFactory,
    applicant_of,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
TODAY = date(2026, 6, 15)
MORNING = datetime(2026, 6, 15, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_brake(company) -> None:
    cache.delete(f"brake:check-{company.pk}:127.0.0.1")


def of(applicant, code: str, today: date = TODAY) -> EligibilityFinding:
    return next(row for row in findings(applicant, applicant.city, today) if row.scheme == code)


def states(finding: EligibilityFinding) -> dict[str, str]:
    return {row["name"]: row["state"] for row in finding.facts}


def test_a_certified_certificate_can_be_claimed_now(company) -> None:
    row = RecognitionFactory(applicant=company, certificate_no="GR1", stated_sequence=2)
    found = of(company, "CZ-04A")
    assert (found.status, found.amount_fen, found.record) == (Nearness.NOW, 200_000_00, f"recognition:{row.pk}")
    assert states(found) == {"recognition_no": "certified"} and found.steps
    assert found.most_fen == 200_000_00


def test_what_was_paid_names_the_claim_that_got_it(company, applicant, reviewer, client_of) -> None:
    claim = road.awarded(company, applicant, reviewer)
    found = of(company, "CZ-04A")
    assert found.status == Nearness.NOT and [row["number"] for row in found.paid] == [claim.number]
    with time_machine.travel(MORNING, tick=False):
        check(applicant=company, by=actor_of(applicant))
        page = client_of(applicant).get(reverse("subsidies:eligibility")).content.decode()
    told = page[page.index('aria-label="已申报"') :]
    told = told[: told.index("</table>")]
    assert f'<a href="{address("claim", claim)}">{claim.number}</a>' in told and "已核定" in told
    assert "请核对高新技术企业证书" not in page


def test_what_another_got_names_no_claim(company, other_company, other_applicant, reviewer) -> None:
    road.awarded(road.resident(other_company), other_applicant, reviewer, **road.RENT)
    assert all(row.paid == [] for row in findings(company, company.city, TODAY))


def test_what_nobody_has_checked_counts_as_declared(company) -> None:
    RecognitionFactory(applicant=company, certified=False)
    found = of(company, "CZ-04A")
    assert found.status == Nearness.NOW and states(found) == {"recognition_no": "declared"}


def test_silent_records_are_neither_yes_nor_no(company) -> None:
    found = of(company, "CZ-04A")
    assert found.status == Nearness.MAYBE and states(found) == {"recognition_no": "unknown"}
    assert "企业资料中没有登记过高新技术企业证书" in found.note


def test_a_fourth_certificate_is_not_for_this_enterprise(company) -> None:
    RecognitionFactory(applicant=company, stated_sequence=4)
    found = of(company, "CZ-04A")
    assert found.status == Nearness.NOT and "只支持前三次" in found.reasons[0]


def test_rent_is_one_assessment_away_with_its_amount(company) -> None:
    found = of(company, "CZ-12")
    assert (found.status, found.amount_fen) == (Nearness.NEAR, 12 * 10 * 1000 * 100)
    assert found.asks == ["是否考核达到年度运营目标"]
    assert found.answers == {"first_month": "2025-01", "last_month": "2025-12"}
    assert found.record == f"premises:{company.premisess.get().pk}"


def test_months_already_paid_are_not_offered_again(company, applicant, reviewer) -> None:
    road.awarded(company, applicant, reviewer, **road.RENT)
    assert of(company, "CZ-12").answers["first_month"] == "2026-01"


def test_a_tenancy_without_a_whole_month_says_from_which_day(other_company) -> None:
    TenancyFactory(applicant=other_company, starts_on=date(2026, 6, 10))
    found = of(other_company, "CZ-12")
    assert found.status == Nearness.NEAR and found.gaps[0]["met_on"] == "2026-07-01"


def test_rooms_let_later_are_ready_once_their_first_month_is_over(other_company) -> None:
    TenancyFactory(applicant=other_company, starts_on=date(2026, 10, 1))
    found = of(other_company, "CZ-12")
    assert found.gaps[0]["met_on"] == "2026-11-01"


def test_rooms_whose_lease_is_over_and_claimed_are_not_promised_again(company, applicant, reviewer) -> None:
    company.tenancies.update(ends_on=date(2025, 12, 31))
    road.awarded(company, applicant, reviewer, **road.RENT)
    found = of(company, "CZ-12")
    assert found.status == Nearness.NOT and not found.gaps


def test_months_under_way_are_told_with_their_claim(company, applicant) -> None:
    company.tenancies.update(ends_on=date(2025, 12, 31))
    claim = road.submitted(company, applicant, **road.RENT)
    assert of(company, "CZ-12").claimed["number"] == claim.number


def test_a_draft_of_the_same_months_is_listed_once_and_as_no_claim(company, applicant) -> None:
    draft = road.drafted(company, applicant, **road.RENT)
    rows = [row for row in findings(company, company.city, TODAY) if row.scheme == "CZ-12"]
    assert [(row.draft, row.claimed) for row in rows] == [(str(draft.public_id), {})]


def test_a_draft_whose_matter_another_claim_has_is_said_to_be_a_draft(client_of, company, applicant) -> None:
    first = road.submitted(company, applicant)
    draft = road.drafted(company, applicant, typed=road.HIGH_TECH["typed"] | {"other_policy_amount": "1"})
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    row = page[page.index(f"{first.number}</a></td>") :]
    row = row[: row.index("</tr>")]
    assert "另有一份没有提交的草稿，填的是同一事项，不能再报一次：" in row and address("claim_edit", draft) in row
    assert "已提交，等待受理" in row, "the row is the claim's, and so is how far it is"


def test_a_year_of_interest_that_has_not_ended_says_from_when(company) -> None:
    LoanYearFactory(applicant=company, loan__applicant=company, year=2026)
    with time_machine.travel(MORNING, tick=False):
        found = of(company, "CZ-16")
    assert (found.status, found.year, found.gaps[0]["met_on"]) == (Nearness.NEAR, "2026", "2027-01-01")
    assert found.gaps[0]["label"] == "申报的年度"


def test_a_year_that_can_be_claimed_begins_a_claim_with_that_year(client_of, company, applicant) -> None:
    row = LoanYearFactory(applicant=company, loan__applicant=company, year=2025)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    assert '<input type="hidden" name="year" value="2025">' in page
    from subsidies.claims.models import Claim

    client.post(address("start", None, "CZ-16"), {"record": f"loan:{row.loan.pk}", "year": "2025"})
    assert Claim.objects.get().case().on == date(2025, 12, 31)


def test_rent_that_the_form_divides_is_said_to_be_divided(company, applicant, reviewer) -> None:
    small = TenancyFactory(applicant=company, space__area_m2="25000", starts_on=date(2025, 6, 1))
    months = {"first_month": "2025-06", "last_month": "2025-06", "area_m2": "25000"}
    june = road.RENT["typed"] | {"on": "2025-06-30", "facts": road.RENT["typed"]["facts"] | months}
    road.awarded(company, applicant, reviewer, scheme="CZ-12", typed=june)
    large = company.premisess.exclude(space=small.space).get()
    large.space.area_m2 = "10000"
    large.space.save()
    rows = [row for row in findings(company, company.city, TODAY) if row.record == f"premises:{large.pk}"]
    assert [row.note for row in rows] == [
        "这些月份里已补贴的同类房屋面积不同，可补贴的面积余额也不同，"
        "请分成3份申报：2025年1月至5月；2025年6月；2025年7月至12月。"
    ]


def test_too_little_capital_says_how_much_is_missing(company) -> None:
    company.paid_in_capital_fen = 1_104_000_00  # with a quarter of it granted
    company.save()
    RecognitionFactory(applicant=company, tech_sme=True)
    found = of(company, "CZ-03")
    assert found.status == Nearness.MAYBE, "there is more to say than that"
    assert found.gaps[0]["sentence"] == "还差 ¥96,000.00（现为 ¥1,104,000.00，需达到 ¥1,200,000.00）", "of own money"


def test_insurance_months_are_met_by_time_alone(jincheng, client_of) -> None:
    company = ApplicantFactory(city=jincheng)
    road.resident(company)
    from subsidies.claims.models import Claim

    typed = {"high_level_talent": "true", "contract_years": "3", "insurance_months": "4"}
    answers = {"on": "2026-05-01", "reference": "人才1", "facts": typed, "disputed": []}
    Claim.objects.create(city=jincheng, applicant=company, scheme_code="JC-11A", answers=answers)
    found = of(company, "JC-11A")
    assert found.status == Nearness.NEAR and set(states(found).values()) == {"declared"}
    assert found.gaps[0]["sentence"].startswith("还差 2 个月") and found.gaps[0]["met_on"] == "2026-08-15"


def test_who_is_not_resident_is_one_step_away(other_company) -> None:
    found = of(other_company, "CZ-04A")
    assert found.status == Nearness.MAYBE and "入驻后才能申报" in found.reasons[0], "nor is a certificate known"
    RecognitionFactory(applicant=other_company, issued_on=TODAY, stated_sequence=1)
    found = of(other_company, "CZ-04A")
    assert found.status == Nearness.NEAR and "办理入驻后即可申报" in found.reasons[0]
    assert found.codes == ["not_resident"]


def test_who_was_not_resident_on_the_day_is_not_sent_to_move_in(other_company) -> None:
    RecognitionFactory(applicant=other_company, issued_on=date(2026, 5, 20))
    found = of(other_company, "CZ-04A")
    assert found.status == Nearness.NOT and "事项日期2026年5月20日时没有入驻记录" in found.reasons[0]
    assert "办理入驻后即可申报" not in found.reasons[0]
    TenancyFactory(applicant=other_company, starts_on=date(2026, 6, 1))
    found = of(other_company, "CZ-04A")
    assert "事项日期2026年5月20日时还没有入驻（租约自2026年6月1日起），这一事项不能申报" in found.reasons[0]


def test_what_is_open_to_others_alone_is_not_offered(company, client_of, applicant) -> None:
    assert "CZ-15" not in {row.scheme for row in findings(company, company.city, TODAY)}
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    assert "CZ-15" not in page and "这里只列企业可以申报的事项" in page
    assert "银行" in client.get(address("scheme", None, "CZ-15")).content.decode()


def test_a_paid_matter_is_not_offered_again(company, applicant, reviewer) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE)
    road.awarded(company, applicant, reviewer)
    assert of(company, "CZ-04A").status == Nearness.NOT


def test_a_platform_is_offered_once_its_level_and_day_are_on_record(company) -> None:
    PlatformFactory(city=company.city, applicant=company, name="某实验室", recognised_on=date(2026, 2, 1))
    found = of(company, "CZ-05")
    assert (found.status, found.amount_fen, found.about) == (Nearness.NOW, 200_000_00, "某实验室")


def test_planned_platforms_are_never_counted(company) -> None:
    PlatformFactory(city=company.city, applicant=company, planned=True, recognised_on=date(2026, 2, 1))
    assert candidates_for(company, library().schemes["CZ-05"], TODAY) == []


def test_every_scheme_that_is_open_to_a_company_is_answered(company) -> None:
    for key, count in (("jincheng", 20), ("changzhi", 18), ("luliang", 2)):
        rows = findings(company, CityFactory(**{key: True}), TODAY)
        assert len({row.scheme for row in rows}) == count
        assert all(row.headline and row.article for row in rows)


def test_nothing_is_written_by_looking(company) -> None:
    findings(company, company.city, TODAY)
    from subsidies.claims.models import Claim
    from subsidies.grants.models import Bucket

    assert not Claim.objects.exists() and not Bucket.objects.exists()


def test_the_page_keeps_the_last_answer_with_its_trace(client_of, applicant, company) -> None:
    client = client_of(applicant)
    assert "还没有核对过" in client.get(address("eligibility")).content.decode()
    assert client.post(address("eligibility_check")).url == address("eligibility")
    page = client.get(address("eligibility")).content.decode()
    assert "再差一步，1 笔" in page and "一处场所、一条记录各算一笔" in page
    assert "差一步" in page and "记录核实" in page and "要补充（申报时填写）" in page
    run = EligibilityRun.objects.get()
    assert run.applicant == company and run.engine_version and run.result[0]["facts"]


def test_an_answer_is_stale_once_a_record_or_a_figure_is_another(client_of, applicant, reviewer, company) -> None:
    client = client_of(applicant)

    def said() -> str:
        return client.get(address("eligibility")).content.decode()

    row = RecognitionFactory(applicant=company, certified=False)
    client.post(address("eligibility_check"))
    assert "有了变动" not in said() and "公布了新的标准" not in said()
    certifying.certify(record=row, by=actor_of(reviewer))
    assert "核对之后，企业资料或登记的记录有了变动。" in said()
    client.post(address("eligibility_check"))
    assert "有了变动" not in said()
    road.released("changzhi-2024-15", 8, "CZ-P03", "rate", "national", "0.5")
    assert "核对之后，公布了新的标准。" in said()


def test_who_presses_too_often_reads_so_and_keeps_the_last_answer(client_of, applicant, company, monkeypatch) -> None:
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    cache.set(f"brake:check-{company.pk}:127.0.0.1", 10, 60)
    monkeypatch.delattr("subsidies.portal.views.eligibility.check")
    page = client.post(address("eligibility_check"), follow=True).content.decode()
    assert "核对得太频繁" in page and "差一步" in page


def test_the_same_answer_on_the_same_day_is_kept_once(applicant, company) -> None:
    person = actor_of(applicant)
    with time_machine.travel(MORNING, tick=False):
        first = check(applicant=company, by=person)
        assert check(applicant=company, by=person) == first
    with time_machine.travel(MORNING + timedelta(hours=9), tick=False):
        assert check(applicant=company, by=person) == first
        RecognitionFactory(applicant=company)
        second = check(applicant=company, by=person)
        assert second.pk > first.pk
        assert check(applicant=company, by=person) == second
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        third = check(applicant=company, by=person)
    assert list(EligibilityRun.objects.all()) == [third, second, first]


def test_what_changed_without_changing_the_answer_is_checked_for_good(client_of, applicant, company) -> None:
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    update_profile(applicant=company, changes={"industry": "光电"}, by=actor_of(applicant))
    assert "核对之后，企业资料或登记的记录有了变动。" in client.get(address("eligibility")).content.decode()
    page = client.post(address("eligibility_check"), follow=True).content.decode()
    assert "有了变动" not in page and EligibilityRun.objects.count() == 2


def test_another_engine_is_asked_anew(applicant, company, monkeypatch) -> None:
    first = check(applicant=company, by=actor_of(applicant))
    monkeypatch.setattr("subsidies.advice.checking.ENGINE_VERSION", "later")
    assert check(applicant=company, by=actor_of(applicant)) != first


def test_the_three_cities_stand_side_by_side_with_their_articles(client_of, applicant, company) -> None:
    RecognitionFactory(applicant=company)
    client = client_of(applicant)
    client.post(address("eligibility_check"), {"back": "three"})
    page = client.get(address("three_cities")).content.decode()
    assert page.index("长治市（本市）") < page.index("晋城市") < page.index("吕梁市")
    assert "¥300,000.00" in page and "第16条" in page and "没有这类事项" in page
    assert "在各市都与在本市一样入驻" in page


def test_who_is_not_resident_is_told_so_of_all_cities(client_of, company) -> None:
    own = client_of(applicant_of(ApplicantFactory(city=company.city)))
    page = own.get(address("three_cities")).content.decode()
    assert "本企业目前没有入驻，各市都按没有入驻核对" in page and "一样入驻" not in page


def test_a_finding_begins_a_claim_with_what_is_known(client_of, applicant, company) -> None:
    from subsidies.claims.models import Claim

    client = client_of(applicant)
    known = {"on": "2025-12-31", "fact_space": "workshop", "fact_first_month": "2025-01", "fact_last_month": "2025-12"}
    for _ in range(2):
        client.post(address("start", None, "CZ-12"), known)
    claim = Claim.objects.get()
    assert claim.answers["facts"]["first_month"] == "2025-01" and claim.case().day == date(2025, 12, 31)


def test_a_draft_is_gone_on_with_and_not_begun_again(client_of, applicant, company) -> None:
    draft = road.drafted(company, applicant)
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    assert address("claim_edit", draft) in page and f"填写中：{draft.case().record}" in page


def test_what_is_claimed_already_stands_by_itself_and_is_not_counted_with_what_can_be_claimed(
    client_of, applicant, reviewer, company
) -> None:
    claim = road.submitted(company, applicant)
    RecognitionFactory(applicant=company, kind="ip_advantage", certificate_no="IP9", level="provincial")
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    answer = client.get(address("eligibility"))
    groups = {group.key: [row["claimed"].get("number") for row in group.rows] for group in answer.context["groups"]}
    assert groups[Nearness.CLAIMED] == [claim.number] and groups[Nearness.NOW] == [None]
    page = answer.content.decode()
    claimed = page[page.index('id="claimed-title"') : page.index('id="not-title"')]
    assert claim.number in claimed and "¥" not in claimed and "<button" not in claimed
    assert "已申报" in client.get(address("three_cities")).content.decode()
    run = EligibilityRun.objects.get()
    told = client_of(reviewer).get(reverse("admin:advice_eligibilityrun_change", args=[run.pk])).content.decode()
    assert f"{claim.number}（核对时：已提交，等待受理）" in told


def test_answers_of_other_companies_are_not_seen(client, client_of, applicant, other_applicant, reviewer) -> None:
    client_of(applicant).post(address("eligibility_check"))
    assert "还没有核对过" in client_of(other_applicant).get(address("eligibility")).content.decode()
    assert client_of(reviewer).get(address("eligibility")).status_code == 404
    assert client.get(address("three_cities")).status_code == 302


def test_the_office_reads_what_the_enterprise_was_told(client_of, applicant, reviewer, company) -> None:
    client_of(applicant).post(address("eligibility_check"))
    run = EligibilityRun.objects.get()
    client = client_of(reviewer)
    listed = client.get(reverse("admin:advice_eligibilityrun_changelist")).content.decode()
    assert company.name in listed
    page = client.get(reverse("admin:advice_eligibilityrun_change", args=[run.pk])).content.decode()
    assert "差一步" in page and "记录核实" in page and "高新技术企业" in page
    assert library().schemes["JC-10"].title not in page, "another city's answers are the enterprise's own"


@pytest.mark.parametrize("failure", [TimeoutError("10 s"), ConnectionResetError(), NotAnswering("503")])
def test_a_register_that_does_not_answer_says_neither_yes_nor_no(company, monkeypatch, failure: Exception) -> None:
    def silent(case: Case) -> Reading:
        raise failure

    monkeypatch.setitem(READERS, "sci_tech_enterprise", silent)
    found = of(company, "CZ-14")
    (fact,) = (row for row in found.facts if row["name"] == "tech_enterprise")
    assert (fact["state"], fact["source"]) == ("unknown", "登记系统未答复，暂按不知道处理")
    assert found.status == Nearness.MAYBE


def test_a_number_that_nobody_knows_blocks_nothing(company) -> None:
    company.paid_in_capital_fen = None
    company.save()
    found = of(company, "CZ-03")
    assert found.status == Nearness.MAYBE and not found.reasons and "实缴" in "".join(found.asks)


def test_contracts_that_do_not_say_their_day_are_offered_with_it_left_open(luliang) -> None:
    university = ApplicantFactory(city=luliang, university=True, name="测试高校")
    row = TechnologyContractFactory(applicant=university, seller=university.name)
    found = of(university, "LL-06B")
    assert (found.status, found.about, found.record) == (Nearness.MAYBE, str(row), f"technology_contract:{row.pk}")
    assert found.asks[0] == "付款日期" and found.on == ""


def test_records_that_do_not_fit_are_not_called_missing(company) -> None:
    assert of(company, "CZ-05").note == "企业资料中没有登记过创新平台；已有的，登记后即可核对。"
    PlatformFactory(city=company.city, applicant=company, category="makerspace", level="city")
    assert of(company, "CZ-05").note == (
        "本企业登记的1条创新平台都不能用于本事项：状态、类别不在本事项的支持范围内。登记有误的，请更正那条记录。"
    )


def test_hires_of_whom_the_months_are_asked_are_not_called_missing(jincheng) -> None:
    employer = road.resident(ApplicantFactory(city=jincheng))
    assert of(employer, "JC-13").note == "企业资料中没有登记过人才引进记录；已有的，登记后即可核对。"
    EngagementFactory(person__applicant=employer)
    assert of(employer, "JC-13").note == "本企业登记的人才引进有1条；申报时选定一条，填写申报的期间后即可核对。"


def test_one_recognition_written_three_times_is_offered_once(company) -> None:
    for number in ("GR202614000101", "粤GR202614000101", "202614000101"):
        RecognitionFactory(applicant=company, certificate_no=number)
    offered = [row for row in findings(company, company.city, TODAY) if row.scheme == "CZ-04A"]
    assert [row.amount_fen for row in offered] == [300_000_00]
    assert "3条记录说的是同一事项，只能申报一次" in offered[0].note


def test_what_was_paid_stands_beside_what_is_still_open(company, applicant, reviewer) -> None:
    claim = road.awarded(company, applicant, reviewer)
    RecognitionFactory(applicant=company, certificate_no="GR9", issued_on=date(2025, 2, 20), stated_sequence=2)
    rows = [row for row in findings(company, company.city, TODAY) if row.scheme == "CZ-04A"]
    assert sorted(str(row.status) for row in rows) == [Nearness.NOT, Nearness.NOW]
    assert [paid["number"] for row in rows for paid in row.paid] == [claim.number]


def test_a_claim_that_no_record_leads_to_is_told_all_the_same(luliang) -> None:
    """Of which months rent is claimed the form asks first, so that no record offers them."""
    company, user = road.institution_of(luliang)
    typed = road.answers(reference="一号楼", on="2026-03-31", landed_project="true", rent_paid="9000")
    claim = road.submitted(company, user, scheme="LL-06C", typed=typed)
    rows = [row for row in findings(company, luliang, TODAY) if row.scheme == "LL-06C"]
    assert [row.claimed["number"] for row in rows if row.claimed] == [claim.number]
    elsewhere = [row for row in findings(company, CityFactory(changzhi=True), TODAY) if row.claimed]
    assert elsewhere == []


def test_nobody_is_sent_to_move_in_where_no_scheme_is_open_to_such_an_applicant(luliang, client_of) -> None:
    """Luliang has no scheme for teams."""
    team = ApplicantFactory(city=luliang, team=True)
    client = client_of(applicant_of(team))
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    assert "本市目前没有面向科创团队的事项" in page and "还没有入驻晋创谷" not in page


def test_what_only_a_review_of_the_office_says_is_no_question_to_the_applicant() -> None:
    of_a_review = {
        (scheme.code, fact.name) for scheme in library().schemes.values() for fact in asked(scheme) if review_of(fact)
    }
    assert of_a_review == {
        ("JC-12B", "review_passed"), ("JC-12C", "review_passed"), ("JC-12C", "stage"), ("CZ-03", "fits_industry"),
    }  # fmt: skip


def test_a_review_that_is_not_there_yet_is_told_as_the_offices_matter(client_of, jincheng) -> None:
    own = road.resident(ApplicantFactory(city=jincheng))
    found = next(row for row in findings(own, jincheng, TODAY) if row.scheme == "JC-12C")
    assert found.asks == ["企业是否由大学毕业生自主创办"]
    assert found.awaits == ["申报是否审核通过（凭审核结果通知）", "按创业进展所属的支持种类（凭审核意见）"]
    user = applicant_of(own)
    check(applicant=own, by=actor_of(user))
    page = client_of(user).get(address("eligibility")).content.decode()
    assert "由部门审核认定：</span>申报是否审核通过（凭审核结果通知）" in page
    assert "凭审核结果通知，由部门认定" in page


def test_the_page_of_the_cities_has_one_name_and_says_what_is_missing(client_of, applicant, company) -> None:
    client = client_of(applicant)
    client.post(address("eligibility_check"), {"back": "three"})
    page = client.get(address("three_cities")).content.decode()
    assert page.count("各市政策并列") >= 3 and "各市并列比较" not in page and "<title>各市政策并列" in page
    assert "各市政策并列</a>" in client.get(address("eligibility")).content.decode()
    assert "差一步：是否考核达到年度运营目标" in page


def test_what_the_park_has_entered_is_nobodys_word_but_the_parks(client_of, company, applicant) -> None:
    company.premisess.update(certified=False)
    found = of(company, "CZ-12")
    entered = {row["name"]: row["entered"] for row in found.facts}
    assert {name for name, word in entered.items() if word == "园区登记，待核验"} == {
        "space", "area_m2", "start_month", "first_month", "last_month",
    }  # fmt: skip
    assert entered["assessment_passed"] == "" and states(found)["first_month"] == "declared"
    client = client_of(applicant)
    client.post(address("eligibility_check"))
    page = client.get(address("eligibility")).content.decode()
    rent = page[page.index('id="near"') : page.index('id="maybe"')]
    assert "园区登记，待核验" in rent and "单位申报" not in rent
    draft = road.drafted(company, applicant, **road.RENT)
    form = client.get(address("claim_edit", draft)).content.decode()
    assert "按园区登记的内容读取，部门核验后才作数" in form
    preview = client.get(address("claim_preview", draft)).content.decode()
    assert "园区登记，待核验（经营场所：" in preview
    company.premisess.update(certified=True)
    assert {row["entered"] for row in of(company, "CZ-12").facts} == {""}


def test_a_record_that_lacks_what_tells_its_matter_apart_is_not_ready(jincheng) -> None:
    """What the form would refuse is told before; where the category's name holds the level, the record has it."""
    company = road.resident(ApplicantFactory(city=jincheng))
    by, day = actor_of(applicant_of(company)), date(2026, 5, 20)
    said = {"applicant": company, "city": jincheng, "recognised_on": day, "certified": False}
    named = Platform(name="示例技术创新中心", category="city_tech_innovation_center", **said)
    declaring.declare(record=named, by=by)
    assert (named.level, named.key) == ("city", named.natural_key())
    declaring.declare(record=Platform(name="示例工作站", category="postdoc_station", **said), by=by)
    rows = {row.about: row for row in findings(company, jincheng, TODAY) if row.scheme == "JC-04"}
    ready, lacking = rows["示例技术创新中心"], rows["示例工作站"]
    assert (ready.status, ready.amount_fen) == (Nearness.NOW, 100_000_00)
    assert (lacking.status, lacking.amount_fen) == (Nearness.NEAR, None)
    assert lacking.reasons == ["所选的创新平台没有写明级别，请先把这条记录补充完整。"]


def test_what_an_office_has_read_in_the_record_itself_is_no_step_that_can_be_taken(jincheng) -> None:
    """An incubator that was recognised in the year of the assessment stays one; while nobody has compared the record,
    it may be put right."""
    company = road.resident(ApplicantFactory(city=jincheng))
    platform = PlatformFactory(applicant=company, city=jincheng, category="incubator", recognised_on=date(2026, 1, 5))
    row = PlatformAssessmentFactory(
        applicant=company, platform=platform, year=2026, level="provincial", arrived_on=date(2026, 5, 20)
    )
    found = of(company, "JC-06B")
    assert (found.status, found.headline) == (Nearness.NOT, "不符合条件") and found.codes == ["carrier_not_existing"]
    type(row).objects.filter(pk=row.pk).update(certified=False, certified_by=None, certified_at=None)
    assert of(company, "JC-06B").status == Nearness.NEAR
