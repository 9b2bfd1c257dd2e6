"""Whether a kept answer still holds."""

from typing import Any

from django.utils.timezone import localdate

from core.values.periods import business_today
from enterprises.registers.selectors import changed_since
from subsidies.advice.models import EligibilityRun
from subsidies.catalogue.models import Edition, EditionState
from subsidies.claims.models import Claim
from subsidies.policies import library


def stale_words(run: EligibilityRun, rows: list[dict[str, Any]]) -> str:
    """Why the answer of that check may hold no longer; empty as long as nothing speaks against it."""
    if any(row["scheme"] not in library().schemes for row in rows):
        return "核对之后，事项有增减。"
    moved = Claim.objects.filter(applicant=run.applicant_id, number__isnull=False, saved_at__gt=run.at)
    if numbers := [str(claim) for claim in moved.order_by("pk")[:5]]:
        return f"核对之后，{'、'.join(numbers)}有了变动。"
    if changed_since(run.applicant, run.at):
        return f"核对之后，{run.applicant.words.profile}或登记的记录有了变动。"
    if Edition.objects.filter(released_at__gt=run.at, state=EditionState.RELEASED).exists():
        return "核对之后，公布了新的标准。"
    return "" if localdate(run.at) == business_today() else "这是以前核对的结果。"
