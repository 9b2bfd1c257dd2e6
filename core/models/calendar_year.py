"""The days off of one year and the weekends worked instead, as operators have read them from the notice."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.values.text import CanonicalCharField, CanonicalTextField, date_range_constraint


class CalendarYearState(models.TextChoices):
    """Entered by one person, released or sent back by another."""

    DRAFT = "draft", "待发布"
    RELEASED = "released", "已发布"
    REJECTED = "rejected", "已退回"


class CalendarYear(models.Model):
    """A year's notice and what was read from it: `days` says of each day that it names whether it is worked.

    Every other day of the year follows the week. Once released it is never changed: a later one of the same year
    stands in its place, and says in `reason` why. Who entered and released it are numbers of users, who stand above
    this app.
    """

    trail_kind = "calendar_year"

    year = models.PositiveSmallIntegerField("年份")
    state = models.CharField("状态", max_length=20, choices=CalendarYearState.choices, default=CalendarYearState.DRAFT)
    source_number = CanonicalCharField("通知文号", max_length=80)
    source_date = models.DateField("通知日期")
    text = CanonicalTextField("通知原文")
    days = models.JSONField("放假和调休上班的日期")
    reason = CanonicalTextField("更正理由", blank=True)
    entered_by_id = models.BigIntegerField("录入人")
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    released_by_id = models.BigIntegerField("发布人", null=True)
    released_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = "节假日安排"
        verbose_name_plural = "节假日安排"
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["year"], condition=Q(state=CalendarYearState.DRAFT), name="calendar_year_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(released_by_id=None) | ~Q(released_by_id=F("entered_by_id")),
                name="calendar_year_released_by_another",
                violation_error_message="发布人不能是录入人本人。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CalendarYearState.RELEASED)
                | Q(released_by_id__isnull=False, released_at__isnull=False),
                name="calendar_year_released_by_somebody",
                violation_error_message="已发布的节假日安排必须有发布人和发布时间。",
            ),
            date_range_constraint("source_date", "calendar_year_source_date_range"),
        )
        triggers = (
            pgtrigger.Protect(
                name="calendar_year_settled",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=CalendarYearState.DRAFT.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}年节假日安排"

    @property
    def is_draft(self) -> bool:
        return self.state == CalendarYearState.DRAFT
