"""The day and the reference of a claim: from the form while it can be changed, frozen once it is handed in."""

from datetime import date

from django.core.exceptions import ValidationError

from core.values.text import canonical_key, clean_text
from subsidies.cases.tidying import typed_day
from subsidies.catalogue.questions import reference_is_own_code
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES
from subsidies.policies import library

MAX_REFERENCE = 120


def day_of(claim: Claim) -> date | None:
    """The day on which the matter arose; None as long as it is not known."""
    if claim.on is not None and claim.state not in EDITABLE_STATES:
        return claim.on
    return typed_day(claim.answers.get("on") or "")


def reference_of(claim: Claim) -> str:
    """What names the matter, as typed; the applicant's own credit code where the matter is the applicant."""
    if claim.reference and claim.state not in EDITABLE_STATES:
        return claim.reference
    if reference_is_own_code(library().schemes[claim.scheme_code]):
        return claim.applicant.uscc
    return str(claim.answers.get("reference") or "")


def reference_problem(text: str, label: str) -> str:
    """Why the text cannot name a matter; empty when it can."""
    if not text.strip():
        return f"请填写{label}。"
    try:
        canonical_key(clean_text(text, MAX_REFERENCE))
    except ValidationError as error:
        return f"{label}：{error.messages[0]}"
    return ""
