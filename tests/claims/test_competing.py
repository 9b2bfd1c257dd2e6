"""Which of an applicant's own claims stand against another: by what is held and what was paid, and in which words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from core.walls.acting import NOBODY, acting_as
from enterprises.models import Applicant
from subsidies.cases.already_granted import matters_of
from subsidies.cases.case import Case
from subsidies.cases.deciding import ruling_on
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import parts_words, rivals_of, stopped_by, under_way
from subsidies.grants import granting
from tests.cases.asking import case_about, case_without
from tests.factories import ApplicantFactory, LoanFactory, PremisesFactory

pytestmark = pytest.mark.django_db
ONCE = "不能再报一次"


def claim(applicant: Applicant, number: str, scheme: str = "CZ-16", day: int = 1, state: str = "submitted") -> Claim:
    return Claim.objects.create(
        city=applicant.city, applicant=applicant, scheme_code=scheme, state=state, number=number,
        submitted_at=datetime(2026, 3, day, tzinfo=UTC),
    )  # fmt: skip


def draft(applicant: Applicant, scheme: str = "CZ-16") -> Claim:
    return Claim.objects.create(city=applicant.city, applicant=applicant, scheme_code=scheme)


def hold(case: Case, row: Claim) -> None:
    granting.hold(matters=matters_of(case, case.facts), claim_number=str(row.number))


def pay(case: Case, number: str, unit: str = "") -> None:
    matters = matters_of(case, case.facts)
    granting.grant(unit=unit or case.unit, claim_number=number, turn=1, matters=matters)


@pytest.fixture
def loan(company: Applicant) -> Case:
    return case_about(LoanFactory(applicant=company), "CZ-16", year="2025")


@pytest.mark.parametrize(
    ("references", "words"),
    [
        ([], ""),
        (["loan:1"], ""),
        (["loan:1|level:NATIONAL"], ""),
        (["rooms:1|2025-12", "rooms:1|2025-11"], "2025年11月至12月"),
        (["loan:1|year:2025"], "2025年度"),
        (["loan:1|year:2025", "loan:2|year:2024", "loan:3|year:2025"], "2024、2025年度"),
        (["rooms:1|2025-12", "loan:1|year:2025"], "2025年12月"),
    ],
)
def test_what_of_a_matter_it_is_in_words(references: list[str], words: str) -> None:
    assert parts_words(references) == words


def test_a_claim_under_way_stops_a_second_under_its_scheme(company: Applicant, loan: Case) -> None:
    mine = draft(company)
    assert stopped_by(mine, ruling_on(loan)) == {}
    later, first = claim(company, "CZ2", day=2), claim(company, "CZ1")
    hold(loan, later)
    hold(loan, first)
    assert stopped_by(mine, ruling_on(loan)) == {
        "record": f"2025年度已由CZ1申报（已提交，等待受理），{ONCE}；要改那一份，请先撤回或等待退回补正。"
    }
    assert under_way(company.pk, matters_of(loan, {})) == [first, later]
    granting.end_hold(claim_number="CZ1")
    assert stopped_by(later, ruling_on(loan)) == {} and under_way(company.pk, matters_of(loan, {})) == [later]


def test_a_claim_under_way_is_known_whoever_looks(company: Applicant, loan: Case) -> None:
    mine = claim(company, "CZ1")
    hold(loan, mine)
    with acting_as(NOBODY):
        assert not Claim.objects.exists()
        assert under_way(company.pk, matters_of(loan, {})) == [mine]


def test_what_another_applicant_claims_or_what_is_another_matter_stops_nothing(
    company: Applicant, other_company: Applicant, loan: Case
) -> None:
    hold(loan, claim(other_company, "CZ1"))
    hold(case_about(loan.record, "CZ-16", year="2024"), claim(company, "CZ2"))
    mine = draft(company)
    assert stopped_by(mine, ruling_on(loan)) == {} and rivals_of(mine, ruling_on(loan)) == []
    assert under_way(company.pk, matters_of(loan, {})) == under_way(company.pk, []) == []


def test_a_claim_under_another_scheme_is_a_rival(company: Applicant, loan: Case) -> None:
    mine = claim(company, "CZ1")
    hold(loan, mine)
    schemes = ("CZ-03", "CZ-P03")  # one before and one behind in the alphabet
    rivals = [claim(company, f"R{day}", scheme, day=day) for day, scheme in enumerate(schemes, start=2)]
    for row in rivals:
        hold(loan, row)
    assert rivals_of(mine, ruling_on(loan)) == rivals and stopped_by(mine, ruling_on(loan)) == {}
    assert stopped_by(draft(company), ruling_on(loan)) == {
        "record": f"2025年度已由CZ1申报（已提交，等待受理），{ONCE}；要改那一份，请先撤回或等待退回补正。"
    }


def test_only_the_months_that_the_first_holds_are_named(company: Applicant) -> None:
    rooms = PremisesFactory(applicant=company)
    spans = (("2025-01", "2025-02"), ("2025-03", "2025-03"), ("2025-04", "2025-04"), ("2025-01", "2025-06"))
    one, two, three, wanted = (
        case_about(rooms, "CZ-12", facts={"first_month": first, "last_month": last, "space": "office"})
        for first, last in spans
    )
    hold(one, claim(company, "CZ2", "CZ-12"))
    for number, case in (("CZ1", two), ("CZ3", three)):  # before and behind it in the alphabet, and later
        hold(case, claim(company, number, "CZ-12", day=2))
    (said,) = stopped_by(draft(company, "CZ-12"), ruling_on(wanted)).values()
    assert said.startswith("2025年1月至2月已由CZ2申报（")


def test_what_was_paid_is_not_claimed_again_by_whom_it_was_paid(
    company: Applicant, other_company: Applicant, loan: Case
) -> None:
    paid = claim(company, "CZ1", state="awarded")
    pay(loan, "CZ1")
    hold(loan, claim(company, "CZ3"))
    assert stopped_by(draft(company), ruling_on(loan)) == {"record": f"2025年度已由CZ1核定，{ONCE}。"}
    granting.end_hold(claim_number="CZ3")
    assert stopped_by(paid, ruling_on(loan)) == {}


def test_what_another_was_paid_is_for_the_offices_to_weigh(
    company: Applicant, other_company: Applicant, loan: Case
) -> None:
    claim(other_company, "CZ1", state="awarded")
    pay(loan, "CZ1", other_company.unit_code)
    assert len(ruling_on(loan).paid) == 1 and stopped_by(draft(company), ruling_on(loan)) == {}


def test_of_months_paid_by_two_claims_both_are_named_and_another_applicants_month_is_not(
    company: Applicant, other_company: Applicant
) -> None:
    rooms = PremisesFactory(applicant=company)

    def rent(first: str, last: str) -> Case:
        return case_about(rooms, "CZ-12", facts={"first_month": first, "last_month": last, "space": "office"})

    for number, owner, month, day in (
        ("CZ2", company, "2025-02", 2), ("CZ1", company, "2025-04", 1), ("CZ3", other_company, "2025-03", 3)
    ):  # fmt: skip
        claim(owner, number, "CZ-12", day=day, state="awarded")
        pay(rent(month, month), number, owner.unit_code)
    found = stopped_by(draft(company, "CZ-12"), ruling_on(rent("2025-01", "2025-06")))
    assert found == {"record": f"2025年2月、2025年4月已由CZ1、CZ2核定，{ONCE}。"}


@pytest.mark.parametrize(("code", "kind", "question"), [("CZ-03", "enterprise", "on"), ("CZ-15", "bank", "year")])
def test_where_no_record_is_picked_the_day_or_the_year_names_the_matter(
    changzhi: Any, code: str, kind: str, question: str
) -> None:
    owner = ApplicantFactory(city=changzhi, kind=kind)
    case = case_without(owner, code, "2025-12-31", year="2025")
    hold(case, claim(owner, "CZ1", code))
    assert list(stopped_by(draft(owner, code), ruling_on(case))) == [question]
