"""Who people are and for which office they act."""

from accounts.models.city import FOOTER, REMEDIES, City, District, Province
from accounts.models.department import Department, DepartmentMembership
from accounts.models.membership import Membership
from accounts.models.sheet_row import RowState, SheetRow
from accounts.models.user import User

__all__ = [
    "FOOTER",
    "REMEDIES",
    "City",
    "Department",
    "DepartmentMembership",
    "District",
    "Membership",
    "Province",
    "RowState",
    "SheetRow",
    "User",
]
