"""What a change of figures would cost, reckoned before it is made."""

import uuid

from django.conf import settings
from django.db import models

from accounts.models import City
from accounts.scope import CityScopedQuerySet
from accounts.scope.walls import Wall


class PreviewState(models.TextChoices):
    """How far a preview is."""

    WAITING = "waiting", "正在试算"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"


class Preview(models.Model):
    """One question (changed figures, each from a day on) and its answer. Nothing else is stored by reckoning it.

    `changes` are the figures as Figure.as_json (subsidies.catalogue.in_force) writes them; `result` holds totals by
    year and payer, `rows` every claim that gains or loses, of the largest changes with the steps of the reckoning.
    Money in fen.
    """

    trail_kind = "preview"

    public_id = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="previews")
    title = models.CharField("试算内容", max_length=200)
    changes = models.JSONField("调整")
    state = models.CharField("状态", max_length=10, choices=PreviewState.choices, default=PreviewState.WAITING)
    result = models.JSONField("结果", null=True)
    rows = models.JSONField("增减明细", default=list)
    error = models.CharField("原因", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="试算人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    done_at = models.DateTimeField("完成时间", null=True)

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "调整试算"
        verbose_name_plural = "调整试算"
        constraints = (Wall(name="preview_wall", city="city"),)
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def has_failed(self) -> bool:
        return self.state == PreviewState.FAILED
