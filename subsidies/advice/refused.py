"""What an office has refused: its matter is offered with the word of that refusal, and its money promised no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core import audit
from enterprises.models import Applicant
from subsidies.awards.record import said_last
from subsidies.cases.already_granted import apart, matters_of
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import parts_words
from subsidies.claims.states import CLAIM, ClaimState
from subsidies.grants.selectors import matter_name


@dataclass(frozen=True)
class Refusal:
    """A claim that an office refused: its matters by the name under which a finding has them, each with its
    reference."""

    claim: Claim
    matters: Mapping[str, str]

    def told(self, shared: Iterable[str]) -> dict[str, str]:
        """Number, page and reason, and which months or years of the matter it was about."""
        claim = self.claim
        return {
            "number": str(claim.number), "id": str(claim.public_id), "state": CLAIM.state(claim).label_applicant,
            "parts": parts_words(self.matters[name] for name in shared),
            "reason": said_last(claim, audit.history(claim)).rstrip("。"),
        }  # fmt: skip


def with_refusals(applicant: Applicant, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored findings, each about something that was refused under its scheme with the last word on it."""
    own = Claim.objects.filter(applicant=applicant, state=ClaimState.REFUSED)
    claims = own.select_related("applicant", "city").order_by("-saved_at", "-pk")
    refusals = [Refusal(claim, _matters(claim)) for claim in claims]
    return [row | _refused(row, refusals) for row in rows]


def _matters(claim: Claim) -> dict[str, str]:
    facts = {row["name"]: row["value"] for row in claim.facts}
    keys = apart(matters_of(claim.case_handed_in(), facts))
    return {matter_name(kind, reference): reference for _, kind, reference in keys}


def _refused(row: Mapping[str, Any], refusals: Iterable[Refusal]) -> dict[str, Any]:
    wanted = set(row.get("matters") or ())
    for refusal in refusals:
        shared = wanted.intersection(refusal.matters)
        if shared and refusal.claim.scheme_code == row["scheme"]:
            return {"refused": refusal.told(sorted(shared))}
    return {}
