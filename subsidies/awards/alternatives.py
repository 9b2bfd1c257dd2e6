"""Which other schemes could pay for a claim's matter, and what each would pay."""

from dataclasses import replace

from core.values.money import InvalidAmount, parse_yuan
from subsidies.cases.already_granted import grants_for
from subsidies.cases.case import Case
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.facts import Collected, line_of, set_by_editions
from subsidies.cases.stacking import OUTSIDE, Alternative, choose
from subsidies.catalogue.in_force import released_figures, with_released_figures
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import rivals_of
from subsidies.claims.states import TAKEN_UP_STATES
from subsidies.policies import library
from subsidies.rules import Decision, Outcome, Scheme, evaluate


def choices(claim: Claim, ruling: Ruling) -> list[Alternative]:
    """Every lawful way to pay for the claim's matter, the one to take first. Reads only."""
    scheme = claim.scheme
    outside = _outside_fen(ruling.case)
    found = [_choice(scheme, claim.number or "", ruling.decision, outside)]
    found += [_of_rival(rival, outside) for rival in rivals(claim, ruling)]
    asked = {row.scheme for row in found}
    found += [
        _choice(other, "", _with_shared_facts(other, ruling.collected), outside)
        for other in same_matter(scheme)
        if other.code not in asked
    ]
    if outside:
        found.append(Alternative(OUTSIDE, "本市其他政策已给予", "", Outcome.PAYABLE, 0, outside))
    return choose(found)


def same_matter(scheme: Scheme) -> list[Scheme]:
    """The other schemes of the same city that pay for the same kind of matter."""
    return [
        other
        for other in library().schemes.values()
        if other.code != scheme.code
        and other.policy.city == scheme.policy.city
        and other.matter.kind == scheme.matter.kind
    ]


def rivals(claim: Claim, ruling: Ruling) -> list[Claim]:
    """The unit's other claims under review for the same matter under another scheme."""
    return [row for row in rivals_of(claim, ruling) if row.state in TAKEN_UP_STATES]


def _of_rival(rival: Claim, outside: int) -> Alternative:
    return _choice(rival.scheme, rival.number or "", ruling_on(rival.case()).decision, outside)


def _choice(scheme: Scheme, number: str, decision: Decision, outside: int) -> Alternative:
    amount = decision.amount or 0
    title = f"{scheme.code} {scheme.title}"
    return Alternative(scheme.code, title, number, decision.outcome, amount, amount + outside if amount else 0)


def _with_shared_facts(other: Scheme, collected: Collected) -> Decision:
    """What another scheme would say to the facts that it shares with this claim, with its own released figures and with
    what was paid for the matter already."""
    case = replace(collected.case, scheme=other)
    facts = {name: value for name, value in collected.values.items() if name in other.facts}
    facts |= {name: row.value for name, row in set_by_editions(case, facts, released_figures(other.code)).items()}
    paid = bool(grants_for(case, facts))
    return evaluate(with_released_figures(), line_of(case, facts, collected.resident), duplicate=paid)


def _outside_fen(case: Case) -> int:
    try:
        return parse_yuan(case.other_policy_amount or "0")
    except InvalidAmount:
        return 0


def better_rival(claim: Claim, ranked: list[Alternative]) -> Alternative | None:
    """The live claim of the unit that should be paid instead of this one, if any."""
    first = ranked[0] if ranked else None
    if first is None or not first.chosen or not first.claim or first.claim == claim.number:
        return None
    return first
