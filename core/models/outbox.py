"""The outbox: work that must happen, written in the transaction that decided it."""

import uuid

from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """One piece of work for a registered handler.

    It is open until `done_at` or `parked_at` is set. `attempts` counts started runs, in a transaction of its own,
    so that work that kills its worker is parked after a few. `published_at` is when it was last given to the broker.
    """

    trail_kind = "background_work"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handler = models.CharField("任务", max_length=80)
    arguments = models.JSONField("参数", default=dict)
    key = models.CharField("去重键", max_length=120, unique=True, null=True, blank=True)
    created_at = models.DateTimeField("写入时间", auto_now_add=True)
    published_at = models.DateTimeField("投递时间", null=True)
    attempts = models.PositiveSmallIntegerField("已尝试次数", default=0)
    done_at = models.DateTimeField("完成时间", null=True)
    parked_at = models.DateTimeField("搁置时间", null=True)
    last_error = models.TextField("最近一次错误", blank=True)

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        ordering = ("-created_at",)
        indexes = (
            models.Index(
                fields=["published_at", "created_at"],
                name="outbox_open",
                condition=models.Q(done_at=None, parked_at=None),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(parked_at=None),
                name="outbox_done_or_parked",
            ),
        )

    def __str__(self) -> str:
        return f"{timezone.localtime(self.created_at):%Y-%m-%d %H:%M} 写入的任务"
