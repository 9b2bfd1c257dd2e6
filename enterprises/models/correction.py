"""What an applicant asks to have put right in a record that it may not change itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.scope.walls import Wall
from core.models import StoredFile
from core.tables.keying import OneOnly
from core.values.states import StateChoices
from core.values.text import CanonicalTextField
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class CorrectionState(StateChoices):
    """Proposed by the applicant, then taken or refused by the office, or taken back by the applicant before that."""

    PROPOSED = "proposed", "waiting", "待处理"
    TAKEN = "taken", "done", "已采纳"
    REFUSED = "refused", "stopped", "未采纳"
    WITHDRAWN = "withdrawn", "stopped", "已收回"


class Correction(models.Model):
    """A proposal for one record: each field with what stands there and what should, the reason, the paper.

    `changes` is {field: [stored, wanted]}, both as Django writes a value of the field to text, null for none. A record
    has at most one open proposal; an answered one is never changed.
    """

    trail_kind = "correction"

    applicant = models.ForeignKey(Applicant, verbose_name="单位", on_delete=models.PROTECT, related_name="corrections")
    register = models.CharField("记录类别", max_length=40)
    record_id = models.BigIntegerField("记录编号")
    record_name = models.CharField("记录", max_length=300)
    changes = models.JSONField("更改内容", default=dict)
    reason = CanonicalTextField("更正理由", max_length=1000)
    paper = models.ForeignKey(
        StoredFile, verbose_name="凭据", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("状态", max_length=20, choices=CorrectionState.choices, default=CorrectionState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间", auto_now_add=True)
    answer = CanonicalTextField("答复", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="答复人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "更正申请"
        verbose_name_plural = "更正申请"
        ordering = ("-id",)
        constraints = (
            OneOnly(
                fields=["register", "record_id"], condition=Q(state=CorrectionState.PROPOSED),
                name="correction_open_once",
                violation_error_message="这条记录已有一件待处理的更正申请，请等部门答复。",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.PROPOSED, answered_by=None)
                | (~Q(state=CorrectionState.PROPOSED) & Q(answered_by__isnull=False)),
                name="correction_answered_by_somebody",
                violation_error_message="已答复的更正申请须记明答复人。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.REFUSED) | ~Q(answer=""),
                name="correction_refused_for_a_reason",
                violation_error_message="不采纳的，请写明理由。",
            ),
            Wall(name="correction_wall", parent="applicant"),
        )  # fmt: skip

    @property
    def is_taken(self) -> bool:
        """Whether the office has written it into the record."""
        return self.state == CorrectionState.TAKEN

    @property
    def shape(self) -> str:
        """How its state is drawn."""
        return CorrectionState(self.state).shape

    def __str__(self) -> str:
        return f"{self.record_name}的更正申请"
