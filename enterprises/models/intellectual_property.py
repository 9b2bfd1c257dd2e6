"""Applications for intellectual property."""

from types import MappingProxyType

from django.db import models

from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import OwnedRecord, certified_by_another, joined, key_once


class PropertyKind(models.TextChoices):
    """What kind of right is applied for."""

    INVENTION = "invention", "发明专利"
    UTILITY_MODEL = "utility_model", "实用新型"
    DESIGN = "design", "外观设计"
    SOFTWARE_COPYRIGHT = "software_copyright", "软件著作权"


class IntellectualProperty(OwnedRecord):
    """One application, by its number."""

    trail_kind = "intellectual_property"
    known_by = MappingProxyType({"title": ""})

    applicant = models.ForeignKey(
        Applicant, verbose_name="单位", on_delete=models.PROTECT, related_name="intellectual_property"
    )
    kind = models.CharField("类别", max_length=30, choices=PropertyKind.choices)
    application_no = CanonicalCharField("申请号", max_length=60)
    title = CanonicalCharField("名称", max_length=120)
    filed_on = models.DateField("申请日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "知识产权"
        verbose_name_plural = "知识产权"
        ordering = ("-filed_on",)
        constraints = (
            key_once("ip_application"),
            certified_by_another("ip_application"),
            date_range_constraint("filed_on", "ip_filed_on_range"),
            Wall(name="intellectual_property_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.application_no}"

    def natural_key(self) -> str:
        return joined(self.kind, self.application_no)
