"""How the applicant's pages fetch a claim: their own or none."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from subsidies.engine import Scheme
from subsidies.models import Claim
from subsidies.policies import library
from subsidies.selectors import own_claims


def own_claim(request: HttpRequest, public_id: UUID) -> Claim:
    """The claim, if it is of an enterprise that the person files for; else it is not there."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    claim: Claim | None = own_claims(actor).filter(public_id=public_id).first()
    if claim is None:
        raise Http404
    return claim


def scheme_of(claim: Claim) -> Scheme:
    """The scheme that a claim asks for."""
    return library().schemes[claim.scheme_code]


def whole_number(text: Any) -> int:
    """A number from a hidden field, 0 for anything else."""
    plain = str(text or "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else 0
