"""Areas: what was subsidised month by month, and what of that was freed."""

from django.db import models
from django.db.models import Q

from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.grants.models.grants import Booking
from subsidies.grants.models.partial_releases import counted, no_more_than


class RentedMonthQuerySet(models.QuerySet):
    """Areas by month; what counts is what was not released."""

    def counted(self) -> models.QuerySet:
        """Each with `left`: the hundredths of a m² that still count."""
        return counted(self, AreaRelease.objects.all(), "area_hundredths")


class RentedMonth(models.Model):
    """Area (in hundredths of a m²) subsidised for a unit in one month, by kind of space; never changed."""

    booking = models.ForeignKey(Booking, verbose_name="登记", on_delete=models.PROTECT, related_name="rented_months")
    unit = models.CharField("单位", max_length=40)
    space = models.CharField("用途", max_length=20)
    month = models.CharField("月份", max_length=7)
    area_hundredths = models.BigIntegerField("面积（百分之一㎡）")

    objects = RentedMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "已补贴面积"
        verbose_name_plural = "已补贴面积"
        indexes = (models.Index(fields=["unit", "space", "month"], name="rented_month_of_unit"),)
        constraints = (
            models.UniqueConstraint(fields=["booking", "space", "month"], name="rented_month_once_per_booking"),
        )
        triggers = append_only("rented_month")

    def __str__(self) -> str:
        return f"{self.unit} {self.space} {self.month}"


class AreaRelease(models.Model):
    """Hundredths of a m² (`freed`) of a subsidised month that count no more: all, or a part. Never changed."""

    of = models.ForeignKey(RentedMonth, verbose_name="已补贴面积", on_delete=models.PROTECT, related_name="releases")
    freed = models.BigIntegerField("释放面积（百分之一㎡）")
    reason = CanonicalTextField("理由")
    released_at = models.DateTimeField("释放时间", auto_now_add=True)

    class Meta:
        verbose_name = "面积释放"
        verbose_name_plural = "面积释放"
        constraints = (models.CheckConstraint(condition=Q(freed__gt=0), name="area_release_positive"),)
        triggers = (
            *append_only("area_release"),
            no_more_than("area_release_within", "grants_rentedmonth", "area_hundredths", "grants_arearelease"),
        )

    def __str__(self) -> str:
        return f"{self.of} -{self.freed}"
