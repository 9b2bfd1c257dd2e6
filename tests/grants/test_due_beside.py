"""A matter that two claims have each for itself, once two people said why: what the register says of them."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.actor import Role
from accounts.models import City, User
from subsidies.grants import granting
from subsidies.grants.models import BothDue
from subsidies.grants.selectors import claims_sharing, due_beside, in_common, paid_among, said_now, taken
from tests.factories import office_user

pytestmark = pytest.mark.django_db
RECORD = ("", "technology_contract", "contract:1")


def said(claim: str, city: City, other: str, other_city: City, by: User, told: str = "", common: str = "") -> BothDue:
    return BothDue.objects.create(
        claim_number=claim, city=city, other_number=other, other_city=other_city, reason="均应兑付", said_by=by,
        told=told, common=common,
    )  # fmt: skip


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


@pytest.mark.parametrize("thing", ["contract:1", "长治科技"])
def test_a_part_of_a_thing_is_shared_with_the_whole_and_not_with_another_part_nor_a_longer_name(thing: str) -> None:
    known = {"A": thing, "B": f"{thing}|year:2025", "C": f"{thing}|year:2026", "D": f"{thing}2", "E": f"{thing}厅"}
    for number, reference in known.items():
        granting.hold(matters=[("", "technology_contract", reference)], claim_number=number)
    others = {
        number: claims_sharing([("", "technology_contract", reference)], but=number)
        for number, reference in known.items()
    }
    assert others == {"A": {"B", "C"}, "B": {"A"}, "C": {"A"}, "D": set(), "E": set()}


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


@pytest.mark.parametrize("meant", ["contract:0", "contract:2"])
def test_what_was_said_of_another_matter_does_not_count(changzhi: City, meant: str) -> None:
    first, second, third, fourth = people_of(changzhi, 4)
    said("A", changzhi, "B", changzhi, first, told=meant)
    said("B", changzhi, "A", changzhi, second, told=meant)
    assert due_beside("A", meant) == due_beside("A") == {"B"} and not due_beside("A", "contract:1")
    said("A", changzhi, "B", changzhi, third, told="contract:1")
    assert not due_beside("A", "contract:1")
    said("B", changzhi, "A", changzhi, fourth)
    assert due_beside("A", "contract:1") == {"B"}


def test_what_was_said_of_fewer_months_is_not_said_of_more(changzhi: City) -> None:
    """Two people spoke of February: what either claims in March was no matter of theirs."""
    first, second, third = people_of(changzhi, 3)
    february, march = [("", "engagement", f"P|2026-0{month}") for month in (2, 3)]
    for number, matters in (("A", [february, march]), ("B", [february])):
        granting.hold(matters=matters, claim_number=number)
    assert in_common("A", "B") == {"P|2026-02"}
    for number, other, person in (("A", "B", first), ("B", "A", second)):
        said(number, changzhi, other, changzhi, person, common="P|2026-02")
    assert due_beside("A") == {"B"} and due_beside("B") == {"A"}
    granting.end_hold(claim_number="B")
    granting.hold(matters=[february, march], claim_number="B")
    assert not due_beside("A") and not due_beside("B") and said_now("A") == {"B": []}
    for number, other, person in (("A", "B", third), ("A", "B", first)):
        said(number, changzhi, other, changzhi, person, common="P|2026-02\nP|2026-03")
    assert due_beside("A") == {"B"} and due_beside("B") == {"A"}
    granting.end_hold(claim_number="A")
    assert due_beside("B") == {"A"} and in_common("A", "B") == set()


def test_one_person_says_the_same_once(changzhi: City) -> None:
    (person,) = people_of(changzhi, 1)
    said("A", changzhi, "B", changzhi, person, common="P|2026-02")
    said("A", changzhi, "B", changzhi, person, common="P|2026-03")
    with pytest.raises(IntegrityError), transaction.atomic():
        said("A", changzhi, "B", changzhi, person, common="P|2026-03")


@pytest.mark.parametrize(("ours", "theirs", "narrower"), [("c", "c|year:2026", "c|year:2026"), ("c", "c2", "")])
def test_a_part_has_the_part_in_common_with_the_whole(db: None, ours: str, theirs: str, narrower: str) -> None:
    for number, reference in (("A", ours), ("B", theirs)):
        granting.hold(matters=[("", "technology_contract", reference)], claim_number=number)
    assert in_common("A", "B") == in_common("B", "A") == ({narrower} if narrower else set())


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
