"""Writing entries, each built on the one before it in its chain."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from core.audit.digesting import digest
from core.audit.holding import HeldBack, apart, holding
from core.audit.withholding import refuse_unkept, without_numbers
from core.models import AuditEntry
from core.tables.copying import insert_rows
from core.telling import kind_of
from core.telling.actions import is_declared


class Doer(Protocol):
    """What the trail needs to know of whoever acts: a user's number (None for the system), name and organisation."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def organisation(self) -> str: ...


def record(
    *,
    by: Doer,
    action: str,
    subject: Any,
    chain: str = "",
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry about `subject` (a saved model instance), in the caller's transaction.

    `action` is a code that was declared with its words (core.telling.action, else LookupError); `detail` is plain
    JSON. Raises RuntimeError outside a transaction, because a change and its entry stand or fall together, and Refused
    where a person's reason holds an identity number or is too long; what they did is undone with it. Whoever else
    writes to the chain waits from here until the transaction ends: write the entry last.
    """
    if by.user_id is not None:  # what a worker says it takes from what is kept already
        refuse_unkept(reason)
    entry = _entry(by, action, subject, detail)
    entry.chain, entry.from_state, entry.to_state, entry.reason = chain, from_state, to_state, reason
    return _appended(chain, [entry])[0]


def record_all(
    *, by: Doer, action: str, subjects: Iterable[tuple[Any, Mapping[str, Any]]], chain: str = ""
) -> list[AuditEntry]:
    """Append one entry about each of `subjects`, each with its detail: one person changed many records at once.

    The chain is taken once; call it at the end, after the changes themselves.
    """
    entries = [_entry(by, action, subject, detail) for subject, detail in subjects]
    for entry in entries:
        entry.chain = chain
    return _appended(chain, entries)


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """The entries of what is done inside are written at its end, in their order, and their chains are taken only then;
    inside of another such deed they wait for its end. What fails tells nothing, and neither does what drops them.

    An entry has no number until then: it is for those alone who do not look at what they have recorded.
    """
    around = holding()
    with apart() as held:
        yield held
    if around is not None:
        around.entries += held.entries
    else:
        _write(held.entries)


def _write(entries: list[AuditEntry]) -> None:
    """Chain by chain in one order for all, so that two do not wait for each other."""
    by_chain: dict[str, list[AuditEntry]] = {}
    for entry in entries:
        by_chain.setdefault(entry.chain, []).append(entry)
    for chain in sorted(by_chain):
        _appended(chain, by_chain[chain])


def record_many(
    *, by: Doer, action: str, kind: Any, subjects: Iterable[tuple[Any, Mapping[str, Any]]], chain: str = ""
) -> int:
    """The same for very many records of one model, which are named by their keys; returns how many.

    The entries are written as they are made, so that they need no room.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of the change")
    names = [field.attname for field in AuditEntry._meta.concrete_fields if not field.primary_key]
    return insert_rows(AuditEntry._meta.db_table, names, _lines(by, action, kind_of(kind), subjects, chain, names))


def _lines(
    by: Doer, action: str, kind: str, subjects: Iterable[tuple[Any, Mapping[str, Any]]], chain: str, names: list[str]
) -> Iterator[list[Any]]:
    """Each entry as its row of the table, built on the one before it."""
    if not is_declared(action):
        raise LookupError(f"nobody has said what the action {action!r} is called")
    previous = ""
    entry = AuditEntry(
        chain=chain, actor_id=by.user_id, actor_name=by.name, organisation=by.organisation, action=action,
        subject_type=kind,
    )  # fmt: skip
    for place, (key, detail) in enumerate(subjects):
        entry.previous_hash = previous if place else _last_hash(chain)
        entry.at, entry.subject_id, entry.detail = timezone.now(), str(key), without_numbers(dict(detail))
        previous = entry.hash = digest(entry)
        row = entry.__dict__ | {"detail": json.dumps(entry.detail, ensure_ascii=False)}
        yield [row[name] for name in names]


def _entry(by: Doer, action: str, subject: Any, detail: Mapping[str, Any] | None) -> AuditEntry:
    if not is_declared(action):
        raise LookupError(f"nobody has said what the action {action!r} is called")
    return AuditEntry(
        at=timezone.now(), actor_id=by.user_id, actor_name=by.name, organisation=by.organisation, action=action,
        subject_type=kind_of(subject), subject_id=str(subject.pk), detail=without_numbers(dict(detail or {})),
    )  # fmt: skip


def _appended(chain: str, entries: list[AuditEntry]) -> list[AuditEntry]:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of the change")
    if (held := holding()) is not None:
        held.entries += entries
        return entries
    previous = _last_hash(chain) if entries else ""
    for entry in entries:
        entry.previous_hash = previous
        previous = entry.hash = digest(entry)
    return AuditEntry.objects.bulk_create(entries)


def _last_hash(chain: str) -> str:
    """The hash to build on; holds the chain for the rest of the transaction so that it cannot fork."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit:{chain}"])
    last = AuditEntry.objects.filter(chain=chain).order_by("-id").values_list("hash", flat=True).first()
    return last or ""
