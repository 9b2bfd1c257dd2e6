"""The fitting out of premises."""

from django.db import models
from django.db.models import Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import above_zero, not_negative
from core.values.text import date_range_constraint
from enterprises.models import PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from parks.models.premises import Premises


class FitOut(PartRecord):
    """How premises were fitted out, once each; money in fen, area in m². Empty until it is completed or assessed."""

    trail_kind = "fit_out"
    part_of = "premises"

    premises = models.ForeignKey(Premises, verbose_name="经营场所", on_delete=models.PROTECT, related_name="fit_outs")
    completed_on = models.DateField("竣工验收日期", null=True, blank=True, help_text="尚未完成的，不填。")
    area_m2 = models.DecimalField("实际装修面积（㎡）", max_digits=10, decimal_places=2)
    third_party_assessed = models.BooleanField("装修总费用经第三方评估", default=False)
    assessed_cost_fen = models.BigIntegerField("第三方评估的装修总费用（分）", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "装修"
        verbose_name_plural = "装修"
        ordering = ("premises", "id")
        constraints = (
            own_key_once("fit_out"),
            certified_by_another("fit_out"),
            date_range_constraint("completed_on", "fit_out_completed_on_range"),
            above_zero("area_m2", "fit_out_has_area", "面积须大于0。"),
            not_negative("assessed_cost_fen", "fit_out_cost_not_negative"),
            models.CheckConstraint(
                condition=Q(third_party_assessed=False) | Q(assessed_cost_fen__isnull=False),
                name="fit_out_assessed_at_a_cost",
                violation_error_message="已经第三方评估的，请填写评估的装修总费用。",
            ),
            Wall(name="fit_out_wall", parent="applicant"),
            Together(name="fit_out_with_premises", field="premises", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.premises} 装修"

    def natural_key(self) -> str:
        return joined(self.whole_identity)

    @property
    def completed(self) -> bool:
        """Whether the work is finished."""
        return self.completed_on is not None
