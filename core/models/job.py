"""Long work that somebody asked for and comes back to: a sheet brought in, a list taken along."""

import uuid

from django.db import models


class JobState(models.TextChoices):
    """Where a job stands."""

    OPEN = "open", "办理中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已停止"


class Job(models.Model):
    """One piece of long work of one person, step by step (read the sheet, write its rows, take them back).

    `kind` names what does it (core.jobs.does), `step` how far it has come, `result` what each step found. Its files lie
    under its own key (core.jobs.keeping). Nobody but its owner sees it; no foreign key: users stand above this app.
    """

    trail_kind = "job"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_id = models.BigIntegerField("发起人", db_index=True)
    kind = models.CharField("任务", max_length=40)
    title = models.CharField("内容", max_length=200)
    arguments = models.JSONField("参数", default=dict)
    step = models.CharField("步骤", max_length=20)
    turn = models.PositiveSmallIntegerField("第几次", default=0)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.OPEN)
    stop_asked = models.BooleanField("要求停止", default=False)
    said = models.TextField("说明", blank=True)
    result = models.JSONField("结果", default=dict)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    moved_at = models.DateTimeField("最近办理时间", auto_now=True)

    class Meta:
        verbose_name = "表格任务"
        verbose_name_plural = "表格任务"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether a worker has it in hand, or will."""
        return self.state == JobState.OPEN

    @property
    def can_resume(self) -> bool:
        """Whether the step that did not come to its end can be begun again."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)
