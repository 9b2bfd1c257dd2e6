"""One contract that two applicants claim: both approvals stop until two people say why both are due."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from accounts.actor import SYSTEM, Actor, Role, actor_of
from accounts.models import City, User
from accounts.scope.acting import identity_of
from core import audit
from core.telling.details import detail_words
from core.values.verdict import Refused
from core.walls.acting import acting_as
from subsidies.awards.selectors import award_of
from subsidies.cases.deciding import ruling_on
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.sharing import SharedMatter, can_say, may_be_approved, say_both_due, shared_with
from subsidies.grants.models import BothDue, Hold
from tests import road
from tests.factories import ApplicantFactory, applicant_of, office_user

pytestmark = pytest.mark.django_db
CONTRACT = "JS20260000333"
TRADE = {"contract_kind": "technology_transfer", "converter_resident": "true", "transaction_amount": "2000000"}
WHY = "两校各自完成一部分"


@pytest.fixture
def laws(changzhi: City, luliang: City) -> None:
    """The policies as records, which a figure of Lüliang and an award rest on."""
    road.policies_loaded()
    road.released("luliang-2024-24", 2, "LL-06B", "rate", "", "0.02")


def handed_in(city: City, contract: str = CONTRACT) -> Claim:
    """A university's claim for the contract, in the city whose law pays for it."""
    scheme = {"changzhi": "CZ-09", "luliang": "LL-06B"}[city.key]
    university = road.resident(ApplicantFactory(city=city, university=True))
    typed = road.answers(reference=contract, client_resident="true", **TRADE)
    return road.submitted(university, applicant_of(university), scheme=scheme, typed=typed)


def office(city: City, more: str = "") -> User:
    return office_user(Role.REVIEWER, city, more=more)


def say(claim: Claim, other: Claim, by: User, reason: str = WHY) -> BothDue:
    return say_both_due(claim=claim, other=str(other.number), reason=reason, by=actor_of(by))


def shared(claim: Claim) -> list[SharedMatter]:
    return shared_with(claim, ruling_on(claim.case()))


def approve(claim: Claim, by: User) -> Claim:
    return road.approve(claim=claim, by=actor_of(by), reason=road.NOT_TWICE)


def held_for(claim: Claim) -> set[str]:
    rows = Hold.objects.filter(claim_number=claim.number, ended_at=None).select_related("matter")
    return {row.matter.unit for row in rows}


@pytest.fixture
def two(changzhi: City) -> tuple[Claim, Claim, User, User]:
    """Two claims of one city for one contract, both accepted, and two who review there."""
    first, second = office(changzhi), office(changzhi, "-2")
    mine, other = (road.taken_up(handed_in(changzhi)) for _ in range(2))
    return mine, other, first, second


def test_both_approvals_stop_and_say_for_what(two: Any) -> None:
    mine, other, first, _ = two
    for claim, against in ((mine, other), (other, mine)):
        with pytest.raises(Refused) as refused:
            approve(claim, first)
        assert str(refused.value) == (
            f"同一事项另有申报：长治市{against.number}（2026年度）。请等其中一件撤回或不予支持，或由两人分别说明为什么都应兑付。"
        )


@pytest.mark.usefixtures("laws")
def test_what_an_office_knows_of_the_other_claim(two: Any, luliang: City) -> None:
    mine, other, _, _ = two
    elsewhere = handed_in(luliang)
    handed_in(mine.city, "JS20260000999")
    (here, there) = shared(mine)
    assert (here.number, here.city, here.pk, here.submitted_at) == (
        other.number, "长治市", other.pk, other.submitted_at,
    )  # fmt: skip
    assert (there.number, there.city, there.pk) == (elsewhere.number, "吕梁市", None)
    assert [row.pk for row in shared(elsewhere)] == [None, None]
    assert [(row.open, row.settled, row.stops, row.said) for row in (here, there)] == [(True, False, True, [])] * 2


@pytest.mark.parametrize("ends", ["refused", "withdrawn"])
def test_a_claim_that_is_closed_stops_no_other(changzhi: City, ends: str) -> None:
    by = office(changzhi)
    mine, other = road.taken_up(handed_in(changzhi)), handed_in(changzhi)
    assert not may_be_approved(shared(mine))
    if ends == "refused":
        reviewing.refuse(claim=other, reason="合同不实", by=actor_of(by))
    else:
        claiming.withdraw(claim=other, by=actor_of(User.objects.get(applicantmemberships__applicant=other.applicant)))
    assert approve(mine, by).state == "approved"


