"""One claim put before a library: the decision on it, with its reckoning step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from subsidies.rules.formulas import nodes as n
from subsidies.rules.language import facts_used
from subsidies.rules.library import Compiled, Library
from subsidies.rules.linting.use import deep_inside
from subsidies.rules.model.decision import NONE, Decision
from subsidies.rules.model.header import claim_id
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.model.schemes import Requirement, Scheme
from subsidies.rules.model.values import WRONG, Number, read_day
from subsidies.rules.single.program import Program
from subsidies.rules.single.reckoning import Reckoned, amount_bounds, reckon


def evaluate(lib: Library, claim: Mapping[str, Any], *, duplicate: bool = False, explain: bool = True) -> Decision:
    """The decision on one claim in the catalogue's form. Never raises for what a claim may hold.

    `duplicate` says that its matter has been paid already; `explain=False` leaves out the steps and the bounds.
    """
    compiled = compiled_for(lib, claim)
    if compiled is None:
        return unknown_scheme(claim)
    return answer(compiled, reckon(compiled.single, claim, duplicate), claim_id(claim), explain=explain)


def failing_by(lib: Library, code: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of the conditions that fail by these facts alone: whatever the others are, and on whatever day."""
    editions = (lib.compiled[code], *(later for _, later in lib.superseded.get(code, ())))
    first, *others = (_failing(compiled.single, facts) for compiled in editions)
    return tuple(one for one in first if all(one in codes for codes in others))


def _failing(program: Program, facts: Mapping[str, Any]) -> list[str]:
    env: list[Any] = [None] * program.size
    known = set()
    for fact in program.facts:
        value = fact.read(facts[fact.name]) if fact.name in facts else WRONG
        if value is not WRONG:
            env[fact.slot] = value
            known.add(fact.name)
    settled = (test for test in program.conditions if _rests_on(program.scheme, test.requirement, known))
    return [test.code for test in settled if not test.holds(env)]


def _rests_on(scheme: Scheme, condition: Requirement, known: set[str]) -> bool:
    """Whether the condition reads no other facts than these, and not the day."""
    used = facts_used(condition.holds, scheme.steps, scheme.figures)
    parts = deep_inside(scheme, condition.holds)
    return used <= known and not any(isinstance(part, n.Given) and part.name == "on_month" for part in parts)


def compiled_for(lib: Library, claim: Mapping[str, Any]) -> Compiled | None:
    """What the claim is reckoned by: its scheme with the figures of its day; None where no scheme can be found."""
    code = claim.get("scheme")
    if type(code) is not str:
        return None
    if code not in lib.superseded:
        return lib.compiled.get(code)
    on = read_day(claim.get("on"))
    return lib.compiled_on(code, None if on is WRONG else on)


def unknown_scheme(claim: Mapping[str, Any]) -> Decision:
    """The answer where no scheme can be found."""
    scheme = claim.get("scheme")
    code = "header_missing:scheme" if scheme is None else "unknown_scheme"
    return Decision(Outcome.INVALID, scheme if type(scheme) is str else None, "", reasons=(code,), id=claim_id(claim))


def answer(compiled: Compiled, found: Reckoned, id_: Any, *, explain: bool) -> Decision:
    """The decision as it is given out."""
    program, outcome = compiled.single, found.outcome
    deciding = outcome == Outcome.NEEDS_DECISION
    return Decision(
        outcome,
        program.code,
        program.basis,
        found.amount,
        whole(found.floor) if deciding else None,
        whole(found.ceiling) if deciding else None,
        found.shares,
        program.entitlements if outcome == Outcome.PAYABLE else NONE,
        tuple(sorted(set(found.reasons))) if found.reasons else (),
        compiled.words.steps(found) if explain else (),
        id_,
        program.sentences,
        _bounds(found) if explain else None,
    )


def _bounds(found: Reckoned) -> tuple[int | None, int | None] | None:
    bounds = amount_bounds(found)
    return bounds and (whole(bounds[0]), whole(bounds[1]))


def whole(value: Number | None) -> int | None:
    """Fen rounded down, where there is a value."""
    return None if value is None else value // 1
