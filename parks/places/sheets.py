"""Sheets of spaces, tenancies and events."""

from typing import Any

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, column, related, shown
from accounts.adminkit.widgets import RoomWidget
from accounts.models import City
from parks.models import Building, Space
from parks.places import keeping


def _buildings(actor: Actor, city: City) -> Any:
    return Building.objects.visible_to(actor).filter(park__valley__city=city)


class SpaceResource(ScopedResource):
    """Spaces, found by park, building and number: a building's name is its own within its park alone."""

    city_path = "building__park__valley__city"
    found_in = {"building": _buildings}
    park_name = shown("building__park__name", "产业园")
    building = related("building", "楼栋", "name", within=(("产业园", "park__name"),))
    number = column(Space, "number", RoomWidget())

    class Meta(ScopedResource.Meta):
        model = Space
        import_id_fields = ("building", "number")
        fields = ("park_name", "building", "number", "kind", "area_m2")

    def do_instance_save(self, instance: Space, is_create: bool) -> None:
        """A row of a sheet is written by the same verb as a form."""
        keeping.keep(instance, by=self.actor)

    def door(self) -> keeping.SpaceDoor:
        return keeping.SpaceDoor()
