"""Form fields of the admin: money is typed in yuan, kept in fen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from unfold.widgets import UnfoldAdminTextInputWidget

from core.money import InvalidAmount, parse_yuan, to_yuan


class YuanFormField(forms.CharField):
    """Yuan as people type it; the cleaned value is whole fen, None when left empty."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        return f"{to_yuan(value):f}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_yuan(text)
        except InvalidAmount as error:
            raise ValidationError(str(error), code="amount") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def is_fen(field: models.Field) -> bool:
    """Whether a model field holds whole fen; such fields are named so."""
    return field.name.endswith("_fen")


def yuan_label(label: str) -> str:
    """The label of a field of fen where yuan are typed."""
    return label.replace("（分）", "（元）")


def yuan_field(field: models.Field) -> YuanFormField:
    """The form field of a model field of fen."""
    return YuanFormField(
        label=yuan_label(str(field.verbose_name)), required=not field.blank, help_text="单位：元，最多两位小数。"
    )
