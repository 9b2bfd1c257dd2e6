"""A scheme compiled for columns of claims: its kernels, and the bounds within which whole numbers hold them."""

from __future__ import annotations

from collections.abc import Mapping

from subsidies.rules.columns.assembly import Assembly
from subsidies.rules.columns.kernel import Kernel
from subsidies.rules.columns.lines import explained, scales_of
from subsidies.rules.exact.inputs import Presence
from subsidies.rules.exact.values import Overflow
from subsidies.rules.model.kinds import FactType, Outcome
from subsidies.rules.model.schemes import Scheme
from subsidies.rules.words.lines import Reckoning

OUTCOMES = tuple(Outcome)
MAX_MONEY_DIGITS = 17


class ColumnProgram:
    """Kernels of one scheme, made when first needed for the columns that are there."""

    def __init__(self, scheme: Scheme, reckoning: Reckoning) -> None:
        self.scheme, self.reckoning = scheme, reckoning
        self.bits = {code: place for place, code in enumerate(scheme.reasons)}
        self.kernels: dict[tuple[str, Presence], Kernel] = {}
        self.most, self.scales = self._proven()

    @property
    def provable(self) -> bool:
        """Can whole numbers of 64 bits hold the scheme's values at all? Where not, every row is reckoned exactly."""
        return bool(self.most)

    def _assembly(self, presence: Presence) -> Assembly:
        return Assembly(self.scheme, presence, self.most, self.bits)

    def _proven(self) -> tuple[Mapping[FactType, int], Mapping[str, int]]:
        """The largest numbers for which no value of the graph can leave 64 bits, with the denominator of each source;
        both are empty when there are none."""
        for digits in range(MAX_MONEY_DIGITS, 0, -1):
            most = limits(digits)
            try:
                return most, self._tried(most)
            except Overflow:
                continue
        return {}, {}

    def _tried(self, most: Mapping[FactType, int]) -> Mapping[str, int]:
        """Makes the whole graph of the scheme once. Raises Overflow when it cannot be proven."""
        assembly = Assembly(self.scheme, Presence(), most, self.bits)
        assembly.decision()
        scales = scales_of(assembly, self.reckoning)
        explained(assembly, self.reckoning, scales)
        return scales

    def kernel(self, kind: str, presence: Presence) -> Kernel:
        """The kernel for "amount", "decision", or "explained": the decision with what its reckoning shows."""
        key = (kind, presence)
        if key not in self.kernels:
            assembly = self._assembly(presence)
            wanted = assembly.amount_alone() if kind == "amount" else assembly.decision()
            if kind == "explained":
                wanted |= explained(assembly, self.reckoning, self.scales)
            self.kernels[key] = Kernel(assembly.graph, wanted)
        return self.kernels[key]


def limits(digits: int) -> Mapping[FactType, int]:
    """Bounds for the whole numbers of each fact type when money has at most so many digits in fen."""
    return {
        FactType.MONEY: 10**digits - 1,
        FactType.DECIMAL: 10 ** min(digits, 9) - 1,
        FactType.RATE: 10**7,
        FactType.INT: 10 ** min(digits, 6) - 1,
    }
