"""Money that is invested rather than granted."""

from funds.models.fund import Fund

__all__ = ["Fund"]
