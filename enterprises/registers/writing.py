"""Writing a record under its natural key: what it is stays known, whatever its number is put right to.

A record on which nothing rests becomes the thing that its new key names. One on which a claim rests stays what it is,
and is found by its old key too, so that the number that was paid for is not paid for again. Whose record it is never
changes: what was paid for it would be another's.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from core.values.verdict import Refused
from enterprises.models import KnownKey, RegisterRecord
from enterprises.models.registered import known_identity
from enterprises.registers.register import register_of
from enterprises.registers.resting import rests_on

ANOTHERS = "改后的内容与另一条已登记的记录是同一事项，而已有申报以本条为依据，不能这样更改；请核对编号和名称。"
MOVED = "这条记录登记在{owner}名下，不能改到别的单位；请核对编号和统一社会信用代码。"


def write(record: RegisterRecord) -> None:
    """Save the record, and with it those that are named by what it is, in the caller's transaction.

    It is held first: a claim that is just being handed in for it is waited for, and seen. Raises Refused where it was
    another applicant's, and where its new key is another record's and something rests on it.
    """
    before = _held(record)
    if before is not None:
        _stay(record, before)
    if before is not None and _keys(before) != _keys(record):
        _rename(record, before)
    record.save()
    for key in record.further_keys():
        KnownKey.objects.get_or_create(
            register=register_of(record).name, key=key, defaults={"identity": record.identity}
        )
    if before is not None and before.identity != record.identity:
        _parts_follow(record)


def _held(record: RegisterRecord) -> RegisterRecord | None:
    """The record as it is stored, held until the transaction ends; None for a new one."""
    rows = type(record)._default_manager.select_for_update(of=("self",))
    found: RegisterRecord | None = rows.filter(pk=record.pk).first() if record.pk else None
    return found


def _stay(record: RegisterRecord, before: RegisterRecord) -> None:
    applicant_of = register_of(record).applicant_of
    owner = applicant_of(before)
    if owner is not None and owner != applicant_of(record):
        raise Refused(MOVED.format(owner=owner))


def _keys(record: RegisterRecord) -> tuple[str, ...]:
    return (record.natural_key(), *record.further_keys())


def _rename(record: RegisterRecord, before: RegisterRecord) -> None:
    for rows in _parts_of(before):  # a claim for a part of it, just being handed in, is waited for as well
        list(rows.order_by("pk").select_for_update(of=("self",)))
    if not rests_on(before):
        record.identity = ""
        return
    if known_identity(record) not in ("", record.identity):
        raise Refused(ANOTHERS)
    KnownKey.objects.get_or_create(
        register=register_of(record).name, key=before.key, defaults={"identity": record.identity}
    )


def _parts_of(record: RegisterRecord) -> Iterator[QuerySet[RegisterRecord]]:
    """The records of other registers that hang on this one, register by register."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, RegisterRecord):
            yield model._default_manager.filter(**{relation.field.name: record})


def _parts_follow(record: RegisterRecord) -> None:
    """Records whose key begins with what this one is are named anew."""
    for rows in _parts_of(record):
        for part in rows:
            if part.key != part.natural_key():
                part.identity = ""
                part.save()
