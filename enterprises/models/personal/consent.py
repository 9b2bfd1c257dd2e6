"""What people agreed to or declared about personal data, word for word by version."""

from django.conf import settings
from django.db import models

from accounts.scope.walls import Wall
from core.models.append_only import append_only
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class ConsentSubject(models.TextChoices):
    """What was agreed to."""

    NOTICE = "notice", "个人信息告知书"
    IDENTITY = "identity", "用公民身份号码核对是否重复注册"
    STAFF = "staff", "已告知名册所列人员"
    PAYMENT = "payment", "用公民身份号码办理拨付"


class Consent(models.Model):
    """Somebody read a version of a text and agreed, at a moment. Never changed, never deleted: it is the proof."""

    trail_kind = "consent"

    applicant = models.ForeignKey(Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="consents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="同意人", on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("同意事项", max_length=20, choices=ConsentSubject.choices)
    version = models.CharField("文本版本", max_length=20)
    given_at = models.DateTimeField("同意时间", auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "同意记录"
        verbose_name_plural = "同意记录"
        ordering = ("given_at", "id")
        triggers = append_only("consent")
        constraints = (Wall(name="consent_wall", parent="applicant"),)

    def __str__(self) -> str:
        return f"{self.get_subject_display()}（{self.version}）"
