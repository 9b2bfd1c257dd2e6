"""Receipts of rent of the same months for the rooms of a claim: rent that is paid in parts, or one payment twice."""

from dataclasses import dataclass
from itertools import combinations

from core.values.money import format_yuan
from parks.models import Premises, RentReceipt
from subsidies.claims.models import Claim


@dataclass(frozen=True)
class NearReceipts:
    """Two receipts for the same premises whose months overlap."""

    one: RentReceipt
    other: RentReceipt

    @property
    def how(self) -> str:
        """What is alike."""
        alike = ["月份重叠"]
        if self.one.paid_fen == self.other.paid_fen:
            alike.append(f"金额相同（{format_yuan(self.one.paid_fen)}）")
        if self.one.paid_on == self.other.paid_on:
            alike.append("付款日期相同")
        return "、".join(alike)


def near_receipts(claim: Claim) -> list[NearReceipts]:
    """The pairs among the receipts that a claim is paid by."""
    if not any(fact.certified_by == "rent_receipts" for fact in claim.scheme.facts.values()):
        return []
    case = claim.case()
    rooms, months = case.record, sorted(case.matter.months)
    if not isinstance(rooms, Premises) or not months:
        return []
    rows = rooms.rent_receipts.filter(first_month__lte=months[-1], last_month__gte=months[0])
    pairs = combinations(rows.order_by("first_month", "pk"), 2)
    return [NearReceipts(one, other) for one, other in pairs if other.first_month <= one.last_month]
