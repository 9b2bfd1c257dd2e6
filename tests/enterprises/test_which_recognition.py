"""Which recognition of its kind a certificate is, for the first, second and third are rewarded once each."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Role, actor_of
from enterprises.models import Applicant, sequence_of, sequences_of
from enterprises.registers import certifying
from tests.factories import ApplicantFactory, RecognitionFactory, office_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Applicant:
    company: Applicant = ApplicantFactory(changzhi=True)
    return company


def issued(company: Applicant, year: int, **more: Any) -> Any:
    return RecognitionFactory(applicant=company, issued_on=date(year, 11, 1), **more)


def test_by_the_days_of_issue_in_whatever_order_they_were_entered(company: Applicant) -> None:
    third, first, second = issued(company, 2026), issued(company, 2020), issued(company, 2023)
    assert [sequence_of(row) for row in (first, second, third)] == [1, 2, 3]


def test_of_each_kind_and_applicant_by_itself(company: Applicant) -> None:
    issued(company, 2020)
    issued(ApplicantFactory(), 2020)
    assert sequence_of(issued(company, 2021, kind="tech_sme")) == 1
    assert sequence_of(issued(company, 2023)) == 2


def test_a_stated_number_holds_and_the_next_follows_it(company: Applicant) -> None:
    known, later = issued(company, 2023, stated_sequence=3), issued(company, 2026)
    assert (sequence_of(known), sequence_of(later)) == (3, 4)


def test_a_number_stated_too_low_does_not_stand_before_the_certificates(company: Applicant) -> None:
    issued(company, 2020)
    assert sequence_of(issued(company, 2023, stated_sequence=1)) == 2


def test_two_certificates_within_a_year_are_of_one_recognition(company: Applicant) -> None:
    """So that a second spelling of its number is no second recognition, be it certified or not."""
    first, twin = issued(company, 2023), issued(company, 2023)
    declared = issued(company, 2023, certified=False)
    assert [sequence_of(row) for row in (first, twin, declared, issued(company, 2024))] == [1, 1, 1, 2]
    assert sequence_of(issued(company, 2024, stated_sequence=3)) == 3 and sequence_of(issued(company, 2027)) == 4


@pytest.mark.parametrize(("day", "number"), [(date(2028, 10, 30), 1), (date(2028, 10, 31), 2)])
def test_a_year_is_over_after_its_last_day(company: Applicant, day: date, number: int) -> None:
    issued(company, 2027)
    assert sequence_of(RecognitionFactory(applicant=company, issued_on=day)) == number


def test_a_declared_twin_has_the_number_of_the_certified_one(company: Applicant) -> None:
    issued(company, 2024, certified=False, stated_sequence=5)
    certified, twin = issued(company, 2026), issued(company, 2026, certified=False)
    assert (sequence_of(certified), sequence_of(twin)) == (1, 1)


def test_what_is_declared_alone_moves_no_certified_number(company: Applicant) -> None:
    """Else the same certificate would be the second, and then the third, as soon as its owner says so."""
    certified = issued(company, 2026)
    declared = issued(company, 2020, certified=False)
    assert (sequence_of(declared), sequence_of(certified)) == (1, 1)
    assert sequence_of(issued(company, 2027, certified=False)) == 2


def test_a_certified_number_stays_when_an_earlier_certificate_is_doubted(company: Applicant) -> None:
    first, second = issued(company, 2023), issued(company, 2026, certified=False)
    reviewer = actor_of(office_user(Role.REVIEWER, company.city))
    certifying.certify(record=second, by=reviewer)
    certifying.doubt(record=first, reason="证书编号不符", by=reviewer)
    second.refresh_from_db()
    assert (second.stated_sequence, sequence_of(second)) == (2, 2)


def test_a_list_is_numbered_in_one_query(company: Applicant, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = [issued(company, year) for year in (2020, 2023, 2026)] + [issued(ApplicantFactory(), 2024)]
    with django_assert_num_queries(1):
        assert list(sequences_of(rows).values()) == [1, 2, 3, 1]
    assert sequences_of([]) == {}


def test_what_a_matter_about_it_is_told_apart_by(company: Applicant) -> None:
    first, second = issued(company, 2020), issued(company, 2023)
    assert first.matter_identity() == f"{company.pk}|high_tech|1"
    assert second.matter_identity() == f"{company.pk}|high_tech|2"
    title = issued(company, 2024, specialised=True)
    again = issued(company, 2027, specialised=True)
    assert title.matter_identity() == again.matter_identity() == f"{company.pk}|specialised|provincial"
    assert issued(company, 2027, specialised=True, level="national").matter_identity().endswith("|national")
    plain = issued(company, 2026, kind="tech_sme")
    assert plain.matter_identity() == plain.identity


def test_certifying_numbers_no_certificate_of_a_kind_without_numbers(company: Applicant) -> None:
    reviewer = actor_of(office_user(Role.REVIEWER, company.city))
    for kind in ("tech_sme", "specialised", "ip_demonstration"):
        row = RecognitionFactory(applicant=company, certified=False, stated_sequence=None, kind=kind, level="city")
        assert certifying.certify(record=row, by=reviewer).stated_sequence is None
    high_tech = certifying.certify(record=issued(company, 2026, certified=False), by=reviewer)
    assert high_tech.stated_sequence == 1
