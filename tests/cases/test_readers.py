"""What each reader says of the records: when it answers and with what, and when it is silent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.actor import SYSTEM
from core.walls.acting import Identity, acting_as
from enterprises.models import Applicant
from enterprises.models.recognition import sequence_of
from parks.models import Premises
from parks.places import keeping
from subsidies.cases.case import Case
from subsidies.cases.records import READERS, Reading
from subsidies.cases.records.premises import OTHER_ROOMS, rent_of_lease, unlet
from tests.cases.asking import case_about, case_without
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    HomeFactory,
    LoanFactory,
    LoanYearFactory,
    PlatformAssessmentFactory,
    PlatformFactory,
    PremisesFactory,
    ProjectFactory,
    ProjectTransferFactory,
    RecognitionFactory,
    RentReceiptFactory,
    TechnologyContractFactory,
    TenancyFactory,
    ValleyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(changzhi: Any) -> Any:
    return ApplicantFactory(city=changzhi)


def said(name: str, case: Case) -> Any:
    """What the reader of that name answers, None where it is silent."""
    found = READERS[name](case)
    assert found is None or found.value is not None  # an answer without a value is none
    return None if found is None else found.value


def answer(name: str, case: Case) -> Reading:
    found = READERS[name](case)
    assert found is not None
    return found


def of_month(case: Case, *months: str) -> Case:
    return replace(case, matter=replace(case.matter, months=months))


# ------------------------------------------------------------------ rooms
def test_rooms_are_let_since_the_first_of_their_kind_whichever_they_are(firm: Any) -> None:
    mine = PremisesFactory(applicant=firm, leased_from=date(2025, 6, 15), certified=False)
    PremisesFactory(applicant=firm, workshop=True, leased_from=date(2024, 1, 1))
    PremisesFactory(leased_from=date(2023, 1, 1))
    case = case_about(mine, "CZ-12")
    said_of_mine = f"经营场所：{mine}，2025-06-15 起租"
    assert answer("first_let_month", case) == Reading("2025-06", said_of_mine, certified=False, records=(mine,))
    earlier = PremisesFactory(applicant=firm, leased_from=date(2025, 5, 31))
    assert answer("first_let_month", case) == Reading(
        "2025-05", f"经营场所：{earlier}，2025-05-31 起租{OTHER_ROOMS}；还没有核验的其他场所：{mine}", certified=False,
        records=(mine, earlier),
    )  # fmt: skip
    Premises.objects.filter(pk=mine.pk).update(certified=True)
    assert answer("first_let_month", case).certified
    later = case_about(PremisesFactory(applicant=firm, leased_from=date(2026, 1, 1)), "CZ-12")
    assert answer("first_let_month", later) == answer("first_let_month", case)
    let = TenancyFactory(applicant=firm, office=True, starts_on=date(2025, 4, 30))
    TenancyFactory(applicant=firm, starts_on=date(2025, 1, 1))
    own = case_about(let.space.premises.get(), "CZ-12")
    assert answer("first_let_month", case) == Reading(
        "2025-04", f"租约：{let.space}，2025-04-30 起租{OTHER_ROOMS}", certified=True,
        records=(mine, earlier, later.record, own.record),
    )  # fmt: skip
    let.space.premises.update(certified=False)  # its operator has just changed the tenancy
    assert not answer("first_let_month", case).certified
    assert answer("first_let_month", own).source == f"租约：{let.space}，2025-04-30 起租"


def test_what_the_parks_lease_comes_to_is_told_where_one_rent_covers_the_months(firm: Any) -> None:
    let = TenancyFactory(
        applicant=firm, starts_on=date(2025, 1, 1), ends_on=date(2026, 9, 30), monthly_rent_fen=3_200_00
    )
    case = case_about(let.space.premises.get(), "CZ-12")
    assert rent_of_lease(of_month(case, "2026-08", "2026-09")) == "园区租约月租金 ¥3,200.00，2 个月合计 ¥6,400.00"
    assert rent_of_lease(of_month(case, "2026-09", "2026-10")) == "" == rent_of_lease(of_month(case))
    own = case_about(PremisesFactory(applicant=firm, leased_from=date(2025, 1, 1)), "CZ-12")
    assert rent_of_lease(of_month(own, "2026-08")) == ""


def test_a_room_that_was_moved_out_of_the_kind_is_a_ground_until_it_is_certified_anew(firm: Any) -> None:
    old = TenancyFactory(applicant=firm, office=True, starts_on=date(2019, 1, 1)).space
    mine = TenancyFactory(applicant=firm, office=True, starts_on=date(2025, 1, 1)).space.premises.get()
    elsewhere = ValleyFactory(jincheng=True)
    TenancyFactory(applicant=firm, space__building__park__valley=elsewhere).space.premises.update(certified=False)
    PremisesFactory(workshop=True, certified=False)  # another's
    case, was = case_about(mine, "CZ-12"), old.premises.get()
    assert answer("first_let_month", case).value == "2019-01"
    old.kind = "workshop"
    keeping.keep(old, by=SYSTEM)
    moved = answer("first_let_month", case)
    assert (moved.value, moved.certified, moved.records) == ("2025-01", False, (was, mine))
    Premises.objects.filter(pk=was.pk).update(certified=True)
    assert answer("first_let_month", case) == Reading(
        "2025-01", f"租约：{mine.space}，2025-01-01 起租", certified=True, records=(mine,)
    )
    rented = PremisesFactory(applicant=firm, workshop=True, leased_from=date(2019, 1, 1), certified=False)
    assert answer("first_let_month", case).records == (mine, rented)


def test_rooms_of_another_kind_that_are_certified_say_nothing_of_the_first_month(firm: Any) -> None:
    office = PremisesFactory(applicant=firm, leased_from=date(2019, 1, 1))
    workshop = PremisesFactory(applicant=firm, workshop=True, leased_from=date(2020, 1, 1))
    told = {row: answer("first_let_month", case_about(row, "CZ-12")) for row in (office, workshop)}
    assert [told[row].value for row in (office, workshop)] == ["2019-01", "2020-01"]


def test_rooms_that_nobody_lets_are_let_since_no_month(firm: Any) -> None:
    tenancy = TenancyFactory(applicant=firm)
    rooms = tenancy.space.premises.get()
    tenancy.delete()
    case = case_about(rooms, "CZ-12")
    assert said("first_let_month", case) is None
    assert said("first_let_month", case_about(LoanFactory(applicant=firm), "CZ-16")) is None
    assert said("first_let_month", case_without(firm, "CZ-12")) is None


@pytest.mark.parametrize(
    ("months", "paid"),
    [
        (("2025-01", "2025-02", "2025-03"), "30000"),
        (("2025-01", "2025-02", "2025-03", "2025-04"), "70000.05"),
        (("2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"), "70000.05"),
        (("2025-01", "2025-03", "2025-04"), None),
        (("2025-01", "2025-04"), None),
        (("2025-02", "2025-03"), None),
        (("2025-01", "2025-02"), None),
        (("2025-03", "2025-04"), None),
        (("2025-04",), "40000.05"),
        (("2025-05",), None),
        (("2024-12",), None),
        ((), None),
    ],
)
def test_the_rent_is_that_of_receipts_that_stay_within_the_months(
    firm: Any, months: tuple[str, ...], paid: str | None
) -> None:
    rooms = PremisesFactory(applicant=firm)
    RentReceiptFactory(premises=rooms)
    RentReceiptFactory(premises=rooms, first_month="2025-04", last_month="2025-04", paid_fen=40_000_05)
    RentReceiptFactory(premises=PremisesFactory(applicant=firm))
    found = said("rent_receipts", of_month(case_about(rooms, "CZ-12"), *months))
    assert (found and Decimal(found)) == (paid and Decimal(paid))


def test_a_receipt_between_the_claimed_months_counts_for_none_of_them(firm: Any) -> None:
    rooms = PremisesFactory(applicant=firm)
    RentReceiptFactory(premises=rooms, first_month="2025-02", last_month="2025-02", paid_fen=1)
    january = RentReceiptFactory(premises=rooms, first_month="2025-01", last_month="2025-01", paid_fen=2)
    case = of_month(case_about(rooms, "CZ-12"), "2025-01", "2025-03")
    assert answer("rent_receipts", case) == Reading("0.02", "租金缴纳：1张凭证", records=(rooms, january))


@pytest.mark.parametrize(
    ("rooms_are", "receipts_are", "certified"),
    [(True, (True, True), True), (False, (True, True), False), (True, (True, False), False)],
)
def test_rent_is_certified_as_far_as_the_rooms_and_all_receipts_are(
    firm: Any, rooms_are: bool, receipts_are: tuple[bool, bool], certified: bool
) -> None:
    rooms = PremisesFactory(applicant=firm, certified=rooms_are)
    for month, one in zip(("2025-01", "2025-02"), receipts_are, strict=True):
        RentReceiptFactory(premises=rooms, first_month=month, last_month=month, certified=one)
    found = answer("rent_receipts", of_month(case_about(rooms, "CZ-12"), "2025-01", "2025-02"))
    assert (found.certified, found.source) == (certified, "租金缴纳：2张凭证")


@pytest.mark.parametrize(
    ("last", "free"),
    [(date(2025, 3, 1), ["2025-01", "2025-04"]), (date(2025, 2, 28), ["2025-01", "2025-03", "2025-04"]),
     (None, ["2025-01"])],
)  # fmt: skip
def test_a_month_is_let_with_one_of_its_days(firm: Any, last: date | None, free: list[str]) -> None:
    months = ("2025-01", "2025-02", "2025-03", "2025-04")
    first = date(2025, 2, 28)
    rented = PremisesFactory(applicant=firm, leased_from=first, leased_to=last)
    assert unlet(rented, months) == free
    tenancy = TenancyFactory(applicant=firm, starts_on=first, ends_on=last)
    rooms = tenancy.space.premises.get()
    if last is not None:
        TenancyFactory(applicant=ApplicantFactory(city=firm.city), space=tenancy.space, starts_on=date(2025, 4, 1))
    assert unlet(rooms, months) == free


def test_how_much_is_let_is_said_of_rooms_alone(firm: Any) -> None:
    rooms = PremisesFactory(applicant=firm, certified=False)
    found = answer("let_area", case_about(rooms, "CZ-12"))
    assert (found.value, found.certified, found.records) == ("300.00", False, (rooms,))
    assert said("let_area", case_without(firm, "CZ-12")) is None


# ------------------------------------------------------------------ recognised and approved in the term
@pytest.mark.parametrize(
    ("day", "new"),
    [("first", True), ("last", True), ("before", False), ("after", False)],
)
def test_what_is_new_was_recognised_within_the_term_of_the_policy(firm: Any, day: str, new: bool) -> None:
    policy = case_without(firm, "CZ-05").scheme.policy
    days = {
        "first": policy.first, "last": policy.last,
        "before": date.fromordinal(policy.first.toordinal() - 1),
        "after": date.fromordinal(policy.last.toordinal() + 1),
    }  # fmt: skip
    platform = PlatformFactory(applicant=firm, city=firm.city, recognised_on=days[day])
    title = RecognitionFactory(applicant=firm, specialised=True, issued_on=days[day])
    project = ProjectFactory(applicant=firm, approved_on=days[day])
    transfer = ProjectTransferFactory(applicant=firm, project=project)
    assert said("recognised_in_term", case_about(platform, "CZ-05")) is new
    assert said("recognised_in_term", case_about(title, "CZ-04B")) is new
    found = answer("project_approved_in_term", case_about(transfer, "CZ-06"))
    assert (found.value, found.records) == (new, (project,))


def test_without_a_day_or_a_record_nothing_is_new_or_old(firm: Any) -> None:
    platform = PlatformFactory(applicant=firm, city=firm.city, recognised_on=None)
    assert said("recognised_in_term", case_about(platform, "CZ-05")) is None
    for name in ("recognised_in_term", "project_approved_in_term", "project_approved", "recognition_sequence"):
        assert said(name, case_without(firm, "CZ-05")) is None


@pytest.mark.parametrize(("on", "is_so"), [("2026-01-09", False), ("2026-01-10", True), ("2026-01-11", True)])
def test_a_project_is_approved_from_its_day_on(jincheng: Any, on: str, is_so: bool) -> None:
    project = ProjectFactory(applicant=ApplicantFactory(city=jincheng), transformation=True)
    case = replace(case_about(project, "JC-07"), on=date.fromisoformat(on))
    assert said("project_approved", case) is is_so


def test_a_certificate_says_which_it_is(firm: Any) -> None:
    RecognitionFactory(applicant=firm, issued_on=date(2023, 3, 1))
    second = RecognitionFactory(applicant=firm)
    assert said("recognition_sequence", case_about(second, "CZ-04A")) == sequence_of(second) == 2


@pytest.mark.parametrize(
    ("kind", "level", "title"),
    [
        ("ip_demonstration", "national", "national_demonstration"),
        ("ip_advantage", "national", "national_advantage"),
        ("ip_advantage", "provincial", "provincial_advantage"),
        ("ip_demonstration", "provincial", None),
    ],
)
def test_of_four_titles_the_text_names_three(firm: Any, kind: str, level: str, title: str | None) -> None:
    row = RecognitionFactory(applicant=firm, kind=kind, level=level)
    assert said("intellectual_property_title", case_about(row, "CZ-04C")) == title
    assert said("intellectual_property_title", case_without(firm, "CZ-04C")) is None


# ------------------------------------------------------------------ platforms and carriers
@pytest.mark.parametrize(
    ("category", "level", "listed"),
    [
        ("provincial_key_lab", "provincial", "provincial_key_lab"),
        ("innovation_alliance", "national", "other_national"),
        ("innovation_alliance", "provincial", "other_provincial"),
        ("innovation_alliance", "", None),
    ],
)
def test_a_platform_is_of_a_listed_category_or_among_the_others(
    jincheng: Any, category: str, level: str, listed: str | None
) -> None:
    firm = ApplicantFactory(city=jincheng)
    row = PlatformFactory(applicant=firm, city=jincheng, category=category, level=level)
    assert said("platform_category", case_about(row, "JC-04")) == listed
    assert said("platform_category", case_without(firm, "JC-04")) is None
    assert said("platform_category", case_about(row, "JC-05A")) is None


@pytest.mark.parametrize(
    ("since", "existing"),
    [(date(2025, 12, 31), True), (date(2026, 1, 1), False), (date(2027, 1, 1), False), (None, None)],
)
def test_a_carrier_exists_that_was_recognised_before_the_year(
    jincheng: Any, since: date | None, existing: bool | None
) -> None:
    firm = ApplicantFactory(city=jincheng)
    row = PlatformAssessmentFactory(applicant=firm, platform__category="incubator", platform__recognised_on=since)
    assert said("carrier_existing", case_about(row, "JC-06B")) is existing
    assert said("carrier_existing", case_without(firm, "JC-06B")) is None


# ------------------------------------------------------------------ buyers, recognitions in force
def test_a_buyer_of_the_register_is_resident_or_not_on_the_day(firm: Any) -> None:
    buyer = ApplicantFactory(city=firm.city)
    contract = TechnologyContractFactory(applicant=firm, buyer_uscc=buyer.uscc, certified=False)
    case = case_about(contract, "CZ-09", "2026-03-01", year="2026")
    assert answer("buyer_resident", case) == Reading(False, f"租约：{contract.buyer}", certified=False)
    TenancyFactory(applicant=buyer, starts_on=date(2026, 3, 1))
    assert said("buyer_resident", case) is True
    assert said("buyer_resident", replace(case, on=date(2026, 2, 28))) is False


def test_whoever_looks_is_told_the_same_of_a_buyer(firm: Any, jincheng: Any) -> None:
    own = Identity(organisations=str(firm.pk), homes=str(firm.city_id))
    for city, resident in ((jincheng, False), (firm.city, True)):
        buyer = ApplicantFactory(city=city)
        TenancyFactory(applicant=buyer, starts_on=date(2026, 1, 1))
        contract = TechnologyContractFactory(applicant=firm, buyer_uscc=buyer.uscc)
        case = case_about(contract, "CZ-09", "2026-03-01", year="2026")
        for identity in (own, Identity(cities=str(firm.city_id)), Identity(everywhere="worker")):
            with acting_as(identity):
                assert said("buyer_resident", case) is resident


def test_of_a_buyer_that_nobody_knows_nothing_is_said(firm: Any) -> None:
    stranger = ApplicantFactory.build(city=firm.city)
    for uscc in ("", stranger.uscc):
        contract = TechnologyContractFactory(applicant=firm, buyer_uscc=uscc)
        assert said("buyer_resident", case_about(contract, "CZ-09", "2026-03-01", year="2026")) is None
    assert said("buyer_resident", case_without(firm, "CZ-09", "2026-03-01")) is None


def test_a_certified_recognition_that_holds_on_the_day_is_read(firm: Any) -> None:
    case = case_without(firm, "CZ-03", "2026-06-30")
    RecognitionFactory(applicant=firm, certified=False)
    RecognitionFactory(applicant=firm, expired=True)
    RecognitionFactory(applicant=firm, specialised=True)
    RecognitionFactory()
    assert said("high_tech_or_tech_sme", case) is None and said("tech_sme", case) is None
    small = RecognitionFactory(applicant=firm, tech_sme=True)
    assert answer("high_tech_or_tech_sme", case) == Reading(
        "tech_sme", f"资质认定：科技型中小企业 {small.certificate_no}"
    )
    assert answer("tech_sme", case) == Reading(True, f"资质认定：科技型中小企业 {small.certificate_no}")
    high = RecognitionFactory(applicant=firm)
    assert answer("high_tech_or_tech_sme", case) == Reading(
        "high_tech", f"资质认定：高新技术企业 {high.certificate_no}"
    )


def test_only_what_is_a_sci_tech_company_is_said_to_be_one(firm: Any) -> None:
    assert answer("sci_tech_enterprise", case_without(firm, "CZ-14")) == Reading(True, "企业资料：科技型企业")
    firm.is_sci_tech = False
    assert said("sci_tech_enterprise", case_without(firm, "CZ-14")) is None


# ------------------------------------------------------------------ people
@pytest.fixture
def home(jincheng: Any) -> Any:
    firm: Applicant = ApplicantFactory(city=jincheng)
    return HomeFactory(applicant=firm, person__applicant=firm)


def test_of_a_homes_person_the_latest_full_time_employment_is_read(home: Any) -> None:
    case = case_about(home, "JC-14")
    assert said("engagement.degree", case) is None
    EngagementFactory(person=home.person, degree="master", hired_on=date(2025, 1, 1))
    found = EngagementFactory(person=home.person, certified=False)
    EngagementFactory(person=home.person, flexible=True, hired_on=date(2025, 9, 1))
    EngagementFactory(person__applicant=home.applicant, degree="bachelor", hired_on=date(2025, 9, 1))
    read = {name: said(f"engagement.{name}", case) for name in ("degree", "hired_month", "contract_years")}
    assert read == {"degree": "doctor", "hired_month": "2025-03", "contract_years": "5.00"}
    assert said("engagement.newly_hired_full_time", case) is True and said("engagement.insurance_months", case) == 8
    reading = answer("engagement.degree", case)
    assert (reading.certified, reading.records) == (False, (found,))


def test_an_employment_that_does_not_say_it_leaves_it_unsaid(home: Any) -> None:
    EngagementFactory(person=home.person, insurance_months=None)
    case = case_about(home, "JC-14")
    assert said("engagement.degree", case) == "doctor" and said("engagement.insurance_months", case) is None
    assert said("engagement.degree", case_without(home.applicant, "JC-14")) is None


# ------------------------------------------------------------------ years
def test_what_was_paid_in_the_year_is_that_of_the_year(firm: Any) -> None:
    loan = LoanFactory(applicant=firm)
    row = LoanYearFactory(loan=loan, certified=False, interest_paid_fen=90_000_05)
    LoanYearFactory(loan=loan, year=2024, interest_paid_fen=1)
    found = answer("loan_year_interest", case_about(loan, "CZ-16", year="2025"))
    assert (found.value, found.certified, found.records) == ("90000.05", False, (row,))
    assert said("loan_year_interest", case_about(loan, "CZ-16", year="2026")) is None
    assert said("loan_year_interest", case_about(loan, "CZ-16")) is None
    assert said("loan_year_interest", case_without(firm, "CZ-16", year="2025")) is None
    assert said("contract_year_amount", case_about(loan, "CZ-16", year="2025")) is None
