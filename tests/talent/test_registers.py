"""Persons, their work and homes, and teams: what names them, and what the database refuses."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from talent.models import Engagement, Home, Person
from tests.factories import ApplicantFactory, EngagementFactory, HomeFactory, PersonFactory, TeamRecognitionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["rc-0001", "RC—0001", "ＲＣ－０００１", " RC0001 "])
def test_a_person_is_one_however_the_number_is_written(spelling: str) -> None:
    row = PersonFactory(person_no="RC-0001")
    with pytest.raises(IntegrityError, match="person_once_per_applicant"), transaction.atomic():
        PersonFactory(applicant=row.applicant, person_no=spelling)
    assert PersonFactory(person_no=spelling).identity == row.identity


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "１１０１０５１９４９１２３１００２ｘ", "110105 19491231-0021"]
)
def test_an_identity_number_is_refused_as_the_number_of_a_person(number: str) -> None:
    row = Person(applicant=ApplicantFactory(), name="示例人才", person_no=number)
    with pytest.raises(ValidationError, match="请不要填写身份证号码") as caught:
        row.full_clean()
    assert "person_no" in caught.value.message_dict


@pytest.mark.parametrize("number", ["RC-0001", "110105194913310021", "4100123456", "11010519491231002"])
def test_other_numbers_are_taken(number: str) -> None:
    Person(applicant=ApplicantFactory(), name="示例人才", person_no=number).full_clean()


def test_a_person_is_hired_by_one_employer_once_a_day() -> None:
    row = EngagementFactory()
    with pytest.raises(IntegrityError, match="engagement_once_per_applicant"), transaction.atomic():
        EngagementFactory(person=row.person, mode="flexible")
    EngagementFactory(person=row.person, hired_on=date(2026, 3, 1))
    assert Engagement.objects.count() == 2


def test_whoever_employs_a_person_the_matter_is_the_person() -> None:
    row = EngagementFactory()
    theirs = EngagementFactory(person=PersonFactory(person_no=row.person.person_no), flexible=True)
    home = HomeFactory(person=row.person)
    assert theirs.applicant != row.applicant and theirs.identity != row.identity
    assert theirs.matter_identity() == row.matter_identity() == home.matter_identity() == row.person.identity


def test_what_an_engagement_says_for_the_rules() -> None:
    row = EngagementFactory(hired_on=date(2025, 3, 31))
    assert (row.hired_month, row.newly_hired_full_time) == ("2025-03", True)
    assert not EngagementFactory(newly_hired=False).newly_hired_full_time
    assert not EngagementFactory(flexible=True).newly_hired_full_time


def test_who_works_full_time_has_a_degree_recorded() -> None:
    with pytest.raises(IntegrityError, match="engagement_full_time_with_degree"), transaction.atomic():
        EngagementFactory(degree="")


def test_a_person_of_another_applicant_is_refused() -> None:
    row = HomeFactory.build(person=PersonFactory(), applicant=ApplicantFactory())
    with pytest.raises(ValidationError, match="请选择本单位登记的人才"):
        row.full_clean()


@pytest.mark.parametrize("values", [{"bought_on": None}, {"mode": "rent"}])
def test_a_home_was_bought_on_a_day_and_a_rented_one_was_not(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="home_bought_on_a_day"), transaction.atomic():
        HomeFactory(**values)
    HomeFactory(rented=True)


def test_a_home_stands_once_by_its_contract() -> None:
    row = HomeFactory(contract_no="房〔2025〕9号")
    with pytest.raises(IntegrityError, match="home_once_per_applicant"), transaction.atomic():
        HomeFactory(person=row.person, contract_no="房[2025] 9 号", address="别处")
    assert Home.objects.count() == 1


@pytest.mark.parametrize("spelling", ["晋科发[2026]1号-3", " 晋科发（2026）1 号—3"])
def test_a_recognition_of_a_team_is_one_teams_alone(spelling: str) -> None:
    TeamRecognitionFactory(approval_no="晋科发〔2026〕1号-3")
    with pytest.raises(IntegrityError, match="team_recognition_once"), transaction.atomic():
        TeamRecognitionFactory(approval_no=spelling)
    TeamRecognitionFactory(approval_no="晋科发〔2026〕1号-4")


@pytest.mark.parametrize(
    ("factory", "values", "constraint"),
    [
        (EngagementFactory, {"hired_on": date(1850, 1, 1)}, "engagement_hired_on_range"),
        (EngagementFactory, {"contract_years": -1}, "engagement_years_not_negative"),
        (HomeFactory, {"bought_on": date(2101, 1, 1)}, "home_bought_on_range"),
        (TeamRecognitionFactory, {"recognised_on": date(1850, 1, 1)}, "team_recognised_on_range"),
        (TeamRecognitionFactory, {"upper_reward_fen": -1}, "team_reward_not_negative"),
        (TeamRecognitionFactory, {"level": "city"}, "team_of_the_province_is_provincial"),
    ],
)
def test_what_cannot_be_is_refused(factory: Any, values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**values)


@pytest.mark.parametrize("factory", [PersonFactory, EngagementFactory, HomeFactory, TeamRecognitionFactory])
def test_who_entered_a_record_does_not_certify_it(factory: Any, reviewer: Any) -> None:
    with pytest.raises(IntegrityError, match="_certified_by_another"), transaction.atomic():
        factory(entered_by=reviewer, certified_by=reviewer)
