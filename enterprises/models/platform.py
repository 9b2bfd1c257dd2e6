"""Innovation platforms: laboratories, centres, incubators."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import City
from accounts.scope import CityScopedQuerySet
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.applicant import Applicant
from enterprises.models.recognition import RecognitionLevel
from enterprises.models.registered import RegisterRecord, certified_by_another, joined, key_once


class PlatformCategory(models.TextChoices):
    """What kind of platform it is."""

    STATE_KEY_LAB = "state_key_lab", "国家重点实验室"
    PROVINCIAL_KEY_LAB = "provincial_key_lab", "省重点实验室"
    PROVINCIAL_LABORATORY = "provincial_laboratory", "山西省实验室"
    PROVINCIAL_PILOT_BASE = "provincial_pilot_base", "省中试基地"
    PROVINCIAL_TECH_INNOVATION_CENTER = "provincial_tech_innovation_center", "省技术创新中心"
    CITY_TECH_INNOVATION_CENTER = "city_tech_innovation_center", "市技术创新中心"
    NEW_RD_INSTITUTION = "new_rd_institution", "新型研发机构"
    INCUBATOR = "incubator", "科技企业孵化器"
    MAKERSPACE = "makerspace", "众创空间"
    OTHER = "other", "其他平台"


class OperatingStatus(models.TextChoices):
    """Whether it is there; what is planned counts for nothing."""

    OPERATING = "operating", "运行"
    PLANNED = "planned", "规划"


class PlatformQuerySet(CityScopedQuerySet):
    """Platforms of a city: seen by its offices, and by the applicant that hosts one."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(city_id__in=actor.city_ids())

    def recognised(self, on: date) -> "PlatformQuerySet":
        """Operating ones whose recognition, where its dates are known, holds on a day. Planned ones never count."""
        held = (Q(recognised_on=None) | Q(recognised_on__lte=on)) & (Q(expires_on=None) | Q(expires_on__gte=on))
        return self.filter(held, status=OperatingStatus.OPERATING)


class Platform(RegisterRecord):
    """A platform of a city's valley at one level, with or without a known host applicant. Empty level: 未公布.

    A platform that rises has a further row: what was recognised, and can be rewarded once, is the platform at a level.
    """

    trail_kind = "platform"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="platforms")
    applicant = models.ForeignKey(
        Applicant,
        verbose_name="依托单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="platforms",
    )
    name = CanonicalCharField("名称", max_length=120)
    category = models.CharField("类别", max_length=40, choices=PlatformCategory.choices)
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices, blank=True)
    is_rd_institution = models.BooleanField("研发机构", default=False)
    status = models.CharField("状态", max_length=20, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING)
    recognised_on = models.DateField("认定日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = "创新平台"
        verbose_name_plural = "创新平台"
        ordering = ("city", "id")
        constraints = (
            key_once("platform"),
            certified_by_another("platform"),
            date_range_constraint("recognised_on", "platform_recognised_on_range"),
        )

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> str:
        return joined(self.city_id, self.name, self.level)

    @property
    def city_id_of_record(self) -> int | None:
        return self.city_id
