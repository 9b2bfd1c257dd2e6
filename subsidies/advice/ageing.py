"""Whether a kept answer still holds."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from core.values.periods import business_today
from enterprises.models import Applicant
from enterprises.registers.selectors import changed_since
from subsidies.advice.finding import EligibilityFinding, told_of
from subsidies.advice.groups import Nearness, claim_of
from subsidies.advice.models import EligibilityRun
from subsidies.advice.refused import with_refusals
from subsidies.cases.presenting import PERIOD
from subsidies.catalogue.models import Edition, EditionState
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import parts_words
from subsidies.claims.states import CLAIM, GIVEN_UP_STATES, PRIVATE_STATES, ClaimState
from subsidies.grants.selectors import counted_matters, matter_name
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
    """The stored findings, each that has been claimed since the check with its claim: it is offered no more. Where a
    part of its matter was, it is said which, and the sum is left to a new check. What an office refused says so."""
    since = Claim.objects.filter(applicant=run.applicant_id, submitted_at__gt=run.at)
    claims = since.exclude(state__in=(*PRIVATE_STATES, *GIVEN_UP_STATES)).select_related("applicant", "city")
    return with_refusals(run.applicant, _told(rows, list(claims.order_by("pk"))))


def _told(rows: list[dict[str, Any]], claims: list[Claim]) -> list[dict[str, Any]]:
    counted = counted_matters([str(claim.number) for claim in claims])
    matters = {number: {matter_name(*thing) for thing in things} for number, things in counted.items()}
    return [row if row.get("claimed") else row | _since(row, claims, matters) for row in rows]


def _since(row: Mapping[str, Any], claims: Iterable[Claim], matters: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """What has changed of a finding by the claims of its scheme: those that were its draft, have its matters,
    or are about its record where that did not tell its matter yet."""
    own = [claim for claim in claims if claim.scheme_code == row["scheme"]]
    wanted = set(row.get("matters") or ())
    shared = {claim: wanted.intersection(matters.get(str(claim.number), ())) for claim in own}
    about = [claim for claim in own if shared[claim]]
    taken = set[str]().union(*shared.values())
    bare = [] if wanted else [claim for claim in own if claim.record and claim.record == _whole_record(row)]
    handed_in = next((claim for claim in own if row.get("draft") == str(claim.public_id)), None)
    told = {"draft": ""} if handed_in else {}
    if handed_in and str(handed_in.number) in matters:
        return told | {"claimed": told_of(handed_in)}
    if bare or (taken and taken == wanted):
        return told | {"claimed": told_of((bare or about)[0])}
    return told | (_of_a_part(sorted(taken), about) if taken else {})


def _whole_record(row: Mapping[str, Any]) -> str:
    """The record of a finding, where it is claimed as a whole and not by its months or years."""
    scheme = library().schemes.get(row["scheme"])
    by_parts = scheme is None or any(part in scheme.matter.adds for part in PERIOD)
    return "" if by_parts else str(row.get("record") or "")


def _of_a_part(taken: Iterable[str], claims: Iterable[Claim]) -> dict[str, Any]:
    numbers = "、".join(str(claim.number) for claim in claims)
    note = f"其中{parts_words(taken)}已由{numbers}申报；请重新核对，再看其余的。"
    return {"note": note, "amount_fen": None, "most_fen": None, "headline": "请重新核对", "answers": {}, "steps": []}


def claimed_besides(applicant: Applicant, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A row for each claim of the applicant that counts and that no finding names: its months lie before those that can
    be claimed next."""
    named = {claim_of(row).get("number") for row in rows}
    own = Claim.objects.filter(applicant=applicant, number__isnull=False).exclude(number__in=named)
    claims = {str(claim.number): claim for claim in own.select_related("applicant", "city").order_by("-submitted_at")}
    counted = counted_matters(claims)
    return [_row_of(claim, counted[number]) for number, claim in claims.items() if number in counted]


def _row_of(claim: Claim, matters: Iterable[tuple[str, str]]) -> dict[str, Any]:
    scheme, parts = claim.scheme, parts_words(reference for _, reference in matters)
    named = claim.about if scheme.matter.reference_label else ""
    return EligibilityFinding(
        scheme=scheme.code, title=scheme.title, basis=scheme.basis, article=scheme.article_label,
        city=scheme.policy.city, kind=scheme.matter.kind, status=Nearness.CLAIMED, headline="",
        about="，".join(filter(None, (named, parts))), claimed=told_of(claim),
    ).as_json()  # fmt: skip
