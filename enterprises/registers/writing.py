"""Writing a record under its natural key: what it is stays known, whatever its number is put right to.

A record on which nothing rests becomes the thing that its new key names. One on which a claim rests stays what it is,
and is found by its old key too, so that the number that was paid for is not paid for again.
"""

from core.values.verdict import Refused
from enterprises.models import KnownKey, RegisterRecord
from enterprises.models.registered import known_identity
from enterprises.registers.register import register_of
from enterprises.registers.resting import rests_on

ANOTHERS = "改后的内容与另一条已登记的记录是同一事项，而已有申报以本条为依据，不能这样更改；请核对编号和名称。"


def write(record: RegisterRecord) -> None:
    """Save the record, and with it those that are named by what it is. Raises Refused where its new key is another's
    and something rests on it."""
    before = type(record)._default_manager.filter(pk=record.pk).first() if record.pk else None
    if before is not None and _keys(before) != _keys(record):
        _rename(record, before)
    record.save()
    for key in record.further_keys():
        KnownKey.objects.get_or_create(
            register=register_of(record).name, key=key, defaults={"identity": record.identity}
        )
    if before is not None and before.identity != record.identity:
        _parts_follow(record)


def _keys(record: RegisterRecord) -> tuple[str, ...]:
    return (record.natural_key(), *record.further_keys(), str(getattr(record, "identity_hash", "")))


def _rename(record: RegisterRecord, before: RegisterRecord) -> None:
    if not rests_on(before):
        record.identity = ""
        return
    if known_identity(record) not in ("", record.identity):
        raise Refused(ANOTHERS)
    KnownKey.objects.get_or_create(
        register=register_of(record).name, key=before.key, defaults={"identity": record.identity}
    )


def _parts_follow(record: RegisterRecord) -> None:
    """Records whose key begins with what this one is are named anew."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, type) or not issubclass(model, RegisterRecord):
            continue
        for part in model._default_manager.filter(**{relation.field.name: record}):
            if part.key != part.natural_key():
                part.identity = ""
                part.save()
