"""One claim, exact and explained: the order of the questions is that of the rules for every scheme.

invalid; then not payable for window, scope and conditions; then case by case; then a missing parameter; then a missing
decision; then the amount, its cap, the higher of two policies, and zero. Amounts are whole fen, rounded down once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.model.decision import NONE
from subsidies.rules.model.header import Header, read_header
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.values import ABSENT, WRONG, Number
from subsidies.rules.single.program import FactReader, Program


class Reckoned:
    """What was found on the way, for the answer and for its explanation."""

    outcome: Outcome
    amount: int | None = None
    floor: Number | None = None
    ceiling: Number | None = None
    cap_left: Number | None = None
    cap_binds: bool = False
    reckoned: bool = False
    under_a_fen: bool = False
    shares: Mapping[str, int] = NONE

    def __init__(self, program: Program, header: Header, env: list[Any]) -> None:
        self.program, self.header, self.env = program, header, env
        self.reasons: list[str] = []


def reckon(program: Program, claim: Mapping[str, Any], duplicate: bool = False) -> Reckoned:
    """All questions in their order."""
    header = read_header(claim)
    found = Reckoned(program, header, [None] * program.size)
    read_facts(program, header, found.env)
    if header.causes:
        found.reasons = header.causes
    else:
        check_form(found)
    if found.reasons:
        found.outcome = Outcome.INVALID
        return found
    check_conditions(found, duplicate)
    if found.reasons:
        found.outcome = Outcome.NOT_PAYABLE
        return found
    settle(found)
    return found


def read_facts(program: Program, header: Header, env: list[Any]) -> None:
    """Facts into the list of values; causes into the header's list."""
    given, causes, known = header.facts, header.causes, 0
    for slot, name, read, default, optional, needed in program.reads:
        value = given.get(name, ABSENT)
        if value is ABSENT:
            if needed:
                causes.append(f"fact_missing:{name}")
            env[slot] = default
            continue
        known += 1
        if value is not None or not optional:
            value = read(value)
            if value is WRONG:
                causes.append(f"fact_wrong:{name}")
                value = None
        env[slot] = value
    if known != len(given):
        causes.append("unknown_fact")
    if program.moded:
        _read_mode(program, env, causes)
    if header.on is not WRONG:
        env[-1] = header.on.year * 12 + header.on.month - 1


def _read_mode(program: Program, env: list[Any], causes: list[str]) -> None:
    """A fact that only one mode needs is missing when that mode is chosen."""
    for fact in program.moded:
        if env[fact.slot] is None and in_mode(fact, env) and fact.wrong not in causes:
            causes.append(fact.missing)


def in_mode(fact: FactReader, env: list[Any]) -> bool:
    """Does the fact matter in this claim?"""
    return fact.mode_slot is None or env[fact.mode_slot] in fact.mode_values


def check_form(found: Reckoned) -> None:
    """Rules of form and bounds of what was decided, once every value can be read."""
    program, env = found.program, found.env
    if program.rules:
        found.reasons = [test.code for test in program.rules if not test.holds(env)]
    if program.has_bounds and out_of_bounds(found):
        found.reasons.append("decision_out_of_bounds")


def out_of_bounds(found: Reckoned) -> bool:
    """Is something decided outside what the text allows? Bounds that admit nothing are not held against a decision."""
    program, env = found.program, found.env
    for fact in program.bounded:
        value = env[fact.slot]
        if value is not None and fact.bounds and in_mode(fact, env) and beyond(value, *fact.bounds):
            return True
    if program.decision_slot is None:
        return False
    found.floor = program.floor(env) if program.floor else None
    found.ceiling = program.ceiling(env) if program.ceiling else None
    if env[program.decision_slot] is None or program.amount is None:
        return False
    return beyond(program.amount(env), found.floor, found.ceiling)


def amount_bounds(found: Reckoned) -> tuple[Number | None, Number | None] | None:
    """Between what the text leaves the amount to the office, decided or not; None where it does not, or where the claim
    is settled before bounds matter: singly, without its parameter, or invalid for more than what was decided."""
    program, outcome = found.program, found.outcome
    if program.decision_slot is None or outcome in (Outcome.CASE_BY_CASE, Outcome.NEEDS_PARAMETER):
        return None
    if outcome == Outcome.INVALID and found.reasons != ["decision_out_of_bounds"]:
        return None
    floor, ceiling = program.floor, program.ceiling
    return floor(found.env) if floor else None, ceiling(found.env) if ceiling else None


def beyond(amount: Number, floor: Number | None, ceiling: Number | None) -> bool:
    """Is it below or above? Never, where the bounds admit nothing."""
    if floor is not None and ceiling is not None and ceiling < floor:
        return False
    return (floor is not None and amount < floor) or (ceiling is not None and amount > ceiling)


def check_conditions(found: Reckoned, duplicate: bool) -> None:
    """Window, scope, the scheme's own conditions, and the matter: every failing one is noted."""
    program, header, env, reasons = found.program, found.header, found.env, found.reasons
    scheme = program.scheme
    policy = scheme.policy
    for test in program.conditions:
        if not test.holds(env):
            reasons.append(test.code)
    if not policy.first <= header.on <= policy.last and "outside_effective_period" not in reasons:
        reasons.append("outside_effective_period")
    if header.kind not in program.kinds:
        reasons.append("wrong_applicant_kind")
    if scheme.resident_asked and not header.resident and not _let_in(program, header):
        reasons.append("not_resident")
    if duplicate:
        reasons.append("duplicate_matter")


def _let_in(program: Program, header: Header) -> bool:
    """Changzhi, article 19: an enterprise from elsewhere in the city whose access the working group approved."""
    return program.scheme.outside and header.approved_outside and header.kind == ApplicantKind.ENTERPRISE


def settle(found: Reckoned) -> None:
    """Case by case, needs a parameter, needs a decision, or an amount."""
    program, env = found.program, found.env
    if program.amount is None or (program.singly and program.singly(env)):
        found.outcome = Outcome.CASE_BY_CASE
    elif program.parameters and any(env[fact.slot] is None and in_mode(fact, env) for fact in program.parameters):
        found.outcome = Outcome.NEEDS_PARAMETER
    elif program.decision_slot is not None and env[program.decision_slot] is None:
        found.outcome = Outcome.NEEDS_DECISION
    else:
        pay(found, program.amount(env))


def pay(found: Reckoned, amount: Number) -> None:
    """The amount, what is left of its cap, the higher of two policies, and zero."""
    program, other = found.program, found.header.other
    if program.cap is not None and program.prior_slot is not None:
        found.cap_left = program.cap - found.env[program.prior_slot]
        if found.cap_left <= 0:
            found.reasons = ["cap_exhausted"]
        if found.cap_left < amount:
            amount, found.cap_binds = found.cap_left, True
    found.reckoned = True
    fen = amount // 1 - other
    if not found.reasons and not amount:
        found.reasons = ["zero_amount"]
    elif not found.reasons and fen <= 0:
        found.reasons = ["other_policy_higher" if other else "zero_amount"]
    if found.reasons:
        found.outcome, found.under_a_fen = Outcome.NOT_PAYABLE, amount > other
        return
    found.outcome, found.amount = Outcome.PAYABLE, fen
    found.shares = shares_of(program, found.env, fen) if program.payers else NONE


def shares_of(program: Program, env: list[Any], amount: int) -> dict[str, int]:
    """Who pays how much of it: each up to its limit, the last one the rest."""
    shares, left = {}, amount
    for key, limit in program.payers:
        part = left if limit is None else min(left, limit(env) // 1)
        shares[key] = part
        left -= part
    return shares
