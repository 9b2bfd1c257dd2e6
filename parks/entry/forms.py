"""What is asked of whoever wants to move in."""

from django import forms

from core.forms.speaking import SpeakingForm
from core.values.text import CanonicalFormField, CanonicalProseFormField, validate_date_range
from enterprises.forms.fields import date_input
from parks.entry.asking import refuse_past
from parks.models import SpaceKind


class EntryForm(SpeakingForm):
    """One page; the rest is settled at the window."""

    project = CanonicalFormField(label="入驻项目", max_length=120, help_text="准备在晋创谷开展的项目名称。")
    about = CanonicalProseFormField(
        label="项目情况", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="技术来源、团队、产品和投资计划，几句话即可。",
    )  # fmt: skip
    wished_kind = forms.ChoiceField(
        label="拟用房屋", choices=[("", "请选择"), *SpaceKind.choices], widget=forms.Select(attrs={"class": "narrow"})
    )
    wished_area_m2 = forms.DecimalField(
        label="拟用面积", max_digits=10, decimal_places=2, min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "number"}),
        error_messages={"min_value": "面积至少1㎡。"},
    )  # fmt: skip
    wished_area_m2.unit = "㎡"  # type: ignore[attr-defined]  # read by the template of fields
    wished_from = forms.DateField(
        label="拟入驻日期", widget=date_input(), validators=[validate_date_range, refuse_past],
        error_messages={"invalid": "日期请按 2026-03-31 的样子填写。"},
    )  # fmt: skip
