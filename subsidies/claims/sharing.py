"""One matter that two applicants claim, in one city or in two: both claims stop at their approval, and each office sees
that there is another, until one is withdrawn or refused or two people say why both are due.

No city sees another's files: of a claim elsewhere its city, number, day and what it shares are told, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor, Role
from core import audit
from core.values.verdict import YES, Refused, Verdict, no, require
from core.walls.acting import beyond_walls
from subsidies.cases.already_granted import matters_of
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.facts import collect
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked
from subsidies.claims.near.competing import parts_words
from subsidies.claims.near.other_kinds import same_platforms_claims
from subsidies.claims.near.teams import same_teams_claims
from subsidies.claims.permissions import roles_for
from subsidies.claims.states import CLAIM, OPEN_STATES
from subsidies.grants import granting
from subsidies.grants.models import BothDue
from subsidies.grants.selectors import claims_sharing, due_beside, in_common, said_now

SAY = audit.action("say_both_due", "说明同一事项均应兑付")
audit.tell_details(other="另一申报")


@dataclass(frozen=True)
class SharedMatter:
    """Another applicant's claim for the same matter, as far as this claim's office may know of it.

    `pk` is the claim's where it is of the same city, so that its page may be opened; `open`: it is under way, else it
    was given the matter; `refused`: the rules say themselves that it was given just this matter; `settled`: two people
    said why both are due; `said` what was said of the two as they are today; `common` what they share, in words.
    """

    number: str
    city: str
    submitted_at: datetime | None
    pk: int | None
    open: bool
    refused: bool
    settled: bool
    said: list[BothDue]
    common: str
    how: str = ""  # why two teams or platforms of two kinds are taken for one

    @property
    def stops(self) -> bool:
        """Whether the approval has to wait for it. What was given just this matter speaks through the rules; one that
        was given a part of it, or the whole of which this is a part, by another city's law, does not."""
        return not self.settled and not self.refused


@beyond_walls("claims for one matter")
def shared_with(claim: Claim, ruling: Ruling) -> list[SharedMatter]:
    """The claims of other applicants that hold the claim's matter or were given it, whatever city they are in; those of
    what is taken for the same team or platform too, where the matter is the team itself or its recognition."""
    number = str(claim.number)
    told = ruling.case.matter.told
    numbers = claims_sharing(matters_of(ruling.case, ruling.collected.values), but=number, told=told)
    alike = same_teams_claims(claim) | same_platforms_claims(claim)
    rows = Claim.objects.filter(number__in={*numbers, *alike}).exclude(applicant=claim.applicant_id)
    rows = rows.select_related("city")
    settled, said = due_beside(number, told), said_now(number, told)
    paid = {str(row.booking.claim_number) for row in ruling.paid}
    return [
        SharedMatter(
            str(row.number), str(row.city), row.submitted_at, row.pk if row.city_id == claim.city_id else None,
            row.state in OPEN_STATES, str(row.number) in paid, str(row.number) in settled,
            said.get(str(row.number), []), parts_words(in_common(number, str(row.number))),
            alike.get(str(row.number), ""),
        )
        for row in rows.order_by("submitted_at", "pk")
    ]  # fmt: skip


def may_be_approved(shared: Iterable[SharedMatter]) -> Verdict:
    """Whether nothing that another applicant claims stands against the approval."""
    waiting = [f"{row.city}{row.number}{f'（{row.common}）' if row.common else ''}" for row in shared if row.stops]
    if not waiting:
        return YES
    way_out = "请等其中一件撤回或不予支持，或由两人分别说明为什么都应兑付。"
    return no(f"同一事项另有申报：{'、'.join(waiting)}。{way_out}")


def can_say(actor: Actor, claim: Claim) -> Verdict:
    """May the actor say on this claim's page why both are due? A reviewer of its city who does not act for it; of one
    that was given the matter too, so that a claim which comes later can still become due beside it."""
    if Role.REVIEWER not in roles_for(actor, claim):
        return no("由本市的审核人员说明。")
    state = CLAIM.state(claim)
    return YES if state.taken_up or state.settled else no("受理以后才能说明。")


@transaction.atomic
@beyond_walls("why both are due")
def say_both_due(*, claim: Claim, other: str, reason: str, by: Actor) -> BothDue:
    """One person says why this claim and the other are both due. With the second person's word, from the other city
    where that is another, each of the two has the matter for itself from then on.

    Raises Refused for whoever may not, without a reason, for a claim that shares nothing, and for a second word of one.
    """
    other = other.replace("\x00", "")  # no database holds it
    claim, said = _locked_with(claim, other), reason.strip()
    require(can_say(by, claim))
    ruling = ruling_on(claim.case())
    row = _other(shared_with(claim, ruling), other)
    if not said:
        raise Refused("请写明为什么两件都应兑付。")
    if by.user_id is None or any(one.said_by_id == by.user_id for one in row.said):
        raise Refused("您已经说明过，须由另一人说明。")
    there = Claim.objects.select_related("applicant", "city").get(number=row.number)
    if there.applicant_id in by.recused_from:
        raise Refused("您是（或曾是）另一申请人的经办人，须回避。")
    made = BothDue.objects.create(
        claim_number=str(claim.number), city=claim.city, other_number=row.number, other_city=there.city, reason=said,
        told="" if row.how else ruling.case.matter.told,  # each team is a matter of its own, whatever becomes of it
        common="\n".join(sorted(in_common(str(claim.number), row.number))),
        said_by_id=by.user_id,
    )  # fmt: skip
    if row.number in due_beside(str(claim.number)):
        _hold_for_itself(claim, ruling.collected.values)
        _hold_for_itself(there, collect(there.case()).values)
    audit.record(by=by, action=SAY, subject=made, chain=claim.city.key, reason=said, detail={"other": row.number})
    return made


def _locked_with(claim: Claim, other: str) -> Claim:
    """The claim, locked, and the other too, so that of two people who speak at once the second hears the first."""
    list(Claim.objects.filter(Q(pk=claim.pk) | Q(number=other)).order_by("pk").select_for_update(of=("self",)))
    return locked(claim)


def _other(rows: Iterable[SharedMatter], number: str) -> SharedMatter:
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise Refused("没有这件同一事项的申报，请核对本页的最新内容。")
    return found


def _hold_for_itself(claim: Claim, facts: Mapping[str, Any]) -> None:
    """What the claim holds, as these facts tell it apart, is its applicant's own from now on."""
    if claim.state not in OPEN_STATES or claim.number is None:
        return
    granting.end_hold(claim_number=claim.number)
    granting.hold(matters=matters_of(claim.case(), facts), claim_number=claim.number)