def test_what_the_rules_refuse_themselves_or_two_people_settled_does_not_stop() -> None:
    row = SharedMatter("CZ1", "长治市", None, None, open=True, refused=False, settled=False, said=[], common="")
    assert row.stops and not may_be_approved([row])
    assert replace(row, open=False).stops  # given a part of it, of which the rules know nothing
    for other in (replace(row, open=False, refused=True), replace(row, settled=True)):
        assert not other.stops and may_be_approved([other])
    assert may_be_approved([])
    second = replace(row, number="CZ2", common="2026年2月")
    assert may_be_approved([row, replace(row, open=False, refused=True), second]).reason.startswith(
        "同一事项另有申报：长治市CZ1、长治市CZ2（2026年2月）。"
    )


@pytest.mark.usefixtures("laws")
def test_two_people_of_the_city_make_both_due_and_each_is_paid_for_itself(two: Any) -> None:
    mine, other, first, second = two
    assert held_for(mine) == held_for(other) == {""}
    row = say(mine, other, first, f" {WHY} ")
    assert (row.claim_number, row.other_number, row.reason, row.said_by) == (mine.number, other.number, WHY, first)
    assert (row.city, row.other_city, row.told) == (mine.city, other.city, mine.case().matter.told)
    assert held_for(mine) == held_for(other) == {""}
    with pytest.raises(Refused, match="同一事项另有申报"):
        approve(mine, second)
    entry = audit.history(row)[-1]
    assert (entry.action, entry.reason, entry.detail) == ("say_both_due", WHY, {"other": other.number})
    assert detail_words(entry.detail, "claim") == f"另一申报：{other.number}"
    assert say(other, mine, second).claim_number == other.number
    for claim in (mine, other):
        assert held_for(claim) == {claim.applicant.unit_code}
        assert [(one.settled, one.stops, len(one.said)) for one in shared(claim)] == [(True, False, 2)]
        approve(claim, first)
    road.work_off("awards.reckon")
    assert [award_of(Claim.objects.get(pk=claim.pk)).amount_fen for claim in (mine, other)] == [100_000_00] * 2


def test_what_was_said_of_another_claim_is_not_said_of_this_one(two: Any) -> None:
    mine, other, first, second = two
    third = road.taken_up(handed_in(mine.city))
    say(mine, other, first)
    say(other, mine, second)
    found = {row.number: (row.settled, len(row.said)) for row in shared(mine)}
    assert found == {other.number: (True, 2), third.number: (False, 0)}


def test_one_person_speaks_once_with_a_reason_and_of_a_claim_that_shares_the_matter(two: Any) -> None:
    mine, other, first, second = two
    unlike = road.taken_up(handed_in(mine.city, "JS20260000999"))
    with pytest.raises(Refused, match="没有这件同一事项的申报"):
        say(mine, unlike, first)
    with pytest.raises(Refused, match="没有这件同一事项的申报"):
        say_both_due(claim=mine, other="\x00", reason=WHY, by=actor_of(first))
    with pytest.raises(Refused, match="请写明为什么两件都应兑付"):
        say(mine, other, first, "  ")
    say_both_due(claim=mine, other=f"{other.number}\x00", reason=WHY, by=actor_of(first))
    for claim, against in ((mine, other), (other, mine)):
        with pytest.raises(Refused, match="您已经说明过，须由另一人说明"):
            say(claim, against, first)
    assert BothDue.objects.count() == 1
    say(mine, other, second)
    assert [row.settled for row in shared(mine)] == [True]


