"""What an applicant declares of itself: recognitions, yearly figures, intellectual property."""

from typing import Any

from django import forms
from django.utils import timezone

from core.forms.speaking import SpeakingForm, YuanField
from core.values.text import CanonicalFormField, validate_date_range
from enterprises.forms.fields import PastDateField, date_input
from enterprises.models import PropertyKind, RecognitionKind, RecognitionLevel

NARROW = {"class": "narrow"}


def _choice(label: str, choices: list[tuple[str, str]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", "请选择"), *choices], widget=forms.Select(attrs=NARROW), **kwargs
    )


class RecognitionForm(SpeakingForm):
    """A certificate, as printed on it."""

    kind = _choice("资质类别", RecognitionKind.choices)
    level = _choice("级别", RecognitionLevel.choices, required=False)
    certificate_no = CanonicalFormField(label="证书编号", max_length=60, help_text="照证书抄写，例如 GR 开头的编号。")
    issued_on = PastDateField(label="发证日期")
    expires_on = forms.DateField(
        label="有效期至", required=False, widget=date_input(), validators=[validate_date_range],
        help_text="证书写明有效期三年的，填发证日期三年后的那一天；没有写明的不填。",
        error_messages={"invalid": "日期请按 2026-03-31 的样子填写。"},
    )  # fmt: skip
    sequence = forms.IntegerField(
        label="第几次认定",
        initial=1,
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs=NARROW),
        help_text="首次认定填 1，期满重新认定的填 2，依此类推。",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        issued, expires = data.get("issued_on"), data.get("expires_on")
        if issued and expires and expires < issued:
            self.add_error("expires_on", "有效期不能早于发证日期，请对照证书核对。")
        return data


class YearForm(SpeakingForm):
    """The figures of one calendar year; at least one of them."""

    year = forms.TypedChoiceField(label="年度", coerce=int, widget=forms.Select(attrs=NARROW))
    revenue_fen = YuanField(label="营业收入", required=False, help_text="全年营业收入，以元填写，与报税或年报一致。")
    employees = forms.IntegerField(
        label="从业人数", required=False, min_value=0, max_value=1_000_000, help_text="年末在职人数。"
    )
    employees.unit = "人"  # type: ignore[attr-defined]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        years = [(year, f"{year}年") for year in range(this_year - 1, this_year - 11, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and data.get("revenue_fen") is None and data.get("employees") is None:
            self.add_error("revenue_fen", "营业收入和从业人数至少填写一项。")
        return data


class PropertyForm(SpeakingForm):
    """An application for intellectual property."""

    kind = _choice("类别", PropertyKind.choices)
    application_no = CanonicalFormField(label="申请号或登记号", max_length=60, help_text="照受理通知书或证书抄写。")
    title = CanonicalFormField(label="名称", max_length=120)
    filed_on = PastDateField(label="申请日期")
