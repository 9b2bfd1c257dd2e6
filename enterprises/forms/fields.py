"""Form fields that the applicant's pages share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import City, District
from core.values.identifiers import clean_uscc
from core.values.identity_numbers import clean_identity_number, looks_like_identity
from core.values.telephones import validate_telephone
from core.values.text import CanonicalFormField, validate_date_range


class CreditCodeField(CanonicalFormField):
    """统一社会信用代码 in its canonical form; the error says which rule is broken and where."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "code", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(label="统一社会信用代码", max_length=60, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return clean_uscc(text) if text else text


class IdentityNumberField(CanonicalFormField):
    """公民身份号码 in its canonical form; what is typed is never shown again, not even beside its error."""

    judges_identity = True

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "code", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        kwargs.setdefault("widget", UnshownInput(attrs=attrs))
        super().__init__(label="公民身份号码", max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return clean_identity_number(text) if text else text


class UnshownInput(forms.TextInput):
    """A line that comes back empty whenever the page is shown again."""

    def format_value(self, value: Any) -> None:
        return None


class NameInput(forms.TextInput):
    """A line that shows again what was typed, unless that has the shape of an identity number."""

    def format_value(self, value: Any) -> Any:
        return None if looks_like_identity(str(value or "")) else super().format_value(value)


class PastDateField(forms.DateField):
    """A day that has come: from 1900 until today."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", date_input())
        kwargs.setdefault("error_messages", {"invalid": "日期请按 2026-03-31 的样子填写。"})
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            validate_date_range(value)
            refuse_future(value)


def refuse_future(value: date) -> None:
    """A day after today is a slip of the keyboard where a document already exists."""
    if value > timezone.localdate():
        raise ValidationError("日期不能晚于今天，请核对。", code="future")


def date_input() -> forms.DateInput:
    """The browser's own date picker; the form of the value is 2026-03-31 everywhere."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1900-01-01", "max": "2100-12-31"})


def phone_field(**kwargs: Any) -> forms.CharField:
    """A telephone number, mobile or fixed."""
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "narrow"})
    field = CanonicalFormField(max_length=20, widget=widget, **kwargs)
    field.validators.append(validate_telephone)
    return field


class DistrictField(forms.ModelChoiceField):
    """A district, grouped by city; portal.js leaves only those of the city chosen above, the form refuses others."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Select(attrs={"class": "narrow", "data-depends-on": "id_city"})
        super().__init__(
            District.objects.none(),
            label="县（市、区）",
            required=False,
            widget=widget,
            empty_label="暂不填写",
            **kwargs,
        )

    def offer(self, cities: list[City], districts: list[District]) -> None:
        """Let people choose among the districts of these cities."""
        self.queryset = District.objects.filter(pk__in=[row.pk for row in districts])
        groups = [(str(city), [(row.pk, row.name) for row in districts if row.city_id == city.pk]) for city in cities]
        self.choices = [("", self.empty_label), *(groups if len(groups) != 1 else groups[0][1])]
