"""Institutes of industrial technology."""

from types import MappingProxyType

from django.db import models

from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import OwnedRecord, certified_by_another, joined, own_key_once


class Institute(OwnedRecord):
    """An institute of industrial technology by the number of its approval."""

    trail_kind = "institute"
    known_by = MappingProxyType({"name": ""})

    approval_no = CanonicalCharField("批复文号", max_length=60)
    name = CanonicalCharField("名称", max_length=120)
    approved_on = models.DateField("批复日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "产业技术研究院"
        verbose_name_plural = "产业技术研究院"
        ordering = ("-approved_on", "id")
        constraints = (
            own_key_once("institute"),
            certified_by_another("institute"),
            date_range_constraint("approved_on", "institute_approved_on_range"),
            Wall(name="institute_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.approval_no}"

    def natural_key(self) -> str:
        return joined(self.approval_no)
