"""The values of a record checked by the fields of its model, every value of a field once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

_MOST_KEPT, _NONE_YET = 20_000, object()
PLAIN = (
    models.AutoField, models.BooleanField, models.CharField, models.DateField, models.DecimalField,
    models.IntegerField, models.TextField, models.UUIDField, models.ForeignKey,
)  # fmt: skip


class FieldsChecked:
    """What `clean_fields` of a model does, remembered."""

    def __init__(self, model: type[models.Model]) -> None:
        self.own_way = model.clean_fields is not models.Model.clean_fields
        self.fields: list[Any] = [
            (field, field.attname, bool(field.blank), field.empty_values, {}) for field in model._meta.fields
            if not field.primary_key
        ]  # fmt: skip
        self.last = {name: _NONE_YET for _, name, *_ in self.fields}  # good, and nothing to set: most rows say the same

    def are_good(self, record: Any) -> bool:
        """Check and set the values; False where any of them is not one of its field."""
        if self.own_way:
            return _cleans(record)
        state, last = record.__dict__, self.last
        for field, name, blank, empty, known in self.fields:
            raw = state[name]
            if raw is last[name] or (blank and not raw and raw in empty):
                continue
            if field.is_relation and _was_read(record, field, raw):
                continue
            key = (raw.__class__, raw)
            if key not in known:
                if len(known) >= _MOST_KEPT:
                    known.clear()
                known[key] = _cleaned(field, raw, record)
            good, value = known[key]
            if not good:
                return False
            if value is raw:
                last[name] = raw
            state[name] = value
        return True

    def are_good_or_missing(self, record: Any) -> bool:
        """Whether nothing is wrong with the values but that some are not there."""
        found = ((field, record.__dict__[name], empty) for field, name, _, empty, _ in self.fields)
        return not self.own_way and all(raw in empty or _cleaned(field, raw, record)[0] for field, raw, empty in found)


def _was_read(record: Any, field: Any, raw: Any) -> bool:
    """Whether the record that a field names was just read, and so is there."""
    other = record._state.fields_cache.get(field.cache_name)
    return other is not None and other.pk == raw


def _cleans(record: Any) -> bool:
    try:
        record.clean_fields()
    except ValidationError:
        return False
    return True


def _cleaned(field: Any, raw: Any, record: Any) -> tuple[bool, Any]:
    try:
        return True, field.clean(raw, record)
    except ValidationError:
        return False, None
