"""What `certifying.enter` does for one record, for many at once: the same rows, keys, identities and consequences.

A record that is renamed or moved to another applicant is odd, and goes through the verb itself.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any
from uuid import uuid4

from accounts.actor import Actor
from accounts.adminkit.importing.many.writing import Door, insert, update
from core.consequences import carry_out, consequences
from enterprises.models import KnownKey, RegisterRecord
from enterprises.models.registered import register_held
from enterprises.registers.certifying import RecordChange
from enterprises.registers.correcting import lets_pass, may_put_right
from enterprises.registers.register import register_of

_ENTERED = ("entered_by", "certified", "certified_by", "certified_at", "key")


class RegisterDoor(Door):
    """The door of a register's records, for a person of an office."""

    def __init__(self, model: type[RegisterRecord], by: Actor) -> None:
        super().__init__(model)
        self.by = by

    @cached_property
    def lets_pass(self) -> bool:
        """Whether rows are to be asked for one by one, since the person has approved what was paid on some record."""
        return lets_pass(self.by)

    def seen(self, record: Any) -> Any:
        return _owner(record), _keys(record), record.identity

    def is_odd(self, record: Any, seen: Any) -> bool:
        if (_owner(record), _keys(record), record.identity) != seen or not record.identity:
            return True
        return self.lets_pass and not may_put_right(self.by, record)

    def write(self, new: list[Any], changed: list[Any], names: Sequence[str]) -> None:
        for record in (*new, *changed):
            record.entered_by_id = self.by.user_id
            record.certified, record.certified_by_id, record.certified_at = False, None, None
            record.key = record.natural_key()
        if new:
            register_held(self.model)
            _identify(self.model, new)
            insert(self.model, new)
        update(self.model, changed, (*names, *_ENTERED))
        _keep_further([*new, *changed])
        for record in (*new, *changed):
            carry_out(consequences(RecordChange(record), work_alone=True))


def _owner(record: Any) -> Any:
    owner = register_of(record).applicant_of(record)
    return owner.pk if owner is not None else None


def _keys(record: Any) -> tuple[str, ...]:
    return (record.natural_key(), *record.further_keys())


def _identify(model: Any, records: list[Any]) -> None:
    """Each new record is the thing that is known by one of its keys, else a new one (`known_identity`)."""
    wanted = {key for record in records for key in _keys(record)}
    by_key: dict[str, tuple[int, str]] = {}
    rows = model._default_manager.filter(key__in=wanted).order_by("pk").values_list("key", "pk", "identity")
    for key, pk, identity in rows:
        by_key.setdefault(key, (pk, identity))
    register = model.trail_kind
    known: dict[str, tuple[int, str]] = {}
    for key, pk, identity in KnownKey.objects.filter(register=register, key__in=wanted).values_list(
        "key", "pk", "identity"
    ):
        known[key] = (pk, identity)
    last = max([0, *(pk for pk, _ in by_key.values()), *(pk for pk, _ in known.values())])
    for place, record in enumerate(records, start=last + 1):
        keys = _keys(record)
        record.identity = _known(keys, by_key, known) or uuid4().hex
        by_key.setdefault(keys[0], (place, record.identity))
        for key in keys[1:]:
            known.setdefault(key, (place, record.identity))


def _known(keys: Sequence[str], by_key: dict[str, tuple[int, str]], known: dict[str, tuple[int, str]]) -> str:
    """As `known_identity` asks: by the first key, by any key, by one that was known; the oldest of several."""
    if keys[0] in by_key:
        return by_key[keys[0]][1]
    for found in (by_key, known):
        rows = [found[key] for key in keys if key in found]
        if rows:
            return min(rows)[1]
    return ""


def _keep_further(records: Iterable[Any]) -> None:
    rows = [
        KnownKey(register=register_of(record).name, key=key, identity=record.identity)
        for record in records
        for key in record.further_keys()
    ]
    if rows:
        KnownKey.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
