"""Valleys, their spaces, who is resident, and what takes place."""

from parks.models.gathering import CooperationEntity, Event, ResearchBranch
from parks.models.space import Building, Space
from parks.models.tenancy import Tenancy
from parks.models.valley import Valley
from parks.models.zone import Park, Zone

__all__ = [
    "Building", "CooperationEntity", "Event", "Park", "ResearchBranch", "Space", "Tenancy", "Valley", "Zone",
]  # fmt: skip
