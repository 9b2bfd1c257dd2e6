"""Fields that keep a text as it was typed: what is wrong with it is said by the engine, never by the field."""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from subsidies.rules import Fact, FactType

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_ISO_MONTH = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)
MOST_RADIOS = 4


class MarkedBoundField(BoundField):
    """A question on the page; where the office has marked something, what it said belongs to the control's name."""

    @property
    def aria_describedby(self) -> str:
        told = super().aria_describedby or ""
        return f"{self.auto_id}_marked {told}".strip() if self.field.marked else told  # type: ignore[attr-defined]  # a TypedField


class TypedField(forms.Field):
    """A question whose answer is taken as typed. `needed` marks what has to be there when the claim is handed in,
    `marked` whether the office has marked it as wrong."""

    def __init__(self, *, needed: bool = True, unit: str = "", **kwargs: Any) -> None:
        super().__init__(required=needed, **kwargs)
        self.unit, self.marked = unit, False

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        return MarkedBoundField(form, self, field_name)

    def clean(self, value: Any) -> Any:
        return value


def day_widget(typed: str) -> forms.Widget:
    """A date picker, unless the text is no date: then the text itself, so that nothing typed is lost."""
    if typed and not _ISO_DAY.match(typed):
        return forms.TextInput(attrs={"class": "narrow"})
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1900-01-01", "max": "2100-12-31"})


def month_widget(typed: str) -> forms.Widget:
    """A month picker where the browser has one; where it has none the help says how to write a month."""
    if typed and not _ISO_MONTH.match(typed):
        return forms.TextInput(attrs={"class": "narrow"})
    return forms.TextInput(attrs={"type": "month", "placeholder": "2026-03", "class": "narrow"})


def number_widget(whole: bool = False) -> forms.Widget:
    """Digits by the phone's number keys, written as people write them."""
    return forms.TextInput(
        attrs={"inputmode": "numeric" if whole else "decimal", "class": "number narrow", "autocomplete": "off"}
    )


def fact_field(fact: Fact, typed: str, *, alone: bool = True) -> TypedField:
    """The question for a fact, by its type; `alone`: no title above it says on which paper it stands."""
    needed = fact.default is None and (not fact.optional or fact.only_when is not None)
    choices = _choices(fact)
    field = TypedField(
        needed=needed,
        unit="" if choices else fact.unit,
        label=fact.label,
        help_text=help_of(fact, alone=alone),
        widget=_widget(fact, typed),
    )
    if choices:
        field.widget.choices = choices
    return field


def _choices(fact: Fact) -> list[tuple[str, str]]:
    if fact.type == FactType.BOOL:
        return [("true", "是"), ("false", "否")]
    listed = list(fact.values.items())
    return listed if len(listed) <= MOST_RADIOS else [("", "请选择"), *listed]


def _widget(fact: Fact, typed: str) -> forms.Widget:
    if fact.type == FactType.BOOL or (fact.type == FactType.ENUM and len(fact.values) <= MOST_RADIOS):
        return forms.RadioSelect()
    if fact.type == FactType.ENUM:
        return forms.Select()
    if fact.type == FactType.DATE:
        return day_widget(typed)
    if fact.type == FactType.MONTH:
        return month_widget(typed)
    return number_widget(whole=fact.type == FactType.INT)


def help_of(fact: Fact, *, alone: bool = True) -> str:
    """What to write, and on which paper it stands."""
    parts = [fact.help]
    if fact.type == FactType.RATE:
        parts.append("可写成百分数，如 3.5%")
    if fact.type == FactType.MONTH:
        parts.append("写成 2026-03 这样的年月")
    if fact.evidence and alone:
        parts.append(f"以{fact.evidence}为准")
    sentences = [part.rstrip("。") for part in parts if part]
    return "。".join(sentences) + ("。" if sentences else "")
