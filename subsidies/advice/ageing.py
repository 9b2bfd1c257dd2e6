"""Whether a kept answer still holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from core.values.periods import business_today
from enterprises.registers.selectors import changed_since
from subsidies.advice.finding import told_of
from subsidies.advice.models import EligibilityRun
from subsidies.cases.tidying import tidy_month
from subsidies.catalogue.models import Edition, EditionState
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM, GIVEN_UP_STATES, PRIVATE_STATES, ClaimState
from subsidies.policies import library

MOST_NAMED = 5
MONTHS = ("first_month", "last_month")


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
    claims = list(
        since.exclude(state__in=(*PRIVATE_STATES, *GIVEN_UP_STATES)).select_related("applicant", "city").order_by("pk")
    )
    return [row if row.get("claimed") else row | _claimed_since(row, claims) for row in rows]


def _claimed_since(row: Mapping[str, Any], claims: Iterable[Claim]) -> dict[str, Any]:
    found = next((claim for claim in claims if _is_about(row, claim)), None)
    return {"claimed": told_of(found), "draft": ""} if found else {}


def _is_about(row: Mapping[str, Any], claim: Claim) -> bool:
    """Whether a claim is what the finding offered: its draft, or the same record, year and months."""
    if row["scheme"] != claim.scheme_code:
        return False
    if row.get("draft"):
        return bool(row["draft"] == str(claim.public_id))
    facts = claim.answers.get("facts") or {}
    wanted = {name: month for name, month in (row.get("answers") or {}).items() if name in MONTHS}
    same_months = all(tidy_month(facts.get(name, "")) == month for name, month in wanted.items())
    same = (row.get("record") or "", row.get("year") or "") == (claim.record, str(claim.answers.get("year") or ""))
    return bool(row.get("about")) and same and same_months
