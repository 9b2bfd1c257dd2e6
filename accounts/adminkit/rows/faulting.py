"""What else is wrong with a row of which a cell cannot be read: no record is made of it that would say so."""

from collections.abc import Hashable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.adminkit.rows.doubling import same_as_row

Faults = dict[str, list[str]]


def further_faults(resource: Any, values: Mapping[str, Any], number: int) -> Faults:
    """By field: what is left out, what does not fit its field, and that an earlier row has the same record.

    `values` are the cells that could be read, by the field that they fill; `number` is that of the row in the sheet.
    """
    finds = [resource.fields[name].attribute for name in resource.get_import_id_fields()]
    key = tuple(values.get(name) for name in finds)
    first = resource.first_of(key, number)
    model = resource._meta.model
    faults: Faults = {
        name: said for name, value in values.items() if (said := _said_of(model._meta.get_field(name), value))
    }
    left_out = [name for name in faults if values[name] in (None, "") and name not in finds]
    if left_out and not _is_new(resource, finds, key, is_first=first == number):  # asked of few rows: it is a query
        for name in left_out:  # the record may have it: stored, or of the earlier row
            del faults[name]
    if first != number:
        faults[NON_FIELD_ERRORS] = [same_as_row(first)]
    return faults


def _is_new(resource: Any, finds: list[str], key: tuple[Hashable, ...], *, is_first: bool) -> bool:
    whole = is_first and all(part not in (None, "") for part in key)
    return whole and not resource.get_queryset().filter(**dict(zip(finds, key, strict=True))).exists()


def _said_of(field: Any, value: Any) -> list[str]:
    """What a field of a record says of a value; of another record, which was found, only that none is named."""
    if field.is_relation and value is not None:
        return []
    try:
        field.clean(value, None)
    except ValidationError as error:
        return list(error.messages)
    return []
