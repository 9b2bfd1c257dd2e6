"""The register of what was given: matters, holds, grants and releases, caps and areas."""

from subsidies.grants.models.areas import AreaRelease, RentedMonth
from subsidies.grants.models.caps import Bucket, CapGrant, CapRelease
from subsidies.grants.models.grants import Booking, Grant, Release
from subsidies.grants.models.matters import Hold, Matter
from subsidies.grants.models.shared import BothDue

__all__ = [
    "AreaRelease",
    "Booking",
    "BothDue",
    "Bucket",
    "CapGrant",
    "CapRelease",
    "Grant",
    "Hold",
    "Matter",
    "Release",
    "RentedMonth",
]