@pytest.mark.usefixtures("laws")
def test_who_may_say_it_and_while_the_claim_is_under_review(changzhi: City, luliang: City) -> None:
    by, elsewhere, intake = office(changzhi), office(luliang), office_user(Role.INTAKE, changzhi)
    mine, other = handed_in(changzhi), handed_in(changzhi)
    assert can_say(actor_of(by), mine).reason == "受理以后才能说明。"
    mine = road.taken_up(mine)
    assert can_say(actor_of(by), mine)
    own = User.objects.get(applicantmemberships__applicant=mine.applicant)
    both = Actor(by.pk, by.name, (*actor_of(by).standings, *actor_of(own).standings))
    for actor in (actor_of(elsewhere), actor_of(intake), actor_of(own), both, SYSTEM):
        assert can_say(actor, mine).reason == "由本市的审核人员说明。"
        with pytest.raises(Refused, match="由本市的审核人员说明"):
            say_both_due(claim=mine, other=str(other.number), reason=WHY, by=actor)
    reviewing.refuse(claim=mine, reason="合同不实", by=actor_of(by))
    assert not can_say(actor_of(by), Claim.objects.get(pk=mine.pk))


def test_who_acts_for_the_other_applicant_keeps_out_of_it(two: Any) -> None:
    mine, other, first, _ = two
    theirs = User.objects.get(applicantmemberships__applicant=other.applicant)
    both = Actor(first.pk, first.name, (*actor_of(first).standings, *actor_of(theirs).standings))
    with pytest.raises(Refused, match="另一申请人的经办人，须回避"):
        say_both_due(claim=mine, other=str(other.number), reason=WHY, by=both)
    assert not BothDue.objects.exists()


@pytest.mark.usefixtures("laws")
def test_of_two_cities_each_says_it_on_its_own_page(changzhi: City, luliang: City) -> None:
    here, there = office(changzhi), office(luliang)
    mine, other = road.taken_up(handed_in(changzhi)), road.taken_up(handed_in(luliang))
    say(mine, other, here)
    say(mine, other, office(changzhi, "-2"))
    assert [row.stops for row in shared(mine)] == [True]
    say(other, mine, there)
    assert [row.stops for row in (*shared(mine), *shared(other))] == [False, False]
    assert held_for(mine) == {mine.applicant.unit_code} and held_for(other) == {other.applicant.unit_code}


@pytest.mark.usefixtures("laws")
def test_what_lies_behind_the_walls_of_another_city_is_shared_and_spoken_of_all_the_same(
    changzhi: City, luliang: City
) -> None:
    here = office(changzhi)
    mine, other = road.taken_up(handed_in(changzhi)), handed_in(luliang)
    with acting_as(identity_of(actor_of(here))):
        assert not Claim.objects.filter(pk=other.pk).exists()
        assert [row.number for row in shared(mine)] == [other.number]
        assert say(mine, other, here).other_city == luliang


@pytest.mark.usefixtures("laws")
def test_what_is_paid_already_holds_nothing_though_both_are_due(changzhi: City) -> None:
    first, second = office(changzhi), office(changzhi, "-2")
    paid = handed_in(changzhi)
    approve(road.taken_up(paid), first)
    road.work_off("awards.reckon")
    mine = road.taken_up(handed_in(changzhi))
    assert [(row.number, row.open, row.stops) for row in shared(mine)] == [(paid.number, False, False)]
    for by in (first, second):
        say(mine, paid, by)
    assert held_for(mine) == {mine.applicant.unit_code} and held_for(paid) == set()
    approve(mine, first)
    road.work_off("awards.reckon")
    assert award_of(Claim.objects.get(pk=mine.pk)).amount_fen == 100_000_00


@pytest.fixture
def somebody_else() -> Iterator[Any]:
    """Another connection to the same database, as that of another office."""
    other = connection.copy()
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_speak_at_once_the_second_waits_for_the_first(changzhi: City, somebody_else: Any) -> None:
    """Whoever has either of the two claims in hand is waited for; nobody speaks outside of a transaction."""
    by = office(changzhi)
    mine, other = (road.taken_up(handed_in(changzhi)) for _ in range(2))
    somebody_else.set_autocommit(False)
    with somebody_else.cursor() as theirs:
        theirs.execute("SELECT 1 FROM claims_claim WHERE id = %s FOR UPDATE", [other.pk])
    with pytest.raises(OperationalError, match="lock timeout"):
        say_without_patience(mine, other, by)
    somebody_else.rollback()
    assert say(mine, other, by).reason == WHY


def say_without_patience(claim: Claim, other: Claim, by: User) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        say(claim, other, by)
