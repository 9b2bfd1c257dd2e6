"""The way to the roster: offered to those who can employ people."""

from typing import Any

from django.http import HttpRequest

from enterprises.applicants.current import current_applicant
from enterprises.registers.register import registers
from talent.models import Engagement


def roster_words(request: HttpRequest | None) -> str:
    """What the way to the roster is called; nothing where the applicant has no roster."""
    asked: Any = request
    applicant = current_applicant(asked) if hasattr(request, "actor") else None
    return "人才名册" if applicant and applicant.kind in registers()[Engagement.trail_kind].kinds else ""
