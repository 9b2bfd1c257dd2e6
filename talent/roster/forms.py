"""The forms of the roster: one person typed, a sheet, and the sheet's rows that wait to be confirmed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from core.forms.speaking import SpeakingForm
from core.values.text import CanonicalFormField
from enterprises.models import Applicant
from talent.models import Degree, EngagementMode, PersonQualification
from talent.roster.reading import ANSWERED, HEADS, StaffRow, row_of

SALT = "talent.roster"
KEPT_SECONDS = 3600
YES_NO = (("是", "是"), ("否", "否"))
TOLD = "本单位已把《个人信息告知书》告知名册所列人员，他们知道并同意由本单位代为申报。"
_CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "mode": EngagementMode.choices, "degree": Degree.choices, "qualification": PersonQualification.choices,
    "high_level_talent": YES_NO, "newly_hired": YES_NO, "solves_key_problem": YES_NO,
}  # fmt: skip


class StaffForm(SpeakingForm):
    """One person, typed; the cells are read by the same road as those of a sheet.

    Money hangs on every choice, so none is made before somebody makes it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, head in HEADS.items():
            needed, chosen = name in ANSWERED, _CHOICES.get(name)
            self.fields[name] = (
                forms.ChoiceField(label=head, choices=[("", "请选择"), *chosen], required=needed)
                if chosen
                else CanonicalFormField(label=head, max_length=60, required=needed)
            )
            self.fields[name].error_messages["required"] = f"请{'选择' if chosen else '填写'}{head}。"
        self.fields["degree"].help_text = "全职引进的必须选择。"
        self.fields["hired_on"].help_text = "写成 2026-03-31 这样。"
        self.fields["person_no"].help_text = "人才认定编号；没有的填社保个人编号。不要填身份证号码。"
        self.fields["told"] = told_field()

    def row(self) -> StaffRow:
        """What was typed, as a row."""
        return row_of(1, {name: str(self.cleaned_data.get(name) or "") for name in HEADS})


class RosterSheetForm(SpeakingForm):
    """A sheet of people."""

    sheet = forms.FileField(
        label="名册表格", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=".xlsx 或 .csv，首行是列名；一次最多200人。不要放身份证号码。",
        error_messages={"required": "请选择名册表格。"},
    )  # fmt: skip


def told_field() -> forms.BooleanField:
    """The employer's declaration for its staff."""
    return forms.BooleanField(label=TOLD, error_messages={"required": "请确认已告知名册所列人员。"})


def sealed_rows(rows: Sequence[StaffRow], *, applicant: Applicant) -> str:
    """The rows as the page keeps them until they are confirmed: nobody can change them there, nor another take them."""
    return signing.dumps([[row.number, dict(row.cells)] for row in rows], salt=_salt(applicant), compress=True)


def opened_rows(text: str, *, applicant: Applicant) -> list[StaffRow]:
    """The same again. Raises ValidationError when they are too old, another's or not ours."""
    try:
        found = signing.loads(text, salt=_salt(applicant), max_age=KEPT_SECONDS)
        return [StaffRow(number, cells) for number, cells in found]
    except signing.BadSignature as error:
        raise ValidationError("预览已过期，请重新上传名册表格。") from error


def _salt(applicant: Applicant) -> str:
    return f"{SALT}:{applicant.pk}"
