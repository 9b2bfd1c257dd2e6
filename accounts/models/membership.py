"""What all memberships share: a person acts for an organisation in a role, from a day, until a day."""

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """Abstract. Each kind of organisation has its own membership table beside its own model."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="账号",
        on_delete=models.CASCADE,
        related_name="%(class)ss",
    )
    active = models.BooleanField("有效", default=True)
    since = models.DateField("自", auto_now_add=True)

    class Meta:
        abstract = True
