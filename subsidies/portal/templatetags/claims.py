"""Small words of the claim pages: `{% load claims %}`."""

from collections.abc import Mapping

from django import template

from core.files import ACCEPT
from subsidies.awards import presenting
from subsidies.awards.models import Award, Revocation, RevocationProposal
from subsidies.awards.presenting import awarded_words, part_words, revoked_parts
from subsidies.awards.record import period_of
from subsidies.awards.selectors import left_fen, standing_fen
from subsidies.catalogue.figures import how_much
from subsidies.catalogue.questions import HEAD
from subsidies.claims.corrections.comparing import MarkedPlace
from subsidies.claims.models import Claim
from subsidies.rules import Scheme

register = template.Library()


@register.simple_tag
def accepted_files() -> str:
    """The endings that a file picker offers."""
    return ACCEPT


@register.filter
def anchor(name: str) -> str:
    """The id of a question's control on the form."""
    return f"id_{name}" if name in HEAD else f"id_fact_{name}"


@register.filter
def place_anchor(row: MarkedPlace) -> str:
    """Where on the form a mark stands."""
    return f"{anchor(row.name)}_marked" if row.paper is None else f"paper-{row.paper}"


@register.filter
def said_at(marks: Mapping[str, str] | str, name: str) -> str:
    """What was marked at a place of the form; empty where nothing was."""
    return marks.get(name, "") if isinstance(marks, Mapping) else ""


@register.filter
def worth(scheme: Scheme) -> str:
    """How much it gives, in the words that hold today."""
    return how_much(scheme)


@register.filter
def period(claim: Claim) -> str:
    """For which months or which year a claim is; empty where it is for neither."""
    return period_of(claim)


@register.filter
def standing(award: Award) -> int:
    """What counts of an award's amount, in fen."""
    return standing_fen(award)


@register.filter
def awarded(award: Award) -> str:
    """The awarded sum in words, with what was taken back of it and what stands."""
    return awarded_words(award)


@register.filter
def wholly_revoked(amount_fen: int) -> str:
    """Of an award of that amount nothing stands."""
    return presenting.wholly_revoked(amount_fen)


@register.filter
def taken_back(award: Award) -> str:
    """Which months of an award were taken back; empty where none was."""
    return revoked_parts(award)


@register.filter
def left(award: Award) -> int | None:
    """What stands today of an award of which a part was taken back, in fen; None where all of it stands."""
    return left_fen(award)


@register.filter
def part(row: Revocation | RevocationProposal) -> str:
    """What of an award is taken back: 全部, or its months."""
    return part_words(row)
