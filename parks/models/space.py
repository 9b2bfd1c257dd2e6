"""Buildings and the spaces that are let in them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField
from parks.models.naming import OF_A_BUILDING, OF_A_ROOM, alike_in
from parks.models.zone import Park

ALIKE = "alike"  # of a number that only is written otherwise


class SpaceKind(models.TextChoices):
    """What a space is let for."""

    WORKSHOP = "workshop", "标准厂房"
    OFFICE = "office", "办公用房"


class BuildingQuerySet(CityScopedQuerySet):
    """Buildings of a city's parks."""

    city_path = "park__valley__city_id"


class Building(models.Model):
    """A building of a park."""

    trail_kind = "building"

    park = models.ForeignKey(Park, verbose_name="产业园", on_delete=models.PROTECT, related_name="buildings")
    name = CanonicalCharField("楼栋", max_length=60)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = "楼栋"
        verbose_name_plural = "楼栋"
        ordering = ("park", "name")
        constraints = (
            models.UniqueConstraint(fields=["park", "name"], name="building_once_per_park"),
            Wall(name="building_wall", city="park__valley__city", seen_at_home=True),
        )

    def __str__(self) -> str:
        return f"{self.park} {self.name}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """One building has one name in its park: what is only written otherwise is refused."""
        super().validate_constraints(exclude)
        told = self.park_id and not {"name", "park"} & set(exclude or ())
        if told and (other := alike_in(self, "name", "park", OF_A_BUILDING)):
            said = f"这个产业园已有楼栋“{other}”，与“{self.name}”只差写法（楼、栋、座、号一类的字，标点，数字）。"
            raise ValidationError({"name": f"{said}请直接选用；确是另一栋的，请把名称写得分得开。"})


class SpaceQuerySet(CityScopedQuerySet):
    """Spaces of a city's parks."""

    city_path = "building__park__valley__city_id"


class Space(models.Model):
    """A workshop or an office that can be let as a whole; area in m² with two decimals."""

    trail_kind = "space"

    building = models.ForeignKey(Building, verbose_name="楼栋", on_delete=models.PROTECT, related_name="spaces")
    number = CanonicalCharField("房号", max_length=40)
    kind = models.CharField("用途", max_length=20, choices=SpaceKind.choices)
    area_m2 = models.DecimalField("面积（㎡）", max_digits=10, decimal_places=2)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = "房源"
        verbose_name_plural = "房源"
        ordering = ("building", "number")
        constraints = (
            models.UniqueConstraint(fields=["building", "number"], name="space_once_per_building"),
            models.CheckConstraint(
                condition=Q(area_m2__gt=0),
                name="space_has_area",
                violation_error_message="面积须大于0。",
            ),
            Wall(name="space_wall", city="building__park__valley__city", seen_at_home=True),
        )

    def __str__(self) -> str:
        return f"{self.building} {self.number}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """One room has one number in its building: what only is written otherwise is refused. Many at once are asked in
        one query (`places.keeping.SpaceDoor`)."""
        super().validate_constraints(exclude)
        told = self.building_id and not {"number", "building"} & set(exclude or ())
        if told and (other := alike_in(self, "number", "building", OF_A_ROOM)):
            raise self.taken_by(other)

    def taken_by(self, other: str) -> ValidationError:
        """Why the number cannot stand beside another one of the building."""
        said = "这栋楼已有房源“%(other)s”，与“%(own)s”只差写法（室、号、房、间一类的字，标点，数字）。"
        said += "请直接选用；确是另一间的，请把房号写得分得开。"
        told = ValidationError(said, code=ALIKE, params={"other": other, "own": self.number})
        return ValidationError({"number": told})

    def alike_in_row(self, other: str, row: int) -> ValidationError:
        """The same of a number that stands in an earlier row of one sheet."""
        said = f"与第{row}行的“{other}”只差写法（室、号、房、间一类的字，标点，数字）。"
        return ValidationError({"number": f"{said}同一间的只填一行；确是另一间的，请把房号写得分得开。"})
