"""Money that is invested rather than granted."""

from funds.models.fund import Fund, FundStatus

__all__ = ["Fund", "FundStatus"]
