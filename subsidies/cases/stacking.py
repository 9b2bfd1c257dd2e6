"""就高不重复 where several schemes could pay for one matter: every lawful choice, the higher taken, the rest kept.

Pure: choices go in, the chosen one comes out first. A matter is paid by one scheme; what another policy already gave
is a choice too (keeping it and nothing more), and a scheme that tops it up shows the sum of both.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from subsidies.rules import Outcome

OUTSIDE = "outside"  # stands behind every scheme's code, which begins with a capital letter


@dataclass(frozen=True)
class Alternative:
    """One way in which a matter could be paid. Amounts in fen.

    `scheme` is a scheme's code, or OUTSIDE for what another policy gave; `claim` the number of a claim that asks for
    it, if any; `amount_fen` what the scheme would pay now; `together_fen` that plus what was given elsewhere.
    """

    scheme: str
    title: str
    claim: str
    outcome: Outcome
    amount_fen: int
    together_fen: int
    chosen: bool = False
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def choose(choices: Iterable[Alternative]) -> list[Alternative]:
    """All choices, the one taken first and marked, each of the others with the reason why it is not.

    Taken is what brings the unit most in sum; between equals the scheme that is asked for by a claim, then the
    scheme's code, so that the order in which choices arrive never matters.
    """
    ranked = sorted(choices, key=_rank)
    if not ranked or ranked[0].together_fen == 0:
        return [replace(row, reason=_why_nothing(row)) for row in ranked]
    first, rest = ranked[0], ranked[1:]
    return [replace(first, chosen=True, reason="同一事项就高，采用这一项。"), *(_rejected(row, first) for row in rest)]


def _rank(row: Alternative) -> tuple[int, bool, str]:
    return (-row.together_fen, not row.claim, row.scheme)


def _rejected(row: Alternative, taken: Alternative) -> Alternative:
    if row.together_fen == 0:
        return replace(row, reason=_why_nothing(row))
    if row.together_fen == taken.together_fen:
        return replace(row, reason=f"与“{taken.title}”金额相同，同一事项只兑付一次。")
    return replace(row, reason=f"低于“{taken.title}”，同一事项就高不重复。")


def _why_nothing(row: Alternative) -> str:
    return {
        Outcome.NEEDS_PARAMETER: "标准尚未公布，现在不能比较。",
        Outcome.NEEDS_DECISION: "金额须由审核人在限额内核定，核定前不能比较。",
        Outcome.CASE_BY_CASE: "一事一议，没有公式，不参与比较。",
        Outcome.INVALID: "这一条所需的事实不全。",
    }.get(row.outcome, "按这一条不予兑付。")
