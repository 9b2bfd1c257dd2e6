"""What the engine answers: the outcome, the money, the reasons and the reckoning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from subsidies.rules.model.kinds import Outcome

NONE: Mapping[str, int] = MappingProxyType({})
NONE_SAID: Mapping[str, str] = MappingProxyType({})
BINDING_MARK = "（以此为限）"


class Step(NamedTuple):
    """One line of the reckoning. `binding`: this limit decided the amount."""

    label: str
    figure: str
    rule: str
    binding: bool = False

    def to_json(self) -> dict[str, str]:
        return {"label": self.label, "figure": self.figure, "rule": self.rule + (BINDING_MARK if self.binding else "")}


class Decision(NamedTuple):
    """The answer to one claim; money in whole fen. `reasons` are codes in alphabetical order.

    `floor` and `ceiling` are told where the amount is still to be decided. `bounds` has the same two of an explained
    answer whether it was decided or not, so that they are read from the answer to a decision that they refuse.
    """

    outcome: Outcome
    scheme: str | None
    basis: str
    amount: int | None = None
    floor: int | None = None
    ceiling: int | None = None
    shares: Mapping[str, int] = NONE
    entitlements: Mapping[str, int] = NONE
    reasons: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    id: Any = None
    sentences: Mapping[str, str] = NONE_SAID
    bounds: tuple[int | None, int | None] | None = None

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Of an invalid claim: the fact or header field that each cause is about, with its sentence."""
        if self.outcome != Outcome.INVALID:
            return ()
        return tuple((code.partition(":")[2] or code, self.sentences.get(code, code)) for code in self.reasons)

    def to_json(self, *, steps: bool = True) -> dict[str, Any]:
        """The line of the batch answer; `steps=False` leaves the reckoning empty."""
        return {
            "id": self.id,
            "scheme": self.scheme,
            "outcome": self.outcome.value,
            "amount": yuan(self.amount),
            "floor": yuan(self.floor),
            "ceiling": yuan(self.ceiling),
            "shares": {payer: yuan(fen) for payer, fen in self.shares.items()},
            "entitlements": {key: yuan(fen) for key, fen in self.entitlements.items()},
            "reasons": list(self.reasons),
            "basis": self.basis,
            "steps": [step.to_json() for step in self.steps] if steps else [],
        }


def yuan(fen: int | None) -> str | None:
    """Fen as yuan with two decimals: 12345 is 123.45; None stays None."""
    if fen is None:
        return None
    return f"{fen // 100}.{fen % 100:02d}"
