"""Sheets of spaces, tenancies and events."""

from typing import Any

from accounts.actor import Actor
from accounts.exchanging import ScopedResource, related, shown
from accounts.models import City
from enterprises.resources import enterprises_of
from parks.models import Building, CooperationEntity, Event, ResearchBranch, Space, Tenancy


def _buildings(actor: Actor, city: City) -> Any:
    return Building.objects.visible_to(actor).filter(park__valley__city=city)


def _spaces(actor: Actor, city: City) -> Any:
    return Space.objects.visible_to(actor).filter(building__park__valley__city=city)


class SpaceResource(ScopedResource):
    """Spaces, found by park, building and number: a building's name is its own within its park alone."""

    city_path = "building__park__valley__city"
    found_in = {"building": _buildings}
    park_name = shown("building__park__name", "产业园")
    building = related("building", "楼栋", "name", within={"产业园": "park__name"})

    class Meta(ScopedResource.Meta):
        model = Space
        import_id_fields = ("building", "number")
        fields = ("park_name", "building", "number", "kind", "area_m2")


class TenancyResource(ScopedResource):
    """Tenancies, found by space and first day; a space by park, building and number."""

    city_path = "space__building__park__valley__city"
    found_in = {"space": _spaces, "enterprise": enterprises_of}
    park_name = shown("space__building__park__name", "产业园")
    building_name = shown("space__building__name", "楼栋")
    space = related("space", "房号", "number", within={"产业园": "building__park__name", "楼栋": "building__name"})
    enterprise = related("enterprise", "统一社会信用代码", "uscc")
    enterprise_name = shown("enterprise__name", "企业")

    class Meta(ScopedResource.Meta):
        model = Tenancy
        import_id_fields = ("space", "starts_on")
        fields = (
            "park_name", "building_name", "space", "enterprise", "enterprise_name", "starts_on", "ends_on",
            "monthly_rent_fen",
        )  # fmt: skip

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(enterprise__in=self.actor.enterprise_ids)


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
