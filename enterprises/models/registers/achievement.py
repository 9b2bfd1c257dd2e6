"""The results library: results of research."""

from types import MappingProxyType

from django.db import models
from django.db.models import Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.tables.keying import OneOnly
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import CityRecordQuerySet
from enterprises.models.registered import CityRecord, certified_by_another, joined, own_key_once


class Achievement(CityRecord):
    """A result of the results library; it counts as promoted from the day a promotion or transfer is recorded.

    Those whose owner is in the register stand under it; the others are the city's entries of the library.
    """

    trail_kind = "achievement"
    known_by = MappingProxyType({"title": ""})

    title = CanonicalCharField("成果名称", max_length=160)
    owner = CanonicalCharField("成果单位", max_length=120)
    registration_no = CanonicalCharField("成果登记号", max_length=60, blank=True, help_text="没有登记的不填。")
    field = CanonicalCharField("技术领域", max_length=60, blank=True)
    industry = CanonicalCharField("应用产业", max_length=60, blank=True)
    promoted_on = models.DateField("推广（转化）日期", null=True, blank=True)

    objects = CityRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "科技成果"
        verbose_name_plural = "科技成果"
        ordering = ("city", "id")
        constraints = (
            own_key_once("achievement"),
            certified_by_another("achievement"),
            date_range_constraint("promoted_on", "achievement_promoted_on_range"),
            OneOnly(
                fields=["city", "key"], condition=Q(applicant=None), name="achievement_once_per_city",
                violation_error_message="成果库中已有这项成果，请不要重复登记。",
            ),
            Wall(name="achievement_wall", city="city", organisation="applicant"),
            Together(name="achievement_with_applicant", field="applicant", what="city"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> str:
        number = joined(self.registration_no)
        return number or self._named()

    def _named(self) -> str:
        return joined(self.title, self.owner)

    def further_keys(self) -> tuple[str, ...]:
        """One title of one owner is one result, registered or not."""
        return (self._named(),)
