"""How many working days a city promises for a step of its offices, with the document that says so."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalCharField, date_range_constraint
from subsidies.claims.states import OFFICE_STEPS

MOST_DAYS = 250


class PromisedDays(models.Model):
    """A promise of a city for one step, for what comes to that step on or after `from_day`.

    It is never changed: a later one takes its place for what comes later, so that no running clock is moved.
    """

    trail_kind = "promised_days"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="promised_days")
    step = models.CharField("环节", max_length=20, choices=list(OFFICE_STEPS.items()))
    working_days = models.PositiveSmallIntegerField(
        "承诺时限（工作日）", validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text="到达这一环节的次日起算，退回补正和等待标准公布的日子不计。",
    )  # fmt: skip
    basis_title = CanonicalCharField("依据文件", max_length=200)
    basis_number = CanonicalCharField("文号", max_length=80)
    from_day = models.DateField("自何日起适用", help_text="这一天及以后到达这一环节的申报按此计算。")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="录入人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "承诺时限"
        verbose_name_plural = "承诺时限"
        ordering = ("city__code", "step", "-from_day", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=MOST_DAYS),
                name="promised_days_range",
                violation_error_message=f"承诺时限应为1至{MOST_DAYS}个工作日。",
            ),
            date_range_constraint("from_day", "promised_days_from_day_range"),
            Wall(name="promised_days_wall", city="city", seen_at_home=True),
        )
        triggers = append_only("promised_days")

    def __str__(self) -> str:
        return f"{self.city}{self.get_step_display()} {self.working_days} 个工作日"

    @property
    def basis(self) -> str:
        """The document that promises it."""
        return f"《{self.basis_title}》（{self.basis_number}）"
