"""Form fields of the admin: money is typed in yuan, kept in fen; another record is chosen by its key."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
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


class RecordSelect(AutocompleteSelect):
    """Django's, which looks in the database for whatever was sent as a key when a refused form is drawn again."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        return super().optgroups(name, [one for one in value if one and self._is_key(one)], attr)

    def _is_key(self, typed: Any) -> bool:
        try:
            self.field.target_field.to_python(typed)
        except (ValidationError, OverflowError):
            return False
        return True
