"""What an office finds an applicant to be, on which document, from which day."""

from django.conf import settings
from django.db import models

from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class DesignationKind(models.TextChoices):
    """What can be found; each stands as a flag with the applicant, under the name in `FLAGS`."""

    SCI_TECH = "sci_tech_applicant", "科技型企业"
    SERVICE_BODY = "service_body", "科技服务机构"
    APPROVED_OUTSIDE = "approved_outside", "经专班审核的谷外企业"


FLAGS = {
    DesignationKind.SCI_TECH: "is_sci_tech",
    DesignationKind.SERVICE_BODY: "is_service_body",
    DesignationKind.APPROVED_OUTSIDE: "approved_outside",
}


class Designation(models.Model):
    """One finding: it holds, or it holds no more, by a document of a day. The newest of a kind is the present one."""

    trail_kind = "designation"

    applicant = models.ForeignKey(Applicant, verbose_name="单位", on_delete=models.PROTECT, related_name="designations")
    kind = models.CharField("核定事项", max_length=30, choices=DesignationKind.choices)
    holds = models.BooleanField("是否属于")
    document = CanonicalCharField("依据文件", max_length=200)
    decided_on = models.DateField("核定日期")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "主体核定"
        verbose_name_plural = "主体核定"
        ordering = ("-id",)
        triggers = append_only("designation")
        constraints = (
            date_range_constraint("decided_on", "designation_decided_on_range"),
            models.CheckConstraint(
                condition=~models.Q(document=""), name="designation_by_a_document",
                violation_error_message="请写明依据文件。",
            ),
            Wall(name="designation_wall", parent="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.applicant} {self.get_kind_display()}"
