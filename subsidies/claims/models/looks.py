"""What an office says of a paper that it has looked at."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from core.models.append_only import append_only
from core.values.text import CanonicalTextField
from subsidies.claims.models.claims import Claim


class InsideQuerySet(ScopedQuerySet):
    """Rows about a claim that are the office's own: its applicant never sees them, nor an officer who files for it."""

    def scope(self, actor: Actor) -> Q | None:
        barred = Q(claim__applicant_id__in=actor.applicant_ids | actor.recused_from)
        return Q(claim__city_id__in=actor.city_ids(*CLAIM_READERS)) & ~barred


class PaperLook(models.Model):
    """Somebody of the office has looked at one file of a claim, for one wanted paper, and may remark on it. Never
    changed: of several the last one holds. It speaks of the very file (`sha256`); another one in its place is unseen.
    """

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="looks")
    label = models.CharField("材料名称", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    remark = CanonicalTextField("意见", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="核看人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("核看时间", auto_now_add=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "材料核看"
        verbose_name_plural = "材料核看"
        ordering = ("pk",)
        constraints = (Wall(name="paper_look_wall", city="claim__city"),)
        triggers = append_only("paper_look")

    def __str__(self) -> str:
        return f"{self.claim} {self.label}"
