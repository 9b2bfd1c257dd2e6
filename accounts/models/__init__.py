"""Who people are and for which office they act."""

from accounts.models.city import City, District, Province
from accounts.models.department import Department, DepartmentMembership
from accounts.models.membership import Membership
from accounts.models.user import User

__all__ = [
    "City",
    "Department",
    "DepartmentMembership",
    "District",
    "Membership",
    "Province",
    "User",
]
