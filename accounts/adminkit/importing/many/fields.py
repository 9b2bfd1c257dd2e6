"""The values of a record checked by the fields of its model, every value of a field once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

_MOST_KEPT = 20_000
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

    def are_good(self, record: Any) -> bool:
        """Check and set the values; False where any of them is not one of its field."""
        if self.own_way:
            return _cleans(record)
        state = record.__dict__
        for field, name, blank, empty, known in self.fields:
            raw = state[name]
            if (blank and raw in empty) or (field.is_relation and _was_read(record, field, raw)):
                continue
            key = (raw.__class__, raw)
            if key not in known:
                if len(known) >= _MOST_KEPT:
                    known.clear()
                known[key] = _cleaned(field, raw, record)
            good, value = known[key]
            if not good:
                return False
            state[name] = value
        return True


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
