"""What the forms of all apps share: errors that say what to do, in the words of the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.values.money import InvalidAmount, parse_yuan, to_yuan
from core.values.text import CanonicalFormField

# The largest amount that makes sense for a company or a fund: 1万亿元, far inside a 64-bit column of fen.
MOST_FEN = 10**12 * 100
_REQUIRED = forms.Field.default_error_messages["required"]
_CHOICES = (forms.ChoiceField, forms.ModelChoiceField)


class SpeakingForm(forms.Form):
    """A form whose empty fields ask for what is missing by name: 请填写单位名称。"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak(field)

    def not_kept(self) -> str:
        """What was filled in and is gone from the page of a refused form: 公民身份号码和密码要再填一次。"""
        hidden = [field.label for name, field in self.fields.items() if self._comes_back_empty(name, field)]
        files = [field.label for name, field in self.fields.items() if self.files.get(self.add_prefix(name))]
        told = f"为保护信息，{_listed(hidden)}要再填一次。" if hidden else ""
        return told + (f"{_listed(files)}要重新选择。" if files else "")

    def _comes_back_empty(self, name: str, field: forms.Field) -> bool:
        if name.endswith("2") and f"{name[:-1]}1" in self.fields:  # the same once more
            return False
        typed = self.data.get(self.add_prefix(name))
        hides = isinstance(field.widget, forms.PasswordInput) and not field.widget.render_value
        is_line = isinstance(field.widget, forms.TextInput)
        return bool(typed) and (hides or (is_line and not field.widget.format_value(typed)))


def _listed(labels: list[Any]) -> str:
    """甲、乙和丙."""
    *first, last = map(str, labels)
    return f"{'、'.join(first)}和{last}" if first else last


def _speak(field: forms.Field) -> None:
    """Put our sentences in place of Django's general ones; a field's own sentence stays."""
    messages, choosing = field.error_messages, isinstance(field, _CHOICES)
    if messages["required"] == _REQUIRED:
        messages["required"] = f"请{'选择' if choosing else '填写'}{field.label}。"
    if choosing:
        messages["invalid_choice"] = f"请从列出的选项中选择{field.label}。"
    if isinstance(field, forms.DecimalField):  # to Django one of whole numbers too
        places = f"，最多{field.decimal_places}位小数" if field.decimal_places else ""
        messages["invalid"] = f"{field.label}应为数字{places}，例如 12.5。"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{field.label}应为整数，例如 12。"


class YuanField(CanonicalFormField):
    """An amount in yuan as people type it; its value is whole fen, exact, or None."""

    unit = "元"

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "number", "maxlength": 40}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{to_yuan(value):,}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            fen = parse_yuan(text)
        except InvalidAmount as error:
            raise ValidationError(str(error), code="amount") from error
        if not 0 <= fen <= MOST_FEN:
            raise ValidationError("金额须在0元至1万亿元之间。", code="range")
        return fen

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True
