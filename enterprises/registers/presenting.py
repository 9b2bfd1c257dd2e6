"""A record in words: its fields with their labels, and what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from accounts.actor import Actor, StandingKind
from core import audit
from core.audit.recalling import WAS_KEY
from core.models import AuditEntry
from core.telling import detail_words, words_of_action
from core.values.money import bare_label, format_yuan
from core.values.numbers import plain_decimal
from enterprises.models import RegisterRecord
from enterprises.registers.register import register_of

PAPER = "paper"
OFFICE = "责任单位"


@dataclass(frozen=True)
class RecordField:
    """One field of a record: words, and the value as text, empty when it is not given."""

    label: str
    value: str
    is_number: bool = False
    is_brief: bool = False  # a day or a choice, which stays on one line
    is_meant: bool = True  # whether records of this kind have it


def label_of(model: type[models.Model], name: str) -> str:
    """What a field is called; money is shown in yuan."""
    return bare_label(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]  # a column, not a relation back


def text_of(record: RegisterRecord, name: str) -> str:
    """The value of a field as text; empty when it is not given."""
    value, field = getattr(record, name), record._meta.get_field(name)
    if value is None or value == "":
        return record.said_elsewhere(name)
    if getattr(field, "choices", None):
        return str(getattr(record, f"get_{name}_display")())
    if name.endswith("_fen"):
        return format_yuan(int(value))
    return _plain(value)


def change_of(before: RegisterRecord, after: RegisterRecord, name: str) -> dict[str, str]:
    """What became of a field, as the trail keeps it; with the key of the record that it named before, for who looks for
    that later: its words may change."""
    column: Any = before._meta.get_field(name)
    key = getattr(before, column.attname) if column.is_relation and name != PAPER else None
    return {"field": name, "was": text_of(before, name), "is": text_of(after, name)} | (
        {WAS_KEY: str(key)} if key else {}
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, list | tuple):
        return "、".join(_plain(part) for part in value)
    return str(value)


def said(record: RegisterRecord, names: tuple[str, ...]) -> list[RecordField]:
    """The named fields of a record, its paper aside."""
    model = type(record)
    return [
        RecordField(
            label_of(model, name), text_of(record, name), name.endswith("_fen"), _is_brief(model, name),
            record.is_meant(name),
        )
        for name in names if name != PAPER
    ]  # fmt: skip


def meant(record: RegisterRecord, names: tuple[str, ...]) -> list[RecordField]:
    """The same without those that records of this kind do not have; what is filled in all the same is shown."""
    return [field for field in said(record, names) if field.is_meant or field.value]


def _is_brief(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    return isinstance(field, models.DateField) or bool(getattr(field, "choices", None))


def name_of(record: RegisterRecord) -> str:
    """What the record is called where it is plain whose it is."""
    applicant = register_of(record).applicant_of(record)
    return str(record).removeprefix(str(applicant)).strip() or str(record)


@dataclass(frozen=True)
class Trace:
    """One entry of a record's history; of an office only its name is told, never a person's."""

    at: datetime
    what: str
    who: str
    reason: str
    changes: list[str]


def traces(record: RegisterRecord, actor: Actor) -> list[Trace]:
    """What happened to the record, newest first, in the applicant's words."""
    return [_trace(entry, actor) for entry in reversed(audit.history(record))]


def _trace(entry: AuditEntry, actor: Actor) -> Trace:
    own = entry.organisation in {row.organisation for row in actor.standings if row.kind == StandingKind.APPLICANT}
    who = entry.actor_name if own or entry.actor_id is None else entry.organisation or OFFICE
    told = detail_words(entry.detail, entry.subject_type).split("；")
    return Trace(entry.at, words_of_action(entry.action).applicant, who, entry.reason, [row for row in told if row])
