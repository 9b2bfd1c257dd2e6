"""Taking an import back: what it made goes, what it changed stands again as before, unless somebody has touched it."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from accounts.actor import Actor
from accounts.adminkit.importing.judging import faults_of
from accounts.adminkit.rows.differing import changes_for_trail, heads_only_told, told
from accounts.adminkit.sheets import ScopedResource
from accounts.models import RowState, SheetRow
from core import audit
from core.jobs import Finished, Watch
from core.models import AuditEntry, Job
from core.sheets.cells import CellFault
from core.telling import kind_of
from core.telling.details import CHANGES
from core.values.verdict import Refused

logger = logging.getLogger(__name__)
UNDO_IMPORT = audit.action("undo_import", "撤销导入")
TOUCHED = "导入之后又有人办理过，保持现状。"
GONE = "记录已经不在，或不再由本市管理。"
NOT_BACK = "这一行没有撤销成，保持现状；请联系管理员。"
RESTS = "已有别的记录以它为依据，保持现状。"
ENDS = ("since", "at")
_TOLD_MOST = 200


@audit.held_back()
def undo(job: Job, watch: Watch, resource: ScopedResource, actor: Actor) -> Finished:
    """Take back every row that nobody has touched since; the others stay, each with the reason, and may be tried again.
    What the import took from a record besides (`anew`: its certification) does not come back: nobody has compared it
    since."""
    since, tried = timezone.now(), job.result.get("undo")
    rows = job.rows.filter(state__in=(RowState.NEW, RowState.CHANGED)).order_by("-number")
    count, anew, before = rows.count(), 0, 0
    back: list[tuple[Any, dict[str, Any]]] = []
    kept: list[list[Any]] = []
    for place, row in enumerate(rows.iterator(), start=1):
        watch.tell("正在撤销", place, count)
        if tried and _is_back(row, resource):
            before += 1
            continue
        try:
            with transaction.atomic(), audit.held_back():
                back.append(_taken_back(row, resource))
            anew += row.is_losing
        except (Refused, ValidationError, ValueError, IntegrityError) as error:
            kept.append([row.number, row.name, _why(resource, error)])
    if resource.city is not None:
        audit.record_all(by=actor, action=UNDO_IMPORT, subjects=back, chain=resource.city.key)
    anew += tried["anew"] if tried else 0
    found = {"back": len(back) + before, "anew": anew, "kept": len(kept), "why": kept[:_TOLD_MOST]}
    return Finished(found | until_now(since))


def until_now(since: datetime) -> dict[str, str]:
    """From when to when a step wrote: by this its entries in the trail are known."""
    return {"since": since.isoformat(), "at": timezone.now().isoformat()}


def _why(resource: ScopedResource, error: Exception) -> str:
    if isinstance(error, ProtectedError | RestrictedError | IntegrityError):
        return RESTS
    if isinstance(error, Refused | ValidationError | CellFault):
        return "".join(sentence for _, sentence in faults_of(resource, error))
    logger.error("a row of a sheet was not taken back", exc_info=error)  # its own words are for no office
    return NOT_BACK


def _taken_back(row: SheetRow, resource: ScopedResource) -> tuple[Any, dict[str, Any]]:
    """Take one row back; returns its record as the trail names it."""
    record = resource.get_queryset().select_for_update(of=("self",)).filter(pk=row.record_key).first()
    if record is None:
        raise Refused(GONE)
    wrote = {head: cell for head, cell in row.after.items() if head not in heads_only_told(resource)}
    columns = {one.column_name: one for one in resource.get_import_fields() if one.column_name in wrote}
    along = resource.written_along(record, row.before or {})
    if _touched_since(row, (record, *along)) or told(record, columns) != wrote:
        raise Refused(TOUCHED)
    subject = type(record)(pk=record.pk)
    detail: dict[str, Any] = {"record": str(record)}
    if row.state == RowState.NEW:
        resource.take_out(record)
    else:
        before = row.before or {}
        changed = {head: column for head, column in columns.items() if before.get(head, "") != wrote[head]}
        resource.put_back(record, changed, before)
        detail[CHANGES] = changes_for_trail(resource, wrote, before)
    return subject, detail


def _is_back(row: SheetRow, resource: ScopedResource) -> bool:
    """Whether an earlier try has taken the row back."""
    record = resource.get_queryset().filter(pk=row.record_key).first()
    if record is None or row.state == RowState.NEW:
        return record is None
    before = row.before or {}
    heads = set(before) - set(heads_only_told(resource))
    columns = {one.column_name: one for one in resource.get_import_fields() if one.column_name in heads}
    return told(record, columns) == {head: before[head] for head in columns}


def _touched_since(row: SheetRow, records: Iterable[Any]) -> bool:
    """Whether anybody did anything to one of the records after the sheet but by sheets that are undone themselves."""
    about = Q()
    for record in records:
        about |= Q(subject_type=kind_of(record), subject_id=str(record.pk))
    entries = AuditEntry.objects.filter(about, at__gt=datetime.fromisoformat(row.job.result["write"]["at"]))
    for job in _undone_later(row) if entries.exists() else ():
        wrote, undid = ([datetime.fromisoformat(job.result[step][end]) for end in ENDS] for step in ("write", "undo"))
        if entries.filter(action=UNDO_IMPORT, at__range=undid).exists():  # its undo may have kept just this record
            entries = entries.exclude(actor_id=job.owner_id, at__range=wrote)
            entries = entries.exclude(actor_id=job.owner_id, at__range=undid)
    return entries.exists()


def _undone_later(row: SheetRow) -> Iterable[Job]:
    """The later sheets of the same kind that wrote the record of the row and were taken back."""
    others = Job.objects.filter(
        kind=row.job.kind, arguments__model=row.job.arguments["model"],
        rows__record_key=row.record_key, rows__state__in=(RowState.NEW, RowState.CHANGED),
    )  # fmt: skip
    return others.filter(result__write__has_key="since", result__undo__has_key="since")
