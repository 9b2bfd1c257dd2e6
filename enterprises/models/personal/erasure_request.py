"""A person or a team asks an office to delete what it may not delete itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.scope.walls import Wall
from core.tables.keying import OneOnly
from core.values.states import RequestChoices
from core.values.text import CanonicalTextField
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class ErasureState(RequestChoices):
    """How far a request is."""

    ASKED = "asked", "waiting", False, "待办理"
    GRANTED = "granted", "done", True, "已按申请删除"
    DENIED = "denied", "stopped", True, "不予删除"
    TAKEN_BACK = "taken_back", "neutral", False, "已撤回"


ANSWERED = ErasureState.those(lambda state: state.answered)


class ErasureRequest(models.Model):
    """What is left after the own deletion: certified records, contact and account. Claims handed in are never meant."""

    trail_kind = "erasure_request"

    applicant = models.ForeignKey(
        Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="erasure_requests"
    )
    reason = CanonicalTextField("说明", max_length=500, blank=True)
    state = models.CharField("状态", max_length=20, choices=ErasureState.choices, default=ErasureState.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("提出时间", auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="办理人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("办理时间", null=True)
    answer = CanonicalTextField("答复", max_length=500, blank=True)
    erased = models.PositiveIntegerField("删除条数", default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "个人信息删除申请"
        verbose_name_plural = "个人信息删除申请"
        ordering = ("-id",)
        constraints = (
            OneOnly(
                fields=["applicant"], condition=Q(state=ErasureState.ASKED), name="erasure_request_one_open",
                violation_error_message="已有一件删除申请等待办理。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="erasure_request_answered_by_another",
                violation_error_message="提出人不能办理自己的申请。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.DENIED) | ~Q(answer=""), name="erasure_request_denied_for_a_reason",
                violation_error_message="不予删除的，请写明理由。",
            ),
            Wall(name="erasure_request_wall", parent="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.applicant}的删除申请"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == ErasureState.ASKED

    @property
    def shape(self) -> str:
        """How its state is drawn."""
        return ErasureState(self.state).shape
