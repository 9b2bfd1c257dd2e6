"""The rooms that an applicant works in: a space of the park, or rooms that it rents elsewhere by itself."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.scope.walls import Wall
from core.values.bounds import above_zero
from core.values.numbers import plain_decimal
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import OwnedRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from parks.models.naming import whole_as_one
from parks.models.space import Space, SpaceKind

SELF_RENTED = ~Q(address="") & ~Q(kind="") & Q(area_m2__isnull=False, leased_from__isnull=False)
OF_THE_PARK = Q(
    space__isnull=False, address="", owner="", lease_no="", kind="", area_m2=None, leased_from=None, leased_to=None
)


OF_A_LEASE = ("lease_no", "leased_from", "leased_to")


def names_room(address: str, space: Space, *, in_park: bool = True) -> bool:
    """Whether an address, as a key, names the park (`in_park`), the building and the number of a space, in whatever
    order."""
    address, number = whole_as_one(address), re.escape(whole_as_one(joined(space.number)))
    parts = [joined(space.building.name), *([joined(str(space.building.park))] if in_park else [])]
    return all(part in address for part in parts) and re.search(rf"(?<![0-9]){number}(?![0-9])", address) is not None


class Premises(OwnedRecord):
    """One tenant's hold on one place, be its terms one or several.

    Of a space of the park, its tenancies say months and rent, and the space says kind and area; such a row is kept by
    the verb that keeps tenancies. Rooms rented elsewhere (自行租用) are described here. Two tenants of one place, one
    after the other, have a row each: the place is the same, and no month of it is supported twice.
    """

    trail_kind = "premises"

    space = models.ForeignKey(
        Space, verbose_name="园区房源", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="premises",
    )  # fmt: skip
    address = CanonicalCharField("房屋地址", max_length=150, blank=True, help_text="写到楼栋、楼层和房号。")
    kind = models.CharField("房屋用途", max_length=20, choices=SpaceKind.choices, blank=True)
    area_m2 = models.DecimalField("租用面积（㎡）", max_digits=10, decimal_places=2, null=True, blank=True)
    owner = CanonicalCharField("出租方", max_length=100, blank=True)
    lease_no = CanonicalCharField("租赁合同编号", max_length=80, blank=True)
    leased_from = models.DateField("租期起", null=True, blank=True)
    leased_to = models.DateField("租期止", null=True, blank=True, help_text="合同没有写明到期日的，不填。")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "经营场所"
        verbose_name_plural = "经营场所"
        ordering = ("applicant", "id")
        constraints = (
            own_key_once("premises"),
            certified_by_another("premises"),
            date_range_constraint("leased_from", "premises_leased_from_range"),
            date_range_constraint("leased_to", "premises_leased_to_range"),
            above_zero("area_m2", "premises_have_area", "面积须大于0。"),
            models.CheckConstraint(
                condition=OF_THE_PARK | (Q(space=None) & SELF_RENTED),
                name="premises_of_the_park_or_described",
                violation_error_message="自行租用的房屋，请填写地址、用途、面积和租期起。",
            ),
            models.CheckConstraint(
                condition=Q(leased_to=None) | Q(leased_to__gte=F("leased_from")),
                name="premises_lease_ends_after_it_starts",
                violation_error_message="租期止不能早于租期起。",
            ),
            Wall(name="premises_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return str(self.space) if self.space_id else self.address

    def natural_key(self) -> str:
        return f"space|{self.space_id}" if self.space_id else joined(self.address)

    def said_elsewhere(self, name: str) -> str:
        """Of a space of the park its tenancies and the space say it all."""
        if self.space is None:
            return ""
        known = {
            "kind": SpaceKind(self.space.kind).label,
            "area_m2": plain_decimal(self.space.area_m2),
            "owner": "园区",
        }
        if name in OF_A_LEASE:
            known |= self._terms()
        return str(known.get(name, ""))

    def _terms(self) -> dict[str, str]:
        """The days of its tenancies, the earliest first: one after the other where there were several."""
        space = self.space
        rows = [row for row in space.tenancies.all() if row.applicant_id == self.applicant_id] if space else []
        rows.sort(key=lambda row: row.starts_on)
        ends = [row.ends_on.isoformat() if row.ends_on else "长期" for row in rows]
        starts = "、".join(row.starts_on.isoformat() for row in rows)
        return {"lease_no": "见园区租约", "leased_from": starts, "leased_to": "、".join(ends)}

    def clean(self) -> None:
        """A room of the park is chosen, not described a second time."""
        super().clean()
        wanted = "" if self.space_id or not self.applicant_id else joined(self.address)
        if not wanted:
            return
        spaces = Space.objects.filter(building__park__valley__city=self.applicant.city_id)
        for space in spaces.select_related("building__park"):
            if names_room(wanted, space):
                said = f"这是园区的房源“{space}”，请直接选用；记录里没有的，请联系园区服务窗口。"
                raise ValidationError({"address": said})

    @property
    def is_the_offices(self) -> bool:
        """Of a space of the park: its tenancy is put right, which the operator keeps."""
        return not self.is_self_rented

    @property
    def is_self_rented(self) -> bool:
        """Whether the tenant rents it from others than the park."""
        return self.space_id is None

    @property
    def used_as(self) -> str:
        """Workshop or office."""
        return self.space.kind if self.space else self.kind

    @property
    def let_area_m2(self) -> Decimal:
        """How much is let."""
        return (self.space.area_m2 if self.space else self.area_m2) or Decimal(0)
