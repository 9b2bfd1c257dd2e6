"""The claims on the first page: an applicant's own, an office's by state."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.actor.roles import CLAIM_READERS
from accounts.pages.first_page import FirstPage, on_first_page
from accounts.requests.portal_request import PortalRequest
from enterprises.applicants.current import acting_applicant, current_applicant
from enterprises.models import Applicant
from subsidies.awards.selectors import award_of, left_fen, with_award
from subsidies.claims.messaging import with_unread
from subsidies.claims.models import Claim
from subsidies.claims.selectors import queues_of
from subsidies.claims.series.periods import next_periods
from subsidies.claims.states import EDITABLE_STATES, FINAL_STATES, IN_HAND_STATES, STATES, Stage
from subsidies.policies import library
from subsidies.portal.dossier import next_step, shape_of
from subsidies.portal.filing import about_persons

SHOWN = 5


@dataclass(frozen=True)
class ShelfLine:
    """A claim in a short list: what it asks for, how the applicant is told of its state, who acts next, and what stands
    of its award (fen) where a part was taken back, or what was lost where all of it was; whether a message is new."""

    claim: Claim
    title: str
    state: Stage
    next_step: str
    left: int | None
    lost_fen: int | None
    unread: bool

    @property
    def shape(self) -> str:
        return shape_of(self.state)


@dataclass(frozen=True)
class Shelf:
    """A few claims under a heading, and how many there are in all."""

    title: str
    lines: tuple[ShelfLine, ...]
    count: int


@on_first_page(FirstPage.APPLICANT, place=10, template="subsidies/home/claims.html")
def own_claims(request: PortalRequest) -> dict[str, Any]:
    """`shelves`, `has_claims`: whether there is any at all, and `due`: the next periods that can be claimed."""
    applicant = acting_applicant(request)
    shelves, due = shelves_of(applicant, request.actor), next_periods([applicant.pk])
    return {"shelves": shelves, "has_claims": any(shelf.count for shelf in shelves), "due": due}


@on_first_page(FirstPage.VISITOR, FirstPage.STRANGER)
def ways_for_everybody(request: PortalRequest) -> dict[str, Any]:
    """`schemes_url` and `verify_url`: what can be applied for, and where a notice is checked."""
    return {"schemes_url": reverse("subsidies:scheme_list"), "verify_url": reverse("subsidies:verify")}


@on_first_page(FirstPage.APPLICANT, place=30, template="subsidies/home/links.html", aside=True)
def ways_to_policies(request: PortalRequest) -> dict[str, Any]:
    """Nothing but its template."""
    return {}


@on_first_page(FirstPage.OFFICE, place=10, template="subsidies/home/states.html")
def claims_at_the_desk(request: PortalRequest) -> dict[str, Any]:
    """`reads_claims`: whether claims are this office's; `queues`, and `list_url` where each can be opened."""
    reads = bool(request.actor.city_ids(*CLAIM_READERS))
    queues = queues_of(request.actor) if reads else []
    return {"reads_claims": reads, "queues": queues, "list_url": reverse("admin:claims_claim_changelist")}


@on_first_page(FirstPage.OFFICIAL, place=10, template="subsidies/home/states.html")
def claims_by_state(request: PortalRequest) -> dict[str, Any]:
    """`queues`, for an official of a city: the province reads no city's claims."""
    return {"reads_claims": bool(request.actor.city_ids(Role.OFFICIAL)), "queues": queues_of(request.actor)}


def shelves_of(applicant: Applicant, actor: Actor) -> list[Shelf]:
    """The applicant's claims: those that wait for the applicant first, those with a message that nobody has read at
    their head, then those in hand, then the finished."""
    own = list(with_award(Claim.objects.visible_to(actor).filter(applicant=applicant).order_by("-saved_at")))
    unread = with_unread([row.pk for row in own], of_office=False)
    todo = [row for row in own if row.pk in unread] + [row for row in own if row.state in EDITABLE_STATES]
    parts = [("等您处理", list(dict.fromkeys(todo)))]
    for title, states in (("办理中", IN_HAND_STATES), ("已办结", FINAL_STATES)):
        parts.append((title, [row for row in own if row.state in states and row.pk not in unread]))
    return [_shelf(title, rows, unread) for title, rows in parts]


def _shelf(title: str, claims: list[Claim], unread: Collection[int]) -> Shelf:
    schemes = library().schemes
    titles = {row.scheme_code: schemes[row.scheme_code].title for row in claims if row.scheme_code in schemes}
    lines = (_line(row, titles.get(row.scheme_code, row.scheme_code), row.pk in unread) for row in claims[:SHOWN])
    return Shelf(title, tuple(lines), len(claims))


def _line(claim: Any, title: str, unread: bool) -> ShelfLine:
    award, state = award_of(claim), STATES[claim.state]
    step = next_step(claim, claim.scheme) if claim.scheme_code in library().schemes else state.next_step
    left, lost = (left_fen(award), None) if award else (None, claim.revoked_fen)
    return ShelfLine(claim, title, state, step, left, lost, unread)


def for_many_words(request: HttpRequest | None) -> str:
    """What the way from the roster to claims for many is called; nothing where no scheme pays for a person."""
    asked: Any = request
    applicant = current_applicant(asked) if hasattr(request, "actor") else None
    return "为多人申报" if applicant and about_persons(applicant) else ""
