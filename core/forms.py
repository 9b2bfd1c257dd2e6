"""What the forms of all apps share: errors that say what to do, in the words of the field."""

from typing import Any

from django import forms

_REQUIRED = forms.Field.default_error_messages["required"]
_CHOICES = (forms.ChoiceField, forms.ModelChoiceField)


class SpeakingForm(forms.Form):
    """A form whose empty fields ask for what is missing by name: 请填写单位名称。"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak(field)


def _speak(field: forms.Field) -> None:
    """Put our sentences in place of Django's general ones; a field's own sentence stays."""
    messages, choosing = field.error_messages, isinstance(field, _CHOICES)
    if messages["required"] == _REQUIRED:
        messages["required"] = f"请{'选择' if choosing else '填写'}{field.label}。"
    if choosing:
        messages["invalid_choice"] = f"请从列出的选项中选择{field.label}。"
    if isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{field.label}应为整数，例如 12。"
