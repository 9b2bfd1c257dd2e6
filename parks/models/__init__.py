"""Valleys, their spaces, who is resident, and what takes place."""

from parks.models.entry import EntryRequest, EntryState
from parks.models.fit_out import FitOut
from parks.models.gathering import CooperationEntity, Event, EventKind, ResearchBranch
from parks.models.premises import Premises
from parks.models.rent_receipt import RentReceipt
from parks.models.service import ParkService, ServiceWindow
from parks.models.space import Building, Space, SpaceKind
from parks.models.tenancy import Tenancy
from parks.models.valley import Valley, ZoneKind
from parks.models.zone import Park, Zone

__all__ = [
    "Building", "CooperationEntity", "EntryRequest", "EntryState", "Event", "EventKind", "FitOut", "Park",
    "ParkService", "Premises", "RentReceipt", "ResearchBranch", "ServiceWindow", "Space", "SpaceKind", "Tenancy",
    "Valley", "Zone", "ZoneKind",
]  # fmt: skip
