"""Whether a kept answer still holds."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from core.values.periods import business_today
from enterprises.registers.selectors import changed_since
from subsidies.advice.finding import told_of
from subsidies.advice.models import EligibilityRun
from subsidies.catalogue.models import Edition, EditionState
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM, GIVEN_UP_STATES, PRIVATE_STATES, ClaimState
from subsidies.grants.selectors import counted_for
from subsidies.policies import library

MOST_NAMED = 5  # claims, in one sentence


def stale_words(run: EligibilityRun, rows: list[dict[str, Any]]) -> str:
    """Why the answer of that check may hold no longer; empty as long as nothing speaks against it."""
    if any(row["scheme"] not in library().schemes for row in rows):
        return "核对之后，事项有增减。"
    moved = Claim.objects.filter(applicant=run.applicant_id, number__isnull=False, saved_at__gt=run.at)
    if told := [_moved(claim, run) for claim in moved.select_related("applicant", "city").order_by("pk")[:MOST_NAMED]]:
        return f"核对之后，{'；'.join(told)}。"
    if changed_since(run.applicant, run.at):
        return f"核对之后，{run.applicant.words.profile}或登记的记录有了变动。"
    documents = {library().schemes[row["scheme"]].policy.key for row in rows}
    released = Edition.objects.filter(released_at__gt=run.at, state=EditionState.RELEASED)
    if released.filter(document__key__in=documents).exists():
        return "核对之后，公布了新的标准。"
    return "" if localdate(run.at) == business_today() else "这是以前核对的结果。"


def _moved(claim: Claim, run: EligibilityRun) -> str:
    """What became of a claim since the check: that it was handed in, or where it stands now."""
    named = f"{claim.number}（{claim.scheme.title}）"
    if claim.state == ClaimState.SUBMITTED and claim.submitted_at is not None and claim.submitted_at > run.at:
        return f"您提交了 {named}"
    return f"{named}有了变动：{CLAIM.state(claim).label_applicant}"


def told_since(run: EligibilityRun, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored findings, each that has been claimed since the check with its claim: it is offered no more."""
    since = Claim.objects.filter(applicant=run.applicant_id, submitted_at__gt=run.at)
    claims = since.exclude(state__in=(*PRIVATE_STATES, *GIVEN_UP_STATES)).select_related("applicant", "city")
    found = {str(claim.number): claim for claim in claims.order_by("pk")}
    matters = {
        number: {f"{kind}|{reference}" for kind, reference in things} for number, things in counted_for(found).items()
    }
    return [row if row.get("claimed") else row | _claimed_since(row, found.values(), matters) for row in rows]


def _claimed_since(
    row: Mapping[str, Any], claims: Iterable[Claim], matters: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """The first claim of its scheme that was its draft, or has a matter that the finding offered."""
    for claim in claims:
        is_draft = row.get("draft") == str(claim.public_id)
        shares = not set(matters.get(str(claim.number), ())).isdisjoint(row.get("matters") or ())
        if claim.scheme_code == row["scheme"] and (is_draft or shares):
            return {"claimed": told_of(claim), "draft": ""}
    return {}
