"""What an applicant could claim, as it was found on a day."""

from django.db import models
from django.utils import timezone

from accounts.scope.walls import Wall
from core.models.append_only import append_only
from enterprises.models import Applicant
from enterprises.models.owned import OwnedQuerySet


class EligibilityRun(models.Model):
    """One run over all schemes. `result` holds a finding per scheme and matter: facts, reasons and reckoning."""

    trail_kind = "eligibility_run"

    applicant = models.ForeignKey(
        Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="eligibility_runs"
    )
    at = models.DateTimeField("核对时间", auto_now_add=True)
    asked_by_id = models.BigIntegerField("核对人编号", null=True, editable=False)
    engine_version = models.CharField("引擎版本", max_length=20)
    result = models.JSONField("结果", default=list)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "可申报事项核对"
        verbose_name_plural = "可申报事项核对"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["applicant", "-at"], name="eligibility_latest"),)
        triggers = append_only("eligibility")
        constraints = (Wall(name="eligibility_run_wall", parent="applicant"),)

    def __str__(self) -> str:
        return f"{self.applicant} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"
