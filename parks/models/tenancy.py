"""Tenancies: which applicant has which space, from when to when."""

from collections.abc import Collection
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.actor import Actor
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.values.text import date_range_constraint
from enterprises.models import Applicant
from parks.models.space import Space

OPEN_END = "9999-12"
ENDS_TOO_EARLY = "到期日不能早于起租日。"


class TenancyQuerySet(ScopedQuerySet):
    """Seen by the tenant and by the offices of the city whose park it is."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(space__building__park__valley__city_id__in=actor.city_ids())

    def current(self, on: date) -> "TenancyQuerySet":
        """Those that hold on a day, first and last day included."""
        return self.filter(Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on)))


class Tenancy(models.Model):
    """An applicant's tenancy of one space. Rent in fen a month; an open end means until further notice."""

    trail_kind = "tenancy"

    space = models.ForeignKey(Space, verbose_name="房源", on_delete=models.PROTECT, related_name="tenancies")
    applicant = models.ForeignKey(
        Applicant,
        verbose_name="入驻单位",
        on_delete=models.PROTECT,
        related_name="tenancies",
    )
    starts_on = models.DateField("起租日")
    ends_on = models.DateField("到期日", null=True, blank=True)
    monthly_rent_fen = models.BigIntegerField("月租金（分）", null=True, blank=True)

    objects = TenancyQuerySet.as_manager()

    class Meta:
        verbose_name = "入驻（租约）"
        verbose_name_plural = "入驻（租约）"
        ordering = ("-starts_on",)
        constraints = (
            date_range_constraint("starts_on", "tenancy_starts_on_range"),
            date_range_constraint("ends_on", "tenancy_ends_on_range"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="tenancy_ends_after_it_starts",
                violation_error_message=ENDS_TOO_EARLY,
            ),
            ExclusionConstraint(
                name="tenancies_of_a_space_do_not_overlap",
                expressions=[
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("space", RangeOperators.EQUAL),
                ],
                violation_error_message="同一房源的租期不能重叠。",
            ),
            Wall(name="tenancy_wall", city="space__building__park__valley__city", organisation="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.applicant} · {self.space}"

    def clean(self) -> None:
        """An end before the start is said here: the database cannot make a range of it to look for overlaps."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ENDS_TOO_EARLY})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Which tenancy stands in the way is said here; the database knows only that there is one."""
        known = self.space_id is not None and self.starts_on is not None
        other = self._overlapping() if known else None
        if other is not None:
            until = f"至{other.ends_on.isoformat()}" if other.ends_on else "，没有写到期日"
            term = f"自{other.starts_on.isoformat()}起{until}"
            raise ValidationError(f"同一房源的租期不能重叠：{other.space}已由{other.applicant}承租，租期{term}。")
        super().validate_constraints(exclude)

    def _overlapping(self) -> "Tenancy | None":
        others = Tenancy.objects.filter(space=self.space_id).exclude(pk=self.pk).select_related("applicant")
        after = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return (after.filter(starts_on__lte=self.ends_on) if self.ends_on else after).order_by("starts_on").first()

    @property
    def first_month(self) -> str:
        """The calendar month (YYYY-MM) in which it begins."""
        return f"{self.starts_on:%Y-%m}"

    @property
    def last_month(self) -> str:
        """The calendar month in which it ends; later than any other while the end is open."""
        return f"{self.ends_on:%Y-%m}" if self.ends_on else OPEN_END
