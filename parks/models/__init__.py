"""Valleys, their spaces, who is resident, and what takes place."""

from parks.models.gathering import CooperationEntity, Event, EventKind, ResearchBranch
from parks.models.space import Building, Space, SpaceKind
from parks.models.tenancy import Tenancy
from parks.models.valley import Valley, ZoneKind
from parks.models.zone import Park, Zone

__all__ = [
    "Building", "CooperationEntity", "Event", "EventKind", "Park", "ResearchBranch", "Space", "SpaceKind", "Tenancy",
    "Valley", "Zone", "ZoneKind",
]  # fmt: skip
