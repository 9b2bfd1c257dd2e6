"""What an applicant reports of a calendar year."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.scope.walls import Wall
from core.values.bounds import year_within
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import OwnedRecord, certified_by_another, own_key_once


class YearlyFacts(OwnedRecord):
    """Figures of one applicant and one calendar year. Money in fen; empty means not reported, never 0."""

    trail_kind = "yearly_facts"

    applicant = models.ForeignKey(Applicant, verbose_name="单位", on_delete=models.PROTECT, related_name="yearly_facts")
    year = models.PositiveSmallIntegerField("年度")
    revenue_fen = models.BigIntegerField("营业收入（分）", null=True, blank=True)
    employees = models.PositiveIntegerField("从业人数", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "年度数据"
        verbose_name_plural = "年度数据"
        ordering = ("-year",)
        constraints = (
            own_key_once("yearly_facts"),
            certified_by_another("yearly_facts"),
            year_within("year", "yearly_facts_year_range"),
            Wall(name="yearly_facts_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.applicant} {self.year}年"

    def clean(self) -> None:
        """A year of which nothing is said is no report."""
        super().clean()
        if self.revenue_fen is None and self.employees is None:
            raise ValidationError({"revenue_fen": "营业收入和从业人数至少填写一项。"})

    def natural_key(self) -> str:
        return str(self.year)
