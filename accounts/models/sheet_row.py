"""What a sheet that is brought in says and does, row by row: for its preview, its faults and its undoing."""

from django.db import models

from core.models import Job


class RowState(models.TextChoices):
    """What a row of a sheet means for what is stored."""

    NEW = "new", "新增"
    CHANGED = "changed", "更改"
    SAME = "same", "未变"
    WRONG = "wrong", "有误"


class SheetRowQuerySet(models.QuerySet["SheetRow"]):
    """Rows by what they mean."""

    def losing(self) -> "SheetRowQuerySet":
        """Those by which something is lost that undoing them does not bring back."""
        return self.exclude(state=RowState.WRONG).exclude(faults=[])


class SheetRow(models.Model):
    """One row of the sheet of a job: by the columns' heads what stood there before and what stands there now.

    `number` is that of the sheet. Of a wrong row `after` is as it was handed in, and `faults` are pairs of a column's
    head (empty: the whole row) and a sentence; those of a good row say what is lost by it. It goes with its job.
    """

    trail_kind = "sheet_row"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行")
    state = models.CharField("情况", max_length=8, choices=RowState.choices)
    name = models.CharField("记录", max_length=200, blank=True)
    record_key = models.CharField("记录编号", max_length=40, blank=True)
    before = models.JSONField("原为", null=True)
    after = models.JSONField("现为")
    faults = models.JSONField("错误", default=list)

    objects = SheetRowQuerySet.as_manager()

    class Meta:
        verbose_name = "表格的行"
        verbose_name_plural = "表格的行"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["job", "number"], name="sheet_row_once"),)
        indexes = (models.Index(fields=["job", "state", "number"], name="sheet_row_state"),)

    @property
    def is_losing(self) -> bool:
        """Whether something is lost by a row that is good: the pairs that it has say what."""
        return self.state != RowState.WRONG and bool(self.faults)

    def __str__(self) -> str:
        return f"第{self.number}行"
