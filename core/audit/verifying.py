"""Reading the trail: the history of one record, and whether a chain is whole."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from core.audit.digesting import digest
from core.models import AuditEntry
from core.telling import kind_of


def history(subject: Any) -> list[AuditEntry]:
    """The entries about `subject`, oldest first."""
    rows = AuditEntry.objects.filter(subject_type=kind_of(subject), subject_id=str(subject.pk))
    return list(rows.order_by("id"))


def newest(subject: Any) -> dict[str, int]:
    """The number of the newest entry about `subject` in each chain that tells of it."""
    rows = AuditEntry.objects.filter(subject_type=kind_of(subject), subject_id=str(subject.pk))
    return dict(rows.order_by().values_list("chain").annotate(models.Max("id")))


def verify_chain(chain: str) -> Iterator[str]:
    """One sentence (Chinese) for each entry of `chain` that was edited, or that no longer follows its predecessor."""
    previous = ""
    for entry in AuditEntry.objects.filter(chain=chain).order_by("id").iterator():
        if entry.previous_hash != previous:
            yield f"第 {entry.pk} 条与上一条不相接。"
        if entry.hash != digest(entry):
            yield f"第 {entry.pk} 条内容被改动。"
        previous = entry.hash


def verify_all() -> dict[str, list[str]]:
    """The sentences of `verify_chain` for every chain, by its name; an empty list where it is whole."""
    chains = AuditEntry.objects.order_by("chain").values_list("chain", flat=True).distinct()
    return {chain: list(verify_chain(chain)) for chain in list(chains)}
