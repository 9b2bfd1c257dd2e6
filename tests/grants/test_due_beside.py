"""A matter that two claims have each for itself, once two people said why: what the register says of them."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.actor import Role
from accounts.models import City, User
from subsidies.grants import granting
from subsidies.grants.models import BothDue
from subsidies.grants.selectors import claims_sharing, due_beside, paid_among, taken
from tests.factories import office_user

pytestmark = pytest.mark.django_db
RECORD = ("", "technology_contract", "contract:1")


def said(claim: str, city: City, other: str, other_city: City, by: User) -> BothDue:
    return BothDue.objects.create(
        claim_number=claim, city=city, other_number=other, other_city=other_city, reason="均应兑付", said_by=by
    )


def people_of(city: City, count: int) -> list[User]:
    return [office_user(Role.REVIEWER, city, more=f"-{number}") for number in range(count)]


def test_claims_for_one_thing_share_it_whoever_asks_and_a_units_own_is_its_own() -> None:
    granting.hold(matters=[RECORD], claim_number="A")
    granting.hold(matters=[RECORD], claim_number="B")
    granting.grant(unit="U", claim_number="C", turn=1, matters=[("U", *RECORD[1:])])
    granting.hold(matters=[("", RECORD[1], "contract:2")], claim_number="D")
    assert claims_sharing([RECORD], but="A") == {"B", "C"}
    assert claims_sharing([("U", *RECORD[1:])], but="C") == set()
    assert claims_sharing([], but="A") == set()
    granting.end_hold(claim_number="B")
    assert claims_sharing([RECORD], but="A") == {"C"}


def test_what_each_of_two_was_given_is_not_given_again_under_no_units_name_nor_to_it_under_its_own() -> None:
    own, other = ("A", *RECORD[1:]), ("B", *RECORD[1:])
    granting.grant(unit="A", claim_number="A1", turn=1, matters=[RECORD])
    with pytest.raises(granting.AlreadyGranted, match="A1"):
        granting.grant(unit="B", claim_number="B1", turn=1, matters=[other], beside={"Z1"})
    granting.grant(unit="B", claim_number="B1", turn=1, matters=[other], beside={"A1"})
    assert paid_among([RECORD, own, other, ("C", *RECORD[1:])]) == {RECORD, own, other}
    for unit, key in (("A", own), ("C", RECORD), ("B", other)):
        with pytest.raises(granting.AlreadyGranted):
            granting.grant(unit=unit, claim_number="X", turn=1, matters=[key])
    assert [row.booking.claim_number for row in taken([RECORD])] == ["A1", "B1"]
    granting.grant(unit="C", claim_number="C1", turn=1, matters=[("C", *RECORD[1:])])


def test_two_people_of_one_city_make_both_due(changzhi: City) -> None:
    first, second = people_of(changzhi, 2)
    said("A", changzhi, "B", changzhi, first)
    assert not due_beside("A") and not due_beside("B")
    said("B", changzhi, "A", changzhi, second)
    assert due_beside("A") == {"B"} and due_beside("B") == {"A"} and not due_beside("C")


def test_of_two_cities_one_person_each_is_wanted(changzhi: City, jincheng: City) -> None:
    here, there = people_of(changzhi, 2), people_of(jincheng, 1)
    for person in here:
        said("A", changzhi, "B", jincheng, person)
    assert not due_beside("A")
    said("B", jincheng, "A", changzhi, there[0])
    assert due_beside("A") and due_beside("B")


def test_one_person_of_both_cities_is_one_person(changzhi: City, jincheng: City) -> None:
    (person,) = people_of(changzhi, 1)
    said("A", changzhi, "B", jincheng, person)
    said("B", jincheng, "A", changzhi, person)
    assert not due_beside("A")


def test_what_was_said_is_never_changed(changzhi: City) -> None:
    first, _ = people_of(changzhi, 2)
    row = said("A", changzhi, "B", changzhi, first)
    for change in (lambda: BothDue.objects.filter(pk=row.pk).update(reason="别的"), row.delete):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="both_due_said_once"), transaction.atomic():
        said("A", changzhi, "B", changzhi, first)
    with pytest.raises(IntegrityError, match="both_due_of_two_claims"), transaction.atomic():
        said("A", changzhi, "A", changzhi, first)
