"""Sheets of rooms rented elsewhere, of fit-outs and of rent that was paid.

A space of the park has its premises by its tenancy, which has a sheet of its own.
"""

from typing import Any

from import_export.fields import Field

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, column, shown
from accounts.adminkit.widgets import RelatedWidget, TextWidget
from accounts.models import City
from core.sheets.cells import CellFault, text_of
from enterprises.applicants.sheets import applicants_of
from enterprises.registers.sheets import OwnedResource
from parks.models import FitOut, Premises, RentReceipt

TENANT = ("统一社会信用代码", "applicant__unit_code")
HOUSE = (("产业园", "space__building__park__name"), ("楼栋", "space__building__name"))
ROOM = "房号"
OF_THE_PARK = "园区房源"


def _premises(actor: Actor, city: City) -> Any:
    return Premises.objects.visible_to(actor).filter(applicant__city=city)


class OwnAddressWidget(TextWidget):
    """The address of rooms rented elsewhere; those of the park, which an export has too, are kept by tenancies."""

    heads_around = (OF_THE_PARK,)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        address, space = super().clean(value), text_of((row or {}).get(OF_THE_PARK))
        if space and not address:
            raise CellFault(f"“{space[:60]}”是园区房源，由租约登记，不在这张表里填写或更改；这一行请删去。")
        return address


class PremisesResource(OwnedResource):
    """Rooms rented elsewhere, found by tenant, address and use."""

    space = shown("space", OF_THE_PARK)
    address = column(Premises, "address", OwnAddressWidget())

    class Meta(ScopedResource.Meta):
        model = Premises
        import_id_fields = ("applicant", "address", "kind")
        fields = (
            "applicant", "applicant_name", "space", "address", "kind", "area_m2", "owner", "lease_no", "leased_from",
            "leased_to", "source",
        )  # fmt: skip

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(space=None)


class PremisesWidget(RelatedWidget):
    """Premises by their address; where a row has none, those of the park by the room that it names."""

    heads_around = (ROOM, *(head for head, _ in HOUSE))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        found = super().clean(value, row, **kwargs)
        if found is not None or self.rows is None:
            return found
        by_room = RelatedWidget("space__number", (TENANT, *HOUSE))
        by_room.rows = self.rows
        return by_room.clean((row or {}).get(ROOM), row, **kwargs)


class OfPremisesResource(OwnedResource):
    """Base of what hangs on premises: those of the park by park, building and number, others by their address."""

    found_in = {"applicant": applicants_of, "premises": _premises}
    park_name = shown("premises__space__building__park__name", HOUSE[0][0])
    building_name = shown("premises__space__building__name", HOUSE[1][0])
    room = shown("premises__space__number", ROOM)
    premises = Field(attribute="premises", column_name="房屋地址", widget=PremisesWidget("address", (TENANT,)))


class FitOutResource(OfPremisesResource):
    """Fit-outs, found by premises."""

    class Meta(ScopedResource.Meta):
        model = FitOut
        import_id_fields = ("premises",)
        fields = (
            "applicant", "applicant_name", "park_name", "building_name", "room", "premises", "completed_on", "area_m2",
            "third_party_assessed", "assessed_cost_fen", "source",
        )  # fmt: skip


class RentReceiptResource(OfPremisesResource):
    """Receipts, found by premises and voucher."""

    class Meta(ScopedResource.Meta):
        model = RentReceipt
        import_id_fields = ("premises", "voucher_no")
        fields = (
            "applicant", "applicant_name", "park_name", "building_name", "room", "premises", "voucher_no",
            "first_month", "last_month", "paid_fen", "paid_on", "source",
        )  # fmt: skip
