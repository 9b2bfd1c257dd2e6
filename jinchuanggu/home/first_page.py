"""What each kind of person finds on the first page: what waits for them, and where to begin."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from accounts.actor import Actor, roles
from core.values.workflow import State
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES, FINAL_STATES, IN_HAND_STATES, PRIVATE_STATES, STATES
from subsidies.policies import library

SHOWN = 5
OVERVIEW_ROLES = frozenset({roles.OFFICIAL, roles.PROVINCIAL_OFFICIAL})


@dataclass(frozen=True)
class ShelfLine:
    """A claim in a short list: what it asks for, and how the applicant is told of its state."""

    claim: Claim
    title: str
    state: State


@dataclass(frozen=True)
class Shelf:
    """A few claims under a heading, and how many there are in all."""

    title: str
    lines: tuple[ShelfLine, ...]
    count: int


@dataclass(frozen=True)
class Queue:
    """How many claims of an office's city are in a state."""

    state: State
    count: int


def kind_of(actor: Actor) -> str:
    """Which first page: visitor, applicant, official, office or stranger (an account that acts for nobody)."""
    if not actor.is_authenticated:
        return "visitor"
    if actor.applicant_ids:
        return "applicant"
    if not actor.is_staff:
        return "stranger"
    held = {row.role for row in actor.standings}
    return "official" if held <= OVERVIEW_ROLES else "office"


def shelves_of(applicant: Applicant, actor: Actor) -> list[Shelf]:
    """The applicant's claims: those that wait for the applicant first, then those in hand, then the finished."""
    own = Claim.objects.visible_to(actor).filter(applicant=applicant).order_by("-saved_at")
    parts = (("等您处理", EDITABLE_STATES), ("办理中", IN_HAND_STATES), ("已办结", FINAL_STATES))
    return [_shelf(title, [row for row in own if row.state in states]) for title, states in parts]


def queues_of(actor: Actor) -> list[Queue]:
    """Counts by state of the claims that an office may see, in the order of the road; none for states without."""
    counted = Claim.objects.visible_to(actor).exclude(state__in=PRIVATE_STATES).order_by().values("state")
    counts = dict(counted.annotate(number=Count("pk")).values_list("state", "number"))
    return [Queue(state, counts[name]) for name, state in STATES.items() if name in counts]


def missing_particulars(applicant: Applicant) -> list[str]:
    """What the profile does not say yet, in the words of the form."""
    wanted: Iterable[tuple[str, object]] = (
        ("法定代表人", applicant.legal_person),
        ("成立日期", applicant.registered_on),
        ("注册资本", applicant.registered_capital_fen),
        ("地址", applicant.address),
        ("产业领域", applicant.industry),
    )
    return [label for label, value in wanted if value in (None, "")]


def _shelf(title: str, claims: list[Claim]) -> Shelf:
    schemes = library().schemes
    titles = {row.scheme_code: schemes[row.scheme_code].title for row in claims if row.scheme_code in schemes}
    lines = (ShelfLine(row, titles.get(row.scheme_code, row.scheme_code), STATES[row.state]) for row in claims[:SHOWN])
    return Shelf(title, tuple(lines), len(claims))
