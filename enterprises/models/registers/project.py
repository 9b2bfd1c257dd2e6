"""Approved projects of several kinds, and the money that arrived for them."""

from types import MappingProxyType

from django.db import models

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.part import PartRecord
from enterprises.models.recognition import RecognitionLevel
from enterprises.models.registered import (
    OwnedRecord,
    certified_by_another,
    joined,
    own_key_once,
)


class ProjectKind(models.TextChoices):
    """What a project is approved for."""

    RESEARCH = "research", "科技计划项目"
    TRANSFORMATION = "transformation", "成果转化和产业化项目"
    INVESTMENT = "investment", "重大投资项目"


class Project(OwnedRecord):
    """An approved project by its number; each unit that carries it out may have it under its name."""

    trail_kind = "project"
    known_by = MappingProxyType({"title": ""})
    dealt_with = ("partner",)
    told_by_kind = "kind"
    meant_for = MappingProxyType(
        dict.fromkeys(("programme", "performing_well"), (ProjectKind.RESEARCH, ProjectKind.TRANSFORMATION))
        | {"level": (ProjectKind.RESEARCH, ProjectKind.TRANSFORMATION)}
    )

    number = CanonicalCharField("立项编号", max_length=60)
    title = CanonicalCharField("项目名称", max_length=160)
    kind = models.CharField("种类", max_length=20, choices=ProjectKind.choices, default=ProjectKind.RESEARCH)
    programme = CanonicalCharField("所属计划", max_length=120, blank=True, help_text="例如省重点研发计划。")
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices, blank=True)
    approved_on = models.DateField("立项日期")
    performing_well = models.BooleanField("实施进展绩效正常良好", null=True, blank=True)
    partner = CanonicalCharField("合作单位", max_length=200, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "立项项目"
        verbose_name_plural = "立项项目"
        ordering = ("-approved_on", "id")
        constraints = (
            own_key_once("project"),
            certified_by_another("project"),
            date_range_constraint("approved_on", "project_approved_on_range"),
            Wall(name="project_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def natural_key(self) -> str:
        return joined(self.number)


class ProjectTransfer(PartRecord):
    """Money of an upper level that arrived for a project, by the voucher of the bank."""

    trail_kind = "project_transfer"
    part_of = "project"

    project = models.ForeignKey(Project, verbose_name="立项项目", on_delete=models.PROTECT, related_name="transfers")
    voucher_no = CanonicalCharField("到账凭证号", max_length=60)
    amount_fen = models.BigIntegerField("到账金额（分）")
    arrived_on = models.DateField("到账日期")
    granted_by = CanonicalCharField("拨款单位", max_length=120, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "项目到账经费"
        verbose_name_plural = "项目到账经费"
        ordering = ("-arrived_on", "id")
        constraints = (
            own_key_once("project_transfer"),
            certified_by_another("project_transfer"),
            date_range_constraint("arrived_on", "project_transfer_arrived_on_range"),
            not_negative("amount_fen", "project_transfer_amount_fen"),
            Wall(name="project_transfer_wall", parent="applicant"),
            Together(name="project_transfer_with_project", field="project", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.voucher_no}"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.voucher_no)


class FounderQualification(models.TextChoices):
    """What the founder of a project is qualified by."""

    DOCTOR = "doctor", "博士"
    MASTER = "master", "硕士"
    SENIOR_TITLE = "senior_title", "高级职称"
    OTHER = "other", "其他"


class StartUpProject(OwnedRecord):
    """A project of founders with a higher education, examined by the city."""

    trail_kind = "startup_project"
    known_by = MappingProxyType({"title": ""})

    number = CanonicalCharField("项目编号", max_length=60)
    title = CanonicalCharField("项目名称", max_length=160)
    qualification = models.CharField("创业者学历或职称", max_length=20, choices=FounderQualification.choices)
    review_passed = models.BooleanField("评审通过", default=False)
    passed_on = models.DateField("通过日期", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "创业项目"
        verbose_name_plural = "创业项目"
        ordering = ("-passed_on", "id")
        constraints = (
            own_key_once("startup_project"),
            certified_by_another("startup_project"),
            date_range_constraint("passed_on", "startup_project_passed_on_range"),
            Wall(name="start_up_project_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def natural_key(self) -> str:
        return joined(self.number)


class ScenarioProject(OwnedRecord):
    """A project that applies new technology in a scenario that the city opened."""

    trail_kind = "scenario_project"
    known_by = MappingProxyType({"title": ""})

    number = CanonicalCharField("项目编号", max_length=60)
    title = CanonicalCharField("项目名称", max_length=160)
    approved_on = models.DateField("批准日期")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "应用场景项目"
        verbose_name_plural = "应用场景项目"
        ordering = ("-approved_on", "id")
        constraints = (
            own_key_once("scenario_project"),
            certified_by_another("scenario_project"),
            date_range_constraint("approved_on", "scenario_project_approved_on_range"),
            Wall(name="scenario_project_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def natural_key(self) -> str:
        return joined(self.number)
