"""Reckoning: what a claim comes to now, and the award that is frozen once it is approved."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from accounts.actor import SYSTEM
from core import outbox
from subsidies.awards.alternatives import better_rival, choices
from subsidies.awards.booking import book, lock_register
from subsidies.awards.models import Award
from subsidies.awards.selectors import next_turn
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.facts import Collected
from subsidies.cases.stacking import Alternative
from subsidies.catalogue.in_force import hold_figures, released_figures
from subsidies.catalogue.models import PolicyDocument
from subsidies.claims.guards import record_counts
from subsidies.claims.models import Claim
from subsidies.claims.moving import locked, move
from subsidies.claims.parked import RECKON
from subsidies.claims.states import ClaimState
from subsidies.policies import library
from subsidies.rules import ENGINE_VERSION, Decision, Outcome, Step


@outbox.handles(RECKON, words="核算申报")
def reckon(claim_id: int, version: int) -> None:
    """Worker: reckon an approved claim and freeze the award, once. Runs inside the outbox's transaction.

    A claim that moved on meanwhile (`version`) is left alone. Cap buckets are locked before anything is read from
    them, and matters are taken under their unique constraint, so that order and number of claims never change sums.
    """
    claim = locked(Claim.objects.get(pk=claim_id))
    if claim.state != ClaimState.APPROVED or claim.version != version:
        return
    case = claim.case()
    hold_figures()  # the released figures first, then the register: one order of locks
    lock_register(case)
    ruling = ruling_on(case)
    if ruling.collected.errors:
        move(claim, "reopen", by=SYSTEM, reason="；".join(ruling.collected.errors.values()))
        return
    if not (verdict := record_counts(claim, ruling, SYSTEM)):
        move(claim, "reopen", by=SYSTEM, reason=verdict.reason)
        return
    ranked = choices(claim, ruling)
    better = better_rival(claim, ranked) if ruling.decision.outcome == Outcome.PAYABLE else None
    if better is not None:
        reason = f"同一事项另有申报{better.claim}（{better.title}）金额更高，按就高不重复应由其兑付。"
        move(claim, "reopen", by=SYSTEM, reason=reason)
    else:
        _conclude(claim, ruling, ranked)


def _conclude(claim: Claim, ruling: Ruling, ranked: list[Alternative]) -> None:
    decision = ruling.decision
    if decision.outcome == Outcome.NEEDS_PARAMETER:
        move(claim, "wait", by=SYSTEM, reason="条款的标准尚未公布。")
    elif decision.outcome in (Outcome.PAYABLE, Outcome.NOT_PAYABLE) or decision.amount is not None:
        award = _freeze(claim, ruling, ranked)
        step = "decline" if award.outcome == Outcome.NOT_PAYABLE else "award"
        move(claim, step, by=SYSTEM, detail={"amount_fen": award.amount_fen, "sha256": award.sha256})
        outbox.enqueue("awards.notice", key=f"notice:{award.pk}", award_id=award.pk)
    else:
        move(claim, "reopen", by=SYSTEM, reason=_why_reopened(decision))


def _why_reopened(decision: Decision) -> str:
    sentences = "；".join(text for _, text in decision.problems)
    return sentences or "核算时缺少应由审核人核定的金额，请核定后重新审核。"


def _freeze(claim: Claim, ruling: Ruling, ranked: list[Alternative]) -> Award:
    """Enter in the register what the award takes, and store the award with all that it was reckoned from."""
    scheme, turn, collected, decision = claim.scheme, next_turn(claim), ruling.collected, ruling.decision
    fen = decision.amount or 0
    award = Award(
        claim=claim, turn=turn, booking=book(ruling, number=str(claim.number), turn=turn, fen=fen) if fen else None,
        document=PolicyDocument.objects.get(key=scheme.policy.key), outcome=decision.outcome,
        amount_fen=fen, shares=dict(decision.shares), entitlements=dict(decision.entitlements),
        reasons=list(decision.reasons), steps=[step_json(row) for row in decision.steps], basis=decision.basis,
        claim_input=collected.claim, sources=collected.sources, figures=_figures(scheme.code, collected),
        alternatives=[row.as_json() for row in ranked if row.scheme != scheme.code],
        rules_sha256=scheme.policy.edition, engine_version=ENGINE_VERSION, reckoned_at=timezone.now(),
    )  # fmt: skip
    award.sha256 = content_hash(award)
    award.save()
    return award


def step_json(step: Step) -> dict[str, Any]:
    """A step of the reckoning as an award stores it."""
    return {"label": step.label, "figure": step.figure, "rule": step.rule, "binding": step.binding}


def _figures(scheme_code: str, collected: Collected) -> list[dict[str, Any]]:
    """Every released figure of the scheme: those read as facts, and those that supersede a named figure."""
    scheme = library().schemes[scheme_code]
    superseding = [row for row in released_figures(scheme_code) if row.name not in scheme.facts]
    return [row.as_json() for row in (*collected.figures, *superseding)]


def content_hash(award: Award) -> str:
    """SHA-256 over everything that the award froze."""
    names = ("turn", "outcome", "amount_fen", "shares", "entitlements", "reasons", "steps", "basis", "claim_input",
             "sources", "figures", "alternatives", "rules_sha256", "engine_version")  # fmt: skip
    content = {name: getattr(award, name) for name in names} | {"claim": award.claim.number}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
