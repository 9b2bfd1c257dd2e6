"""Form fields of the admin: money is typed in yuan, kept in fen."""

from django.db import models
from unfold.widgets import UnfoldAdminTextInputWidget

from core.forms.speaking import YuanField
from core.values.money import yuan_label


def is_fen(field: models.Field) -> bool:
    """Whether a model field holds whole fen; such fields are named so."""
    return field.name.endswith("_fen")


def yuan_field(field: models.Field) -> YuanField:
    """The form field of a model field of fen."""
    return YuanField(
        label=yuan_label(str(field.verbose_name)),
        required=not field.blank,
        help_text="单位：元，最多两位小数。",
        widget=UnfoldAdminTextInputWidget,
    )
