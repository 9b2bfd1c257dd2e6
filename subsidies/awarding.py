"""Reckoning: what a claim comes to now, and the award that is frozen once it is approved."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from accounts.actor import SYSTEM
from core import outbox
from core.money import format_yuan, parse_yuan
from subsidies import facts, ledger
from subsidies.alternatives import better_rival, choices
from subsidies.engine import ENGINE_VERSION, Decision, Step, evaluate
from subsidies.facts import Collected
from subsidies.models import Award, CapGrant, Claim, Matter, PolicyDocument, RentedMonth
from subsidies.months import months_between
from subsidies.parameters import hold_figures, released_figures, with_released_figures
from subsidies.policies import library
from subsidies.stacking import Choice
from subsidies.transitions import locked, move

ONCE = "同一单位不得因同一事项重复享受政策"


def outlook(claim: Claim) -> Decision:
    """What the claim would come to if it were reckoned now. Nothing is stored or locked."""
    return reckoned(claim, facts.collect(claim))


def reckoned(claim: Claim, collected: Collected) -> Decision:
    """The engine's decision on what was collected, with matters that are already paid counted as a reason."""
    duplicates = ledger.taken(matters(claim, collected))
    decision = evaluate(with_released_figures(), collected.claim, duplicate=bool(duplicates))
    if duplicates and "duplicate_matter" in decision.reasons:
        return _with_earlier_claims(decision, duplicates)
    return _resolved(claim, decision)


def matters(claim: Claim, collected: Collected) -> list[ledger.MatterKey]:
    """The matters that the claim is about, as far as they are known."""
    values = collected.claim.get("facts", {})
    return ledger.matters_of(claim, library().schemes[claim.scheme_code], values)


def _with_earlier_claims(decision: Decision, duplicates: list[Matter]) -> Decision:
    earlier = sorted({str(row.award.claim.number) for row in duplicates})
    step = Step(label="同一事项已兑付", figure="、".join(earlier), rule=ONCE, binding=True)
    return decision._replace(steps=(*decision.steps, step))


def _resolved(claim: Claim, decision: Decision) -> Decision:
    """一事一议: the sum that the working group agreed on stands in the reckoning as a step of its own."""
    agreed = claim.decided.get("resolution")
    if decision.outcome != "case_by_case" or not agreed:
        return decision
    fen = parse_yuan(agreed["value"])
    step = Step(label="议定金额", figure=format_yuan(fen), rule=f"一事一议，依据：{agreed['reason']}", binding=True)
    return decision._replace(amount=fen, steps=(*decision.steps, step))


@outbox.handles("subsidies.reckon")
def reckon(claim_id: int, version: int) -> None:
    """Worker: reckon an approved claim and freeze the award, once. Runs inside the outbox's transaction.

    A claim that moved on meanwhile (`version`) is left alone. Cap buckets are locked before anything is read from
    them, and matters are taken under their unique constraint, so that order and number of claims never change sums.
    """
    claim = locked(Claim.objects.get(pk=claim_id))
    if claim.state != "approved" or claim.version != version:
        return
    _lock_ledgers(claim)
    collected = facts.collect(claim)
    if collected.errors:
        move(claim, "reopen", by=SYSTEM, reason="；".join(collected.errors.values()))
        return
    decision = reckoned(claim, collected)
    ranked = choices(claim, collected, decision)
    better = better_rival(claim, ranked) if decision.outcome == "payable" else None
    if better is not None:
        reason = f"同一事项另有申报{better.claim}（{better.title}）金额更高，按就高不重复应由其兑付。"
        move(claim, "reopen", by=SYSTEM, reason=reason)
    else:
        _conclude(claim, collected, decision, ranked)


def _lock_ledgers(claim: Claim) -> None:
    """Take the locks in one order: the released figures, the unit's matters, then the cap's bucket."""
    hold_figures()
    ledger.lock_unit(claim.enterprise.uscc)
    scheme = library().schemes[claim.scheme_code]
    key = ledger.bucket_key(claim, scheme, claim.on) if claim.on else None
    if key is not None:
        ledger.locked_bucket(scheme.code, key)


