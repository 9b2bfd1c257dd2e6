"""An award is taken back by two people: one proposes, another confirms or refuses; whole, or some of its months."""

from collections.abc import Iterator

import pytest
from django.db import InternalError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.actor import Role, actor_of
from accounts.models import User
from core import audit
from core.models import OutboxMessage
from core.telling.details import detail_words
from core.values.verdict import YES, Refused, Verdict, no
from enterprises.models import Applicant
from subsidies.awards import forbidding, revoking
from subsidies.awards.models import Award, ProposalRefusal, Revocation, RevocationProposal
from subsidies.awards.parts import standing_months
from subsidies.awards.permissions import can_confirm
from subsidies.awards.replaying import replay, stored
from subsidies.awards.selectors import award_of, standing_fen
from subsidies.claims.models import Claim
from subsidies.grants import granting
from subsidies.grants.models import Grant, Hold
from subsidies.grants.selectors import granted_fen, subsidised
from tests import road
from tests.factories import ApplicantFactory, CityFactory, DepartmentMembershipFactory, applicant_of, office_user

pytestmark = pytest.mark.django_db
WHY = "证书已被认定机构撤销"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
EACH = 10 * 1000 * 100  # fen a month: 10 yuan for each of 1,000 m²


@pytest.fixture
def people(ready, applicant: User, reviewer: User, second_reviewer: User) -> tuple[User, User, User]:
    return applicant, reviewer, second_reviewer


@pytest.fixture
def award(people, company: Applicant) -> Award:
    """300,000 yuan for a certificate."""
    road.awarded(company, *people[:2])
    return Award.objects.get()


@pytest.fixture
def rent(people, company: Applicant) -> Award:
    """The rent of twelve months of 2025."""
    road.awarded(company, *people[:2], **road.RENT)
    return Award.objects.get()


def propose(award: Award, by: User, **more) -> RevocationProposal:
    return revoking.propose(award=award, reason=more.pop("reason", WHY), by=actor_of(by), **more)


def test_a_proposal_frees_nothing_and_the_applicant_is_not_told(award: Award, people) -> None:
    before = len(audit.history(award.claim))
    proposal = propose(award, people[1])
    claim = Claim.objects.get()
    assert (claim.state, award_of(claim), Grant.objects.open().count()) == ("awarded", award, 2)
    assert (proposal.whole, proposal.freed_fen) == (True, 300_000_00)
    assert len(audit.history(claim)) == before
    assert [entry.action for entry in audit.history(award)] == ["propose_revocation"]
    assert not RevocationProposal.objects.visible_to(actor_of(people[0])).exists()


def test_another_person_confirms_and_nobody_else_can(award: Award, people, intake, reviewer_elsewhere) -> None:
    proposal = propose(award, people[1])
    with pytest.raises(Refused, match="提出人不能确认"):
        revoking.confirm(proposal=proposal, by=actor_of(people[1]))
    for somebody in (people[0], intake, reviewer_elsewhere):
        with pytest.raises(Refused, match="没有“撤销核定”的权限"):
            revoking.confirm(proposal=proposal, by=actor_of(somebody))
    revocation = revoking.confirm(proposal=proposal, by=actor_of(people[2]))
    assert (revocation.revoked_by, revocation.reason, revocation.whole) == (people[2], WHY, True)
    paper = OutboxMessage.objects.get(handler="awards.revocation_notice")
    assert (paper.key, paper.arguments) == (f"revocation:{revocation.pk}", {"revocation_id": revocation.pk})
    assert Claim.objects.get().state == "accepted"
    assert Hold.objects.filter(claim_number=award.claim.number, ended_at=None).count() == 2  # under review again
    (entry,) = [row for row in audit.history(award.claim) if row.action == "revoke"]
    assert entry.detail["proposed_by"] == people[1].name


def test_a_reviewer_who_acts_for_the_applicant_neither_proposes_nor_confirms(award: Award, people) -> None:
    office = people[1].departmentmemberships.get().department
    DepartmentMembershipFactory(user=people[0], department=office, role=Role.REVIEWER)
    with pytest.raises(Refused, match="没有“撤销核定”的权限"):
        propose(award, people[0])
    proposal = propose(award, people[1])
    for verb in (revoking.confirm, lambda **what: revoking.refuse(reason="不同意", **what)):
        with pytest.raises(Refused, match="没有“撤销核定”的权限"):
            verb(proposal=proposal, by=actor_of(people[0]))


