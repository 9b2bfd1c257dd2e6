"""Money that is invested, lent and guaranteed rather than granted."""

from funds.models.fund import Fund, FundStatus
from funds.models.guarantee import Guarantee
from funds.models.investment import Investment
from funds.models.listing import Market, MarketListing
from funds.models.loan import Loan, LoanKind, LoanYear

__all__ = [
    "Fund", "FundStatus", "Guarantee", "Investment", "Loan", "LoanKind", "LoanYear", "Market", "MarketListing",
]  # fmt: skip
