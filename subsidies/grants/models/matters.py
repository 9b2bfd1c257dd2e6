"""Matters, and the claims that are under way for them."""

import re

import pgtrigger
from django.db import models
from django.db.models import Q

from core.models.append_only import append_only
from core.tables.keying import OneOnly

MONTH = re.compile("[0-9]{4}-[0-9]{2}")


class Matter(models.Model):
    """The thing told apart: a certificate, a contract, a project, one month of one premises, one year of one firm.

    `unit` is the credit code, `kind` the kind of matter that schemes share, `reference` its canonical key with what the
    scheme adds (month, year, level). One row each, whoever asks and however often; never changed.
    """

    unit = models.CharField("单位", max_length=40)
    kind = models.CharField("事项类别", max_length=60)
    reference = models.CharField("事项编号", max_length=200)

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"
        constraints = (models.UniqueConstraint(fields=["unit", "kind", "reference"], name="matter_once"),)
        triggers = append_only("matter")

    def __str__(self) -> str:
        return self.reference

    @property
    def month(self) -> str:
        """The month (YYYY-MM) that the matter is; empty where it is no month."""
        last = self.reference.rpartition("|")[2]
        return last if MONTH.fullmatch(last) else ""


# All but the end, set once, from empty to a moment, with nothing else touched.
OTHER_CHANGE = pgtrigger.Condition(
    "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR (OLD.id, OLD.matter_id, OLD.claim_number, OLD.held_at)"
    " IS DISTINCT FROM (NEW.id, NEW.matter_id, NEW.claim_number, NEW.held_at)"
)


class Hold(models.Model):
    """A claim is under way for a matter, from its submission until it is decided, sent back or withdrawn.

    Several claims may hold one matter: the higher is paid. The end stands in the row itself, set once, because only so
    can an index see to it that a claim holds a matter at most once at a time.
    """

    matter = models.ForeignKey(Matter, verbose_name="事项", on_delete=models.PROTECT, related_name="holds")
    claim_number = models.CharField("申报编号", max_length=40)
    held_at = models.DateTimeField("自", auto_now_add=True)
    ended_at = models.DateTimeField("至", null=True, blank=True)

    class Meta:
        verbose_name = "办理中的事项"
        verbose_name_plural = "办理中的事项"
        constraints = (
            OneOnly(
                fields=["matter", "claim_number"],
                condition=Q(ended_at=None),
                name="matter_held_once_by_a_claim",
                violation_error_message="这份申报已在办理这一事项。",
            ),
        )
        indexes = (models.Index(fields=["claim_number"], condition=Q(ended_at=None), name="open_holds_of_claim"),)
        triggers = (
            pgtrigger.Protect(name="hold_ends_once", operation=pgtrigger.Update, condition=OTHER_CHANGE),
            pgtrigger.Protect(name="hold_no_delete", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.claim_number} {self.matter}"
