"""Where a fact of a case comes from."""

from enum import StrEnum


class FactSource(StrEnum):
    """The five places from which a fact is known; their words stand in subsidies.cases.presenting."""

    CERTIFIED = "certified"
    DECLARED = "declared"
    OFFICER = "officer"
    PARAMETER = "parameter"
    LEDGER = "ledger"
