"""The record that a case is about: which records an applicant may pick for a scheme, and the one that was picked.

A record is an applicant's own or it is not there, whatever number is sent.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, QuerySet

from core.values.keys import key_of
from core.values.numbers import whole_number
from enterprises.models import Applicant, RegisterRecord, TeamCharter
from enterprises.registers.presenting import label_of
from enterprises.registers.register import Register, registers
from subsidies.rules import Scheme

_OF_WRITING = ("certified", "entered", "paper", "source")  # fields that say who wrote a record, by which paper


def register_for(scheme: Scheme) -> Register | None:
    """The register in which the scheme's matters stand; None where its matter is no record."""
    return registers()[scheme.matter.record] if scheme.matter.record else None


def own_records(applicant: Applicant, scheme: Scheme) -> QuerySet[Any]:
    """The applicant's records that the scheme could be about, with whatever record each hangs on."""
    entry = registers()[scheme.matter.record]
    narrowed = {f"{field}__in": values for field, values in scheme.matter.only.items()}
    rows: QuerySet[Any] = entry.model._default_manager.filter(**{entry.owner: applicant}, **narrowed)
    rows = rows.select_related(*_leads_to(entry.model)).prefetch_related(*entry.fetched)
    side = scheme.matter.party_of(applicant.kind)
    if side:
        rows = rows.filter(pk__in=[row.pk for row in rows if entry.stands_as(applicant, row, side)])
    return rows


def left_out(applicant: Applicant, scheme: Scheme) -> str:
    """Why not all of the applicant's records of that register are offered for the scheme; empty where all are."""
    count, own, entry = _unfit(applicant, scheme), applicant.words.own, registers()[scheme.matter.record]
    why = _why_unfit(applicant, scheme)
    return f"{own}另有{count}条{entry.title}没有列出：{why}。登记有误的，请更正那条记录。" if count else ""


def nothing_to_pick(applicant: Applicant, scheme: Scheme) -> str:
    """What is said of a scheme of which no matter was found in the records: that there are some which have to be
    picked, that none of those that there are fits, or that there is none."""
    entry, words = registers()[scheme.matter.record], applicant.words
    if found := own_records(applicant, scheme).count():
        return f"{words.own}登记的{entry.title}有{found}条；申报时选定一条，填写申报的期间后即可核对。"
    if count := _unfit(applicant, scheme):
        why = _why_unfit(applicant, scheme)
        return f"{words.own}登记的{count}条{entry.title}都不能用于本事项：{why}。登记有误的，请更正那条记录。"
    return f"{words.profile}中没有登记过{scheme.matter.reference_label}；已有的，登记后即可核对。"


def _unfit(applicant: Applicant, scheme: Scheme) -> int:
    """How many of the applicant's records of that register the scheme could not be about."""
    entry, rule = registers()[scheme.matter.record], scheme.matter
    if not rule.party_of(applicant.kind) and not rule.only:
        return 0
    all_rows: int = entry.model._default_manager.filter(**{entry.owner: applicant}).count()
    return all_rows - own_records(applicant, scheme).count()


def _why_unfit(applicant: Applicant, scheme: Scheme) -> str:
    """What of such a record may be why."""
    model, rule = registers()[scheme.matter.record].model, scheme.matter
    side = rule.party_of(applicant.kind)
    why = [f"{label_of(model, side)}不是{applicant.words.own}"] if side else []
    fields = "、".join(dict.fromkeys(_label(model, path) for path in rule.only))
    return "，或".join([*why, *([f"{fields}不在本事项的支持范围内"] if fields else [])])


def _label(model: Any, path: str) -> str:
    """What a field is called that may be one of a record which this one hangs on."""
    *steps, name = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return label_of(model, name)


def _leads_to(model: type[Any]) -> list[str]:
    """The foreign keys of a record that its name or its facts are read through."""
    fields = [field for field in model._meta.fields if isinstance(field, ForeignKey)]
    return [field.name for field in fields if issubclass(field.related_model, RegisterRecord | Applicant)]


def picked(applicant: Applicant, scheme: Scheme, text: Any) -> RegisterRecord | None:
    """The record of that name (platform:12) if the applicant may pick it for the scheme."""
    register, _, number = str(text or "").partition(":")
    if not scheme.matter.record or register != scheme.matter.record or not whole_number(number):
        return None
    found: RegisterRecord | None = own_records(applicant, scheme).filter(pk=whole_number(number)).first()
    return found


def hold_record(record: RegisterRecord | None) -> None:
    """Let nobody change or delete the record until the caller's transaction ends."""
    if record is not None:
        list(type(record)._default_manager.filter(pk=record.pk).order_by().select_for_update(of=("self",)))


def digest_of(rows: Iterable[RegisterRecord | TeamCharter]) -> str:
    """What the records say, as a hash: another as soon as one of them is changed."""
    said = sorted(
        (name_for(row), [(field.attname, field.value_to_string(row)) for field in row._meta.concrete_fields
                         if not field.name.startswith("certified")])
        for row in rows
    )  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def content_of(rows: Iterable[RegisterRecord]) -> str:
    """The same of what is said alone, whoever wrote it, with whichever paper."""
    said = sorted(
        (name_for(row), [(field.attname, field.value_to_string(row)) for field in row._meta.concrete_fields
                         if not field.name.startswith(_OF_WRITING)])
        for row in rows
    )  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def wholes_of(record: RegisterRecord) -> list[RegisterRecord]:
    """The records that this one hangs on: the project of a transfer, the achievement of a contract."""
    fields = [field for field in record._meta.fields if isinstance(field, ForeignKey)]
    rows = [getattr(record, field.name) for field in fields if issubclass(field.related_model, RegisterRecord)]
    return [row for row in rows if row is not None]


def name_for(record: RegisterRecord | TeamCharter) -> str:
    """By what an answer names a record: its register and its key."""
    return f"{record.trail_kind}:{record.pk}"


def told_by(scheme: Scheme, record: RegisterRecord) -> str:
    """What tells the record's matter apart, for good: what the law of the scheme names, with the record's own level
    where it names that; empty as long as the record does not say it."""
    parts = [record.matter_identity()]
    for name in scheme.matter.adds:
        if name not in ("months", "year"):
            value = key_of(str(getattr(record, name)))
            if not value:
                return ""
            parts.append(f"{name}:{value}")
    return "|".join(parts)