def test_a_proposal_that_is_refused_changes_nothing_and_another_may_follow(award: Award, people) -> None:
    with pytest.raises(Refused, match="在文书上印不出来"):
        revoking.propose(award=award, reason="多付\U0001f64f", by=actor_of(people[1]))
    proposal = propose(award, people[1])
    with pytest.raises(Refused, match="已有待确认的撤销提议"):
        propose(award, people[2])
    with pytest.raises(Refused, match="请写明理由"):
        revoking.refuse(proposal=proposal, reason=" ", by=actor_of(people[2]))
    revoking.refuse(proposal=proposal, reason="证书仍然有效", by=actor_of(people[2]))
    for verb in (revoking.confirm, lambda **what: revoking.refuse(reason="再次", **what)):
        with pytest.raises(Refused, match="已经办结"):
            verb(proposal=proposal, by=actor_of(people[2]))
    assert award_of(Claim.objects.get()) == award and Grant.objects.open().count() == 2
    assert [row.action for row in audit.history(award)] == ["propose_revocation", "refuse_revocation"]
    own = propose(award, people[2])
    assert can_confirm(actor_of(people[1]), own)
    revoking.refuse(proposal=own, reason="看错了", by=actor_of(people[2]))
    assert not RevocationProposal.objects.open().exists() and ProposalRefusal.objects.count() == 2


def test_the_database_refuses_one_person_alone_and_a_second_open_proposal(award: Award, people) -> None:
    proposal = propose(award, people[1])
    columns = "(award_id, proposal_id, whole, months, freed_fen, reason, revoked_by_id, revoked_at)"

    def inserted(by: User | None, of: RevocationProposal | None, fen: int = 300_000_00) -> None:
        values = [award.pk, of and of.pk, True, "[]", fen, WHY, by and by.pk]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO awards_revocation {columns} VALUES (%s, %s, %s, %s, %s, %s, %s, now())", values
            )

    for by, of, fen in (
        (people[1], proposal, 300_000_00), (None, proposal, 300_000_00), (people[2], None, 300_000_00),
        (people[2], proposal, 1),
    ):  # fmt: skip
        with pytest.raises(InternalError, match="another confirms"):
            inserted(by, of, fen)
    with pytest.raises(InternalError, match="one proposal at a time"), transaction.atomic():
        RevocationProposal.objects.create(award=award, whole=True, freed_fen=0, reason=WHY, proposed_by=people[2])
    inserted(people[2], proposal)
    with pytest.raises(InternalError, match="was confirmed"), transaction.atomic():
        ProposalRefusal.objects.create(proposal=proposal, reason=WHY, refused_by=people[2])


@pytest.fixture
def unpaid_back() -> Iterator[list[Award]]:
    """Awards of which money was paid and is not back; as a room above would say it."""
    outstanding: list[Award] = []

    @forbidding.forbids_revoking
    def objection(award: Award) -> Verdict:
        return no("已兑付的资金尚未收回，收回以后才能撤销。") if award in outstanding else YES

    yield outstanding
    forbidding._OBJECTIONS.remove(objection)


def test_an_award_is_not_revoked_while_somebody_above_objects(award: Award, people, unpaid_back) -> None:
    proposal = propose(award, people[1])
    unpaid_back.append(award)
    with pytest.raises(Refused, match="尚未收回"):
        revoking.confirm(proposal=proposal, by=actor_of(people[2]))
    revoking.refuse(proposal=proposal, reason="先收回资金", by=actor_of(people[2]))
    with pytest.raises(Refused, match="尚未收回"):
        propose(award, people[1])
    unpaid_back.clear()
    road.revoked(award, people[1])
    assert Claim.objects.get().state == "accepted"


def test_months_are_freed_with_their_money_and_area_and_may_be_claimed_anew(rent: Award, people, company) -> None:
    revocation = road.revoked(rent, people[1], WHY, MONTHS[10:])
    claim = Claim.objects.get()
    assert (claim.state, award_of(claim)) == ("awarded", rent)
    assert (revocation.whole, revocation.months, revocation.freed_fen) == (False, MONTHS[10:], 2 * EACH)
    assert (standing_fen(rent), standing_months(rent)) == (10 * EACH, MONTHS[:10])
    areas = subsidised(company.unit_code)
    assert [areas["workshop", month] for month in MONTHS] == [1000_00] * 10 + [0, 0]
    again = road.RENT["typed"] | {"facts": road.RENT["typed"]["facts"] | {"first_month": "2025-11"}}
    second = road.awarded(company, *people[:2], scheme="CZ-12", typed=again)
    assert award_of(second).amount_fen == 2 * EACH
    assert [row.turn for row in award_of(second).booking.grants.all()] == [2, 2]
    assert replay(stored()).differences == []