def _conclude(claim: Claim, collected: Collected, decision: Decision, ranked: list[Choice]) -> None:
    if decision.outcome == "needs_parameter":
        move(claim, "wait", by=SYSTEM, reason="条款的标准尚未公布。")
    elif decision.outcome in ("payable", "not_payable") or decision.amount is not None:
        award = _freeze(claim, collected, decision, ranked)
        step = "decline" if award.outcome == "not_payable" else "award"
        move(claim, step, by=SYSTEM, detail={"amount_fen": award.amount_fen, "sha256": award.sha256})
        outbox.enqueue("subsidies.notice", key=f"notice:{award.pk}", award_id=award.pk)
    else:
        move(claim, "reopen", by=SYSTEM, reason=_why_reopened(decision))


def _why_reopened(decision: Decision) -> str:
    sentences = "；".join(text for _, text in decision.problems)
    return sentences or "核算时缺少应由审核人核定的金额，请核定后重新审核。"


def _freeze(claim: Claim, collected: Collected, decision: Decision, ranked: list[Choice]) -> Award:
    """Store the award with all that it was reckoned from, take its matters, book its caps and areas."""
    scheme = library().schemes[claim.scheme_code]
    award = Award(
        claim=claim, document=PolicyDocument.objects.get(key=scheme.policy.key), outcome=decision.outcome,
        amount_fen=decision.amount or 0, shares=dict(decision.shares), entitlements=dict(decision.entitlements),
        reasons=list(decision.reasons), steps=[_step_json(row) for row in decision.steps], basis=decision.basis,
        claim_input=collected.claim, sources=collected.sources, figures=_figures(scheme.code, collected),
        alternatives=[row.as_json() for row in ranked if row.scheme != scheme.code],
        rules_sha256=scheme.policy.edition, engine_version=ENGINE_VERSION, reckoned_at=timezone.now(),
    )  # fmt: skip
    award.sha256 = content_hash(award)
    award.save(force_insert=True)
    if award.amount_fen > 0:
        _book(claim, award, collected)
    return award


def _step_json(step: Step) -> dict[str, Any]:
    return {"label": step.label, "figure": step.figure, "rule": step.rule, "binding": step.binding}


def _figures(scheme_code: str, collected: Collected) -> list[dict[str, Any]]:
    """Every released figure of the scheme: those read as facts, and those that supersede a named figure."""
    scheme = library().schemes[scheme_code]
    superseding = [row for row in released_figures(scheme_code) if row.name not in scheme.facts]
    return [row.as_json() for row in (*collected.figures, *superseding)]


def content_hash(award: Award) -> str:
    """SHA-256 over everything that the award froze."""
    names = ("outcome", "amount_fen", "shares", "entitlements", "reasons", "steps", "basis", "claim_input",
             "sources", "figures", "alternatives", "rules_sha256", "engine_version")  # fmt: skip
    content = {name: getattr(award, name) for name in names} | {"claim": award.claim.number}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _book(claim: Claim, award: Award, collected: Collected) -> None:
    scheme = library().schemes[claim.scheme_code]
    Matter.objects.bulk_create(
        Matter(unit=unit, kind=kind, reference=reference, award=award)
        for unit, kind, reference in matters(claim, collected)
    )
    key = ledger.bucket_key(claim, scheme, claim.on) if claim.on else None
    if key is not None:
        bucket = ledger.locked_bucket(scheme.code, key)
        CapGrant.objects.create(bucket=bucket, award=award, amount_fen=award.amount_fen)
    if "other_subsidised_area_m2" in scheme.facts:
        _book_area(claim, award, collected.claim["facts"])


def _book_area(claim: Claim, award: Award, values: dict[str, Any]) -> None:
    area = parse_yuan(str(values["area_m2"]))  # two decimals, as money: hundredths of a m²
    RentedMonth.objects.bulk_create(
        RentedMonth(award=award, unit=claim.enterprise.uscc, space=values["space"], month=month, area_hundredths=area)
        for month in months_between(values["first_month"], values["last_month"])
    )


def rereckon_waiting(scheme_codes: set[str], claims: Any) -> list[Claim]:
    """The claims among `claims` that waited for a parameter of these schemes and could be reckoned now."""
    waiting = claims.filter(state="waiting_parameter", scheme_code__in=scheme_codes).select_related(
        "enterprise", "city"
    )
    return [row for row in waiting if outlook(row).outcome != "needs_parameter"]
