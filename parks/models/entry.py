"""Requests to move into a valley."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.scope.walls import Wall
from core.tables.keying import OneOnly
from core.values.bounds import above_zero
from core.values.states import RequestChoices
from core.values.text import CanonicalCharField, CanonicalTextField, date_range_constraint
from enterprises.models import Applicant
from enterprises.models.owned import OwnedQuerySet
from parks.models.space import SpaceKind


class EntryState(RequestChoices):
    """How far a request is."""

    ASKED = "asked", "waiting", False, "待答复"
    AGREED = "agreed", "done", True, "已同意"
    DENIED = "denied", "stopped", True, "不同意"
    TAKEN_BACK = "taken_back", "neutral", False, "已撤回"


ANSWERED = EntryState.those(lambda state: state.answered)


class EntryRequest(models.Model):
    """An applicant asks for rooms; the park's operator agrees, with agreement and day, or says why not.

    An agreement makes nobody resident: that follows from the tenancy, which the operator enters after it.
    """

    trail_kind = "entry_request"

    applicant = models.ForeignKey(
        Applicant, verbose_name="申请单位", on_delete=models.PROTECT, related_name="entry_requests"
    )
    project = CanonicalCharField("入驻项目", max_length=120)
    about = CanonicalTextField("项目情况", max_length=1000, blank=True)
    wished_kind = models.CharField("拟用房屋", max_length=20, choices=SpaceKind.choices)
    wished_area_m2 = models.DecimalField("拟用面积（㎡）", max_digits=10, decimal_places=2)
    wished_from = models.DateField("拟入驻日期")
    state = models.CharField("状态", max_length=20, choices=EntryState.choices, default=EntryState.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提交人", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("提交时间", auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="答复人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    agreement_no = CanonicalCharField("入驻协议编号", max_length=80, blank=True)
    agreed_on = models.DateField("协议日期", null=True, blank=True)
    reason = CanonicalTextField("不同意的理由", max_length=500, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "入驻申请"
        verbose_name_plural = "入驻申请"
        ordering = ("-asked_at", "-id")
        constraints = (
            above_zero("wished_area_m2", "entry_request_has_area", "面积须大于0。"),
            date_range_constraint("wished_from", "entry_request_wished_from_range"),
            date_range_constraint("agreed_on", "entry_request_agreed_on_range"),
            OneOnly(
                fields=["applicant"], condition=Q(state=EntryState.ASKED), name="entry_request_one_open",
                violation_error_message="上一份入驻申请还没有答复。",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.AGREED) | (~Q(agreement_no="") & Q(agreed_on__isnull=False)),
                name="entry_request_agreed_by_agreement",
                violation_error_message="同意入驻的，请填写入驻协议编号和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.DENIED) | ~Q(reason=""),
                name="entry_request_denied_with_reason",
                violation_error_message="不同意的，请写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="entry_request_answered_by_another",
                violation_error_message="提交人不能答复自己提交的申请。",
            ),
            Wall(name="entry_request_wall", parent="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.applicant} · {self.project}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == EntryState.ASKED
