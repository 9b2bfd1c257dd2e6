"""What an office marks as wrong when it sends a claim back, and what has changed once it comes again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.values.text import clean_prose
from subsidies.claims.corrections.comparing import WhatChanged, compared
from subsidies.claims.corrections.marking import Marked
from subsidies.claims.corrections.places import ClaimPlace, places_of
from subsidies.claims.models import Claim
from subsidies.claims.models.returns import MOST_SAID
from subsidies.claims.states import EDITABLE_STATES

MARK = "mark-"


@dataclass(frozen=True)
class PlaceToMark:
    """A place with what is typed for it."""

    place: ClaimPlace
    typed: str


@dataclass(frozen=True)
class CorrectionFile:
    """The marks of a claim's page: the places that may be marked now, the last marks with what has changed since;
    `back`: whether it was handed in again."""

    papers: Sequence[PlaceToMark]
    questions: Sequence[PlaceToMark]
    found: WhatChanged | None
    back: bool


def correction_file(claim: Claim, typed: Mapping[str, str], *, may: bool) -> CorrectionFile:
    """For the page of a claim; no places where it cannot be sent back (`may`)."""
    rows = [PlaceToMark(row, typed.get(row.name, "")) for row in places_of(claim)] if may else []
    return CorrectionFile(
        papers=[row for row in rows if row.place.of_paper], questions=[row for row in rows if not row.place.of_paper],
        found=compared(claim, inside=True), back=claim.state not in EDITABLE_STATES,
    )  # fmt: skip


def marks_sent(sent: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by place; nothing of those left empty."""
    found = ((name.removeprefix(MARK), str(sent[name])) for name in sent if name.startswith(MARK))
    return {place: said for place, said in found if said.strip()}


def marks_of(typed: Mapping[str, str]) -> list[Marked]:
    """The same as the verb takes it. Raises ValidationError where a text cannot be kept."""
    return [Marked(place, clean_prose(said, MOST_SAID)) for place, said in typed.items()]
