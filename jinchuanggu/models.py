"""What the portal itself keeps: which rows of its data sets it has loaded."""

from django.db import models


class LoadedRow(models.Model):
    """One row of a data set (`reference`, `demo`) that was loaded once.

    A row is never loaded twice: what an office renamed or deleted since stays as the office left it. `object_id` leads
    to the record, so that rows that hang on it find it under its new name.
    """

    dataset = models.CharField("数据集", max_length=20)
    key = models.CharField("编号", max_length=400)
    object_id = models.BigIntegerField("记录")
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = "已载入数据"
        verbose_name_plural = "已载入数据"
        constraints = (models.UniqueConstraint(fields=["dataset", "key"], name="row_loaded_once"),)

    def __str__(self) -> str:
        return f"{self.dataset} {self.key}"
