"""The audit trail: one entry for each change of state, chained by hashes, never changed."""

from django.db import models
from django.utils import timezone

from core.models.append_only import append_only
from core.telling import change_lines, words_of_action


class AuditEntry(models.Model):
    """Who did what to which record, for which organisation, when, from which state to which, and why.

    `action`, `subject_type`, the states and the keys of `detail` are codes (core.telling has their words): labels
    change, a hashed trail cannot. `chain` names the chain (a city's key, or "" for what belongs to no city); `hash`
    covers the entry and `previous_hash`, so that an edited, deleted or reordered entry is found by
    `core.audit.verify_chain`.
    """

    trail_kind = "audit_entry"

    chain = models.CharField("城市", max_length=40, blank=True)
    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=100)
    organisation = models.CharField("代表单位", max_length=200, blank=True)
    action = models.CharField("动作", max_length=60)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=60)
    from_state = models.CharField("原状态", max_length=40, blank=True)
    to_state = models.CharField("新状态", max_length=40, blank=True)
    reason = models.TextField("理由", blank=True)
    detail = models.JSONField("细节", default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "操作留痕"
        verbose_name_plural = "操作留痕"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["chain", "id"], name="audit_chain"),
        )
        constraints = (models.UniqueConstraint(fields=["chain", "previous_hash"], name="audit_chain_has_no_fork"),)
        triggers = append_only("audit")

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.actor_name} {self.what}"

    @property
    def what(self) -> str:
        """What was done, in the office's words."""
        return words_of_action(self.action).office

    @property
    def changes(self) -> list[str]:
        """What was typed on a page of the admin, a line a field."""
        return change_lines(self.detail, self.subject_type)
