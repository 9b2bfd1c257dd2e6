"""One matter that two applicants claim: what people say about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from accounts.models import City
from core.models.append_only import append_only
from core.tables.keying import OneOnly
from core.values.text import CanonicalTextField


class BothDue(models.Model):
    """One person says why a claim is due although another applicant claims the same matter. Never changed.

    Said on `claim_number`'s page, in its `city`. It counts once two people have said so of the two claims, from each of
    their cities where those differ: then both are due, and each has the matter for itself. It holds for the matter that
    was meant (`told`), and for what the two had in common then (`common`: references of matters, such as one a month,
    one a line): a claim that is changed to be about another, or about more months, is due beside nobody.
    """

    trail_kind = "both_due"

    claim_number = models.CharField("申报编号", max_length=40)
    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="+")
    other_number = models.CharField("另一申报编号", max_length=40)
    other_city = models.ForeignKey(City, verbose_name="另一申报的市", on_delete=models.PROTECT, related_name="+")
    told = models.CharField("所说的事项", max_length=200, default="", editable=False)
    common = models.TextField("当时重合的事项", default="", editable=False)
    reason = CanonicalTextField("理由")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="说明人", on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField("说明时间", auto_now_add=True)

    class Meta:
        verbose_name = "同一事项均应兑付的说明"
        verbose_name_plural = "同一事项均应兑付的说明"
        ordering = ("said_at",)
        indexes = (models.Index(fields=["other_number"], name="both_due_of_the_other"),)
        constraints = (
            OneOnly(
                "claim_number",
                "other_number",
                "said_by",
                "told",
                MD5("common"),
                name="both_due_said_once_of_it",
                violation_error_message="您已经说明过。",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="both_due_says_why"),
            models.CheckConstraint(condition=~Q(claim_number=F("other_number")), name="both_due_of_two_claims"),
        )
        triggers = append_only("both_due")

    def __str__(self) -> str:
        return f"{self.claim_number} {self.other_number}"
