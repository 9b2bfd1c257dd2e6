"""A form that another overtook: since it was opened somebody else, or another tab, has saved its record."""

import hashlib
from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Model

OPENED = "opened"  # what the record said when the form was opened, as a mark in the form
OVERTAKEN = "打开以后，这条记录已被改动，还没有保存。请核对不同之处，再保存一次即按您填写的内容保存。"
_BY_THEMSELVES = {"last_login"}  # change without anybody's form


def mark_of(record: Model) -> str:
    """What the record says, as a mark: equal as long as it says the same."""
    fields = (field for field in record._meta.concrete_fields if field.name not in _BY_THEMSELVES)
    said = "\n".join(f"{field.attname}={field.value_to_string(record)}" for field in fields)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def tell_overtaken(form: Any, names: Collection[str] | None = None) -> None:
    """Say so on a form that was looked through, and beside each field that differs (or those of `names`) what the
    record says now."""
    differing = form.changed_data if names is None else names
    now = {name: _told(form, name) for name in differing if name in form.fields}
    form.add_error(None, OVERTAKEN)
    for name, text in now.items():
        form.add_error(name, f"现在登记的是“{text}”。" if text else "现在登记的是空白。")


def _told(form: Any, name: str) -> str:
    field = form.fields[name]
    value = form.get_initial_for_field(field, name)
    if value is None or isinstance(field, forms.FileField):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset  # set once the field is in a form
        return str(rows.filter(pk=getattr(value, "pk", value)).first() or "")
    words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return words.get(str(value), str(field.prepare_value(value)))
