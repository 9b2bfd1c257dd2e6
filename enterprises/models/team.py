"""A team that applies without a credit code: its charter and its members."""

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from core.values.text import CanonicalCharField, CanonicalTextField
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class TeamCharter(models.Model):
    """What a team has agreed on: as text, as a paper, or both."""

    applicant = models.OneToOneField(
        Applicant, verbose_name="团队", on_delete=models.CASCADE, related_name="team_charter"
    )
    text = CanonicalTextField("章程或组建协议", max_length=5000, blank=True)
    paper = models.ForeignKey(
        StoredFile, verbose_name="章程文件", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "团队章程"
        verbose_name_plural = "团队章程"
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") | Q(paper__isnull=False),
                name="team_charter_says_something",
                violation_error_message="请填写章程或组建协议的主要内容，或上传文件。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.applicant}章程"


class TeamMember(models.Model):
    """A member of a team by name. No number of a member is asked or kept."""

    applicant = models.ForeignKey(Applicant, verbose_name="团队", on_delete=models.CASCADE, related_name="team_members")
    name = CanonicalCharField("姓名", max_length=60)
    employer = CanonicalCharField("工作单位", max_length=120, blank=True)
    leads = models.BooleanField("负责人", default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "团队成员"
        verbose_name_plural = "团队成员"
        ordering = ("-leads", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(leads=True), name="team_has_one_leader",
                violation_error_message="一个团队只有一位负责人。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name
