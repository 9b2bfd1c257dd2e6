"""Sheets of events and of those who take part."""

from accounts.adminkit.sheets import ScopedResource
from parks.models import CooperationEntity, Event, ResearchBranch


class EventResource(ScopedResource):
    """Events, found by name and day."""

    class Meta(ScopedResource.Meta):
        model = Event
        import_id_fields = ("name", "held_on")
        fields = ("name", "kind", "held_on")


class CooperationEntityResource(ScopedResource):
    """Cooperation entities, found by name."""

    class Meta(ScopedResource.Meta):
        model = CooperationEntity
        import_id_fields = ("name",)
        fields = ("name", "university", "status", "source")


class ResearchBranchResource(ScopedResource):
    """Branches, found by name."""

    class Meta(ScopedResource.Meta):
        model = ResearchBranch
        import_id_fields = ("name",)
        fields = ("name", "institute", "status", "set_up_on")