def test_the_part_is_in_the_trail_of_the_claim_and_a_month_is_freed_once(rent: Award, people) -> None:
    road.revoked(rent, people[1], WHY, ["2025-03"])
    entry = audit.history(rent.claim)[-1]
    assert (entry.action, entry.reason, entry.detail["months"]) == ("revoke_part", WHY, ["2025-03"])
    for months in (["2025-03"], ["2025-03", "2025-04"], ["2026-01"], ["一月"]):
        with pytest.raises(Refused, match="尚未撤销"):
            propose(rent, people[1], months=months)
    assert Revocation.objects.count() == 1
    assert propose(rent, people[1], months=["2025-01"]).months == ["2025-01"]


def test_all_months_that_stand_are_the_whole_award(rent: Award, people) -> None:
    road.revoked(rent, people[1], WHY, MONTHS[1:])
    assert road.revoked(rent, people[1], WHY, MONTHS[:1]).whole
    assert standing_fen(rent) == 0 and Claim.objects.get().state == "accepted"
    assert set(subsidised(rent.claim.applicant.unit_code).values()) == {0}


def test_an_award_of_one_thing_has_no_part(award: Award, people) -> None:
    with pytest.raises(Refused, match="尚未撤销"):
        propose(award, people[1], months=["2026-03"])


@settings(max_examples=12)
@given(rounds=st.lists(st.sets(st.sampled_from(MONTHS), min_size=1), min_size=1, max_size=4))
def test_what_was_given_less_what_was_freed_is_what_counts(rounds) -> None:
    """Whatever months are freed in whatever order: money, areas and matters agree, to the fen."""
    with transaction.atomic():
        road.policies_loaded()
        city = CityFactory(changzhi=True)
        company = road.resident(ApplicantFactory(city=city))
        people = applicant_of(company), office_user(Role.REVIEWER, city)
        rent = award_of(road.awarded(company, *people, **road.RENT))
        for months in rounds:
            if left := sorted(months & set(standing_months(rent))):
                road.revoked(rent, people[1], WHY, left)
        _agrees(rent)
        transaction.set_rollback(True)


def _agrees(rent: Award) -> None:
    standing = standing_months(rent)
    freed = sum(row.freed_fen for row in rent.revocations.all())
    assert rent.amount_fen == 12 * EACH == freed + standing_fen(rent)
    assert standing_fen(rent) == len(standing) * EACH
    areas = subsidised(rent.claim.applicant.unit_code)
    assert {month for month in MONTHS if areas["workshop", month]} == set(standing)
    assert Grant.objects.open().filter(booking=rent.booking).count() == len(standing)
    assert (Claim.objects.get().state == "accepted") == (not standing)


def test_the_part_of_a_cap_that_goes_with_months_is_free_again(people, company: Applicant) -> None:
    """No scheme of today has both months and a cap; the register frees both together all the same."""
    matters = [(company.unit_code, "k", f"x|{month}") for month in MONTHS[:4]]
    cap = granting.Capped("CZ-16", "key", 100)
    booking = granting.grant(unit=company.unit_code, claim_number="X", turn=1, matters=matters, cap=cap)
    granting.release_months(booking=booking, months=MONTHS[1:2], fen=30, reason=WHY)
    assert granted_fen("CZ-16", "key") == 70
    with pytest.raises(Refused, match="尚未释放"):
        granting.release_months(booking=booking, months=MONTHS[:2], fen=30, reason=WHY)
    granting.release_months(booking=booking, months=MONTHS[:1], fen=90, reason=WHY)
    assert granted_fen("CZ-16", "key") == 0
    granting.release(booking=booking, reason=WHY)
    assert Grant.objects.open().filter(booking=booking).count() == 0


def test_what_is_told_of_a_revocation_has_its_words() -> None:
    words = detail_words({"freed_fen": 100, "months": "甲", "proposed_by": "乙", "turn": "丙"}, "award")
    assert [part.partition("：")[0] for part in words.split("；")] == ["撤销金额", "撤销的月份", "提出人", "次序"]


@pytest.mark.django_db(transaction=True)
def test_each_verb_is_a_transaction_of_its_own(award: Award, people: tuple[User, User, User]) -> None:
    """Nothing around them begins one: what locks would raise."""
    revoking.refuse(proposal=propose(award, people[1]), reason="看错了", by=actor_of(people[2]))
    assert revoking.confirm(proposal=propose(award, people[1]), by=actor_of(people[2])).whole
