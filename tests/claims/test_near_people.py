"""Claims of a city about people who may be one: by name, by number, by the months of both."""

from typing import Any

import pytest

from accounts.models import City
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.grants import granting
from talent.models import Engagement
from tests.claims.rows import claim_row, found
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
ONE_OFF = "只差一个字符"


@pytest.fixture
def firms(changzhi: City) -> list[Applicant]:
    return [ApplicantFactory(city=changzhi) for _ in range(3)]


# ------------------------------------------------------------------ people
@pytest.fixture
def hired(jincheng: City) -> Any:
    """`hired(number, name, certified)`: a claim of a firm of its own for somebody of that number and name."""

    def made(number: str, name: str, *, certified: bool = True) -> Claim:
        person = PersonFactory(
            applicant=ApplicantFactory(city=jincheng), person_no=number, name=name, certified=certified
        )
        record: Engagement = EngagementFactory(person=person)
        of = f"JC{Claim.objects.count() + 1}"
        return claim_row(person.applicant, of, "JC-11A", record=f"engagement:{record.pk}", reference=number)

    return made


def both(one: Claim, other: Claim) -> list[list[tuple[str, str]]]:
    return [found(one), found(other)]


LIKE = f"人才引进记录{ONE_OFF}"


def test_two_certified_people_of_other_names_are_two_however_alike_their_numbers_are(hired: Any) -> None:
    assert both(hired("SB000001", "赵小川"), hired("SB000002", "钱大河")) == [[], []]


def test_who_is_not_certified_may_be_the_same(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川", certified=False), hired("SB000002", "钱大河")
    assert both(one, other) == [[("JC2", LIKE)], [("JC1", LIKE)]]


def test_one_name_under_two_numbers_is_near_by_both(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川"), hired("SB000002", "赵 小川")
    how = f"{LIKE}、姓名相同、编号不同"
    assert both(one, other) == [[("JC2", how)], [("JC1", how)]]


def test_one_number_of_two_names_is_near(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川"), hired("SB000001", "钱大河")
    how = "人才编号相同、姓名不同"
    assert both(one, other) == [[("JC2", how)], [("JC1", how)]]


def test_the_same_person_is_told_as_such_whoever_employs_it_with_the_months_that_overlap(hired: Any) -> None:
    one, other, third = (hired("SB000001", "赵小川") for _ in range(3))
    hired("SB000009", "钱大河")
    how = "同一人才（人才编号相同）"
    assert sorted(found(one)) == [("JC2", how), ("JC3", how)] and sorted(found(other)) == [("JC1", how), ("JC3", how)]
    for change in ({"state": "returned"}, {"reference": "SB000002"}):  # a record of other words, one character off
        Claim.objects.filter(pk=other.pk).update(**change)
    assert sorted(found(one)) == [("JC2", how), ("JC3", how)]
    held_months = {one: ("2025-01", "2025-02", "2025-04"), other: ("2025-02", "2025-04"), third: ("2025-05",)}
    for claim, months in held_months.items():
        held = [("", "talent_months", f"{claim.pk}|{month}") for month in months]
        granting.hold(matters=held, claim_number=str(claim.number))
    assert sorted(found(one)) == [("JC2", f"{how}，月份重叠（2025年2月、2025年4月）"), ("JC3", f"{how}，月份不重叠")]


def test_other_months_of_one_engagement_are_no_duplicate_and_the_same_ones_are(hired: Any) -> None:
    """A record that was claimed without months, and one that another employer has of the person, are told all the same:
    only for the very same record does the register of months stand for it that nothing is paid twice."""
    mine = hired("SB000001", "赵小川")
    rows = {"JC2": ("2025-03",), "JC3": ("2025-02", "2025-03"), "JC4": ()}
    granting.hold(matters=[("", "talent_months", f"a|2025-0{n}") for n in (1, 2)], claim_number=str(mine.number))
    for number, months in rows.items():
        claim_row(mine.applicant, number, "JC-11A", record=mine.record)
        granting.hold(matters=[("", "talent_months", f"{number}|{month}") for month in months], claim_number=number)
    how = "同一人才（人才编号相同）"
    assert sorted(found(mine)) == [("JC3", f"{how}，月份重叠（2025年2月）"), ("JC4", how)]


def test_of_months_nothing_is_said_where_one_of_the_two_has_none(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川"), hired("SB000001", "赵小川")
    granting.hold(matters=[("", "talent_months", "a|2025-01")], claim_number=str(one.number))
    how = "同一人才（人才编号相同）"
    assert both(one, other) == [[("JC2", how)], [("JC1", how)]]


def test_the_same_person_is_told_also_where_nobody_certified_it(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川", certified=False), hired("SB000001", "赵小川")
    how = "同一人才（人才编号相同）"
    assert both(one, other) == [[("JC2", how)], [("JC1", how)]]


def test_a_claim_whose_record_is_gone_is_near_by_what_it_was_called(hired: Any) -> None:
    one, other = hired("SB000001", "赵小川"), hired("SB000002", "钱大河")
    for change in ({"state": "returned"}, {"record": ""}):  # what lies with the office stays as it was handed in
        Claim.objects.filter(pk=other.pk).update(**change)
    assert found(one) == [("JC2", LIKE)] and found(Claim.objects.get(pk=other.pk)) == [("JC1", LIKE)]
