"""Innovation platforms: laboratories, centres, incubators."""

from datetime import date
from types import MappingProxyType

from django.db import models
from django.db.models import Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import not_negative, year_within
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import CityRecordQuerySet, OwnedQuerySet
from enterprises.models.part import PartRecord
from enterprises.models.recognition import RecognitionLevel
from enterprises.models.registered import (
    CityRecord,
    certified_by_another,
    joined,
    key_once,
    own_key_once,
)


class PlatformCategory(models.TextChoices):
    """What kind of platform it is."""

    STATE_KEY_LAB = "state_key_lab", "国家重点实验室"
    PROVINCE_MINISTRY_KEY_LAB = "province_ministry_key_lab", "省部共建国家重点实验室"
    BELT_ROAD_JOINT_LAB = "belt_road_joint_lab", "“一带一路”联合实验室"
    NATIONAL_TECH_INNOVATION_CENTER = "national_tech_innovation_center", "国家技术创新中心"
    NATIONAL_CLINICAL_CENTER = "national_clinical_center", "国家临床医学研究中心"
    ACADEMICIAN_WORKSTATION = "academician_workstation", "院士（专家）工作站"
    PROVINCIAL_KEY_LAB = "provincial_key_lab", "省重点实验室"
    PROVINCIAL_LABORATORY = "provincial_laboratory", "山西省实验室"
    PROVINCIAL_PILOT_BASE = "provincial_pilot_base", "省中试基地"
    PROVINCIAL_TECH_INNOVATION_CENTER = "provincial_tech_innovation_center", "省技术创新中心"
    PROVINCIAL_CLINICAL_CENTER = "provincial_clinical_center", "省临床医学研究中心"
    POSTDOC_STATION = "postdoc_station", "博士后科研工作（流动）站"
    CITY_TECH_INNOVATION_CENTER = "city_tech_innovation_center", "市技术创新中心"
    CITY_KEY_LAB = "city_key_lab", "市重点实验室"
    CITY_PILOT_BASE = "city_pilot_base", "市中试基地"
    ENGINEERING_RESEARCH_CENTER = "engineering_research_center", "工程研究中心"
    ENTERPRISE_TECH_CENTER = "enterprise_tech_center", "企业技术中心"
    INNOVATION_ALLIANCE = "innovation_alliance", "产业技术创新战略联盟"
    NEW_RD_INSTITUTION = "new_rd_institution", "新型研发机构"
    INCUBATOR = "incubator", "科技企业孵化器"
    MAKERSPACE = "makerspace", "众创空间"
    OTHER = "other", "其他平台"


_C = PlatformCategory
_NATIONAL = (
    _C.STATE_KEY_LAB,
    _C.PROVINCE_MINISTRY_KEY_LAB,
    _C.NATIONAL_TECH_INNOVATION_CENTER,
    _C.NATIONAL_CLINICAL_CENTER,
)
_PROVINCIAL = (
    _C.PROVINCIAL_KEY_LAB, _C.PROVINCIAL_LABORATORY, _C.PROVINCIAL_PILOT_BASE, _C.PROVINCIAL_TECH_INNOVATION_CENTER,
    _C.PROVINCIAL_CLINICAL_CENTER,
)  # fmt: skip
_CITY = (_C.CITY_TECH_INNOVATION_CENTER, _C.CITY_KEY_LAB, _C.CITY_PILOT_BASE)
# The level of the categories whose name holds it (省重点实验室); of the others it has to be said.
LEVEL_NAMED: dict[str, RecognitionLevel] = {
    **dict.fromkeys(_NATIONAL, RecognitionLevel.NATIONAL),
    **dict.fromkeys(_PROVINCIAL, RecognitionLevel.PROVINCIAL),
    **dict.fromkeys(_CITY, RecognitionLevel.CITY),
}


class OperatingStatus(models.TextChoices):
    """Whether it is there; what is planned counts for nothing."""

    OPERATING = "operating", "运行"
    PLANNED = "planned", "规划"


class PlatformStatus(models.TextChoices):
    """The same of a platform; one that rose to a higher level has a further row, and this one counts for nothing."""

    OPERATING = "operating", "运行"
    PLANNED = "planned", "规划"
    UPGRADED = "upgraded", "已升级"


class PlatformQuerySet(CityRecordQuerySet):
    """Platforms of a city."""

    def recognised(self, on: date) -> "PlatformQuerySet":
        """Certified, operating ones whose recognition, where its dates are known, holds on a day."""
        held = (Q(recognised_on=None) | Q(recognised_on__lte=on)) & (Q(expires_on=None) | Q(expires_on__gte=on))
        return self.filter(held, status=PlatformStatus.OPERATING, certified=True)


class Platform(CityRecord):
    """A platform of a city's valley at one level, with or without a known host applicant. Empty level: 未公布.

    A platform that rises has a further row: what was recognised, and can be rewarded once, is the platform at a level.
    """

    trail_kind = "platform"
    known_by = MappingProxyType({"name": ""})

    name = CanonicalCharField("名称", max_length=120)
    category = models.CharField("类别", max_length=40, choices=PlatformCategory.choices)
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices, blank=True)
    is_rd_institution = models.BooleanField("研发机构", default=False)
    status = models.CharField("状态", max_length=20, choices=PlatformStatus.choices, default=PlatformStatus.OPERATING)
    recognised_on = models.DateField("认定日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = "创新平台"
        verbose_name_plural = "创新平台"
        ordering = ("city", "id")
        constraints = (
            key_once("platform", "city"),
            certified_by_another("platform"),
            date_range_constraint("recognised_on", "platform_recognised_on_range"),
            Wall(name="platform_wall", city="city", organisation="applicant"),
            Together(name="platform_with_applicant", field="applicant", what="city"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A category whose name holds the level says it: it need not be said twice."""
        self.level = self.level or LEVEL_NAMED.get(self.category, "")
        super().clean()

    def natural_key(self) -> str:
        """One that state or province recognised is one, in whichever city a host of it sits."""
        own = "" if self.level in (RecognitionLevel.NATIONAL, RecognitionLevel.PROVINCIAL) else self.city_id
        return joined(own, self.name, self.level)


class AssessmentLevel(models.TextChoices):
    """Who assessed a platform."""

    NATIONAL = "national", "国家"
    PROVINCIAL = "provincial", "省"


class PlatformAssessment(PartRecord):
    """What an upper level found and gave for one year of a platform: 绩效评价, 考核评定."""

    trail_kind = "platform_assessment"
    part_of = "platform"

    platform = models.ForeignKey(
        Platform, verbose_name="创新平台", on_delete=models.PROTECT, related_name="assessments"
    )
    year = models.PositiveSmallIntegerField("考核年度")
    level = models.CharField(
        "考核部门", max_length=20, choices=AssessmentLevel.choices, default=AssessmentLevel.PROVINCIAL
    )
    passed = models.BooleanField("通过考核", default=False)
    award_fen = models.BigIntegerField("上级补助或奖励（分）", null=True, blank=True)
    arrived_on = models.DateField("到账日期", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "平台考核"
        verbose_name_plural = "平台考核"
        ordering = ("-year", "id")
        constraints = (
            own_key_once("platform_assessment"),
            certified_by_another("platform_assessment"),
            year_within("year", "platform_assessment_year_range"),
            not_negative("award_fen", "platform_assessment_award_fen"),
            date_range_constraint("arrived_on", "platform_assessment_arrived_on_range"),
            Wall(name="platform_assessment_wall", parent="applicant"),
            Together(name="platform_assessment_with_platform", field="platform", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.platform} {self.year}年"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.year)
