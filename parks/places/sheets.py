"""Sheets of spaces, tenancies and events."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, column, related, shown
from accounts.adminkit.widgets import RoomWidget
from accounts.models import City
from parks.models import Building, Premises, Space
from parks.models.space import ALIKE
from parks.places import keeping

_FOUND_BY = ("building", "number")
ROOMS_ANEW = "这处房源里的经营场所已核验，更改后须由另一位工作人员重新核验。"


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

    def forgone_of(self, records: Sequence[Space]) -> dict[Any, str]:
        stored = [record.pk for record in records if record.pk is not None]
        rooms = Premises.objects.filter(space__in=stored, certified=True)
        return dict.fromkeys(rooms.values_list("space_id", flat=True), ROOMS_ANEW)

    def written_along(self, record: Space, before: Mapping[str, str]) -> Iterable[Premises]:
        return Premises.objects.filter(space=record.pk)

    def retold(self, record: Space, error: ValidationError) -> ValidationError:
        """A room that an earlier row of the sheet has under another spelling is told by that row."""
        told = super().retold(record, error)
        said = [one for rows in told.update_error_dict({}).values() for one in rows]
        if len(said) != 1 or said[0].code != ALIKE:
            return told
        other: str = (said[0].params or {})["other"]
        row = self.row_with(_FOUND_BY, (record.building_id, other))
        return record.alike_in_row(other, row) if row else told

    def door(self) -> keeping.SpaceDoor:
        return keeping.SpaceDoor()
