"""A file that somebody handed in or that we made, stored under a random name."""

import uuid

import pgtrigger
from django.db import models


class StoredFile(models.Model):
    """Name as given (for people), random name on disk, size in bytes, SHA-256 of the content, and the number of the
    user who handed it in (no foreign key: users stand above this app). What its content was never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("文件名", max_length=200)
    storage_name = models.CharField(max_length=120, unique=True)
    content_type = models.CharField("类型", max_length=120)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by_id = models.BigIntegerField("上传人", null=True, db_index=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        triggers = (
            pgtrigger.Protect(
                name="file_stays_itself",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("id", "storage_name", "size", "sha256"),
            ),
        )

    def __str__(self) -> str:
        return self.name
