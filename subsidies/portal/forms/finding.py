"""Filters of the list of schemes, and the verification code."""

from typing import Any

from django import forms

from accounts.models import City
from core.values.text import CanonicalFormField
from enterprises.values.applicant_kinds import KIND_LABELS
from subsidies.catalogue.listing import Wanted


class SchemeSearch(forms.Form):
    """By city, applicant and words; shared by its address."""

    city = forms.ChoiceField(label="城市", required=False)
    kind = forms.ChoiceField(label="我是", required=False, choices=[("", "不限"), *KIND_LABELS.items()])
    article = CanonicalFormField(label="条款", required=False, max_length=20)
    q = CanonicalFormField(label="关键词", required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = City.objects.all()
        self.fields["city"].choices = [("", "全部"), *((city.key, str(city)) for city in cities)]  # type: ignore[attr-defined]  # a field of choices, by its name
        self.fields["q"].widget.attrs.update({"type": "search", "placeholder": "如：租金、高新技术企业"})
        self.fields["article"].widget.attrs.update({"placeholder": "如：12"})

    def wanted(self) -> Wanted:
        """What is looked for; a filter that makes no sense is left out."""
        self.is_valid()
        taken = self.cleaned_data
        return Wanted(
            city=taken.get("city", ""),
            article=taken.get("article", ""),
            kind=taken.get("kind", ""),
            text=taken.get("q", ""),
        )


class VerifyForm(forms.Form):
    """The code printed on a notice."""

    code = forms.CharField(label="核验码", max_length=60, help_text="印在通知书的二维码旁，16位数字和字母，分四组。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"class": "code", "autocomplete": "off", "spellcheck": "false"})
