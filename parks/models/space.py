"""Buildings and the spaces that are let in them."""

from django.db import models
from django.db.models import Q

from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField
from parks.models.zone import Park


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
