"""The form of a record, made from what its register asks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.actor import Actor
from accounts.scope import ScopedQuerySet
from core.files.checking import ACCEPT, check_upload
from core.forms.speaking import SpeakingForm, YuanField
from core.values.text import CanonicalProseFormField, validate_date_range
from core.values.verdict import Refused
from enterprises.forms.fields import PastDateField, date_input
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.checking import TakenAlready, faults, naming_field
from enterprises.registers.declaring import blank
from enterprises.registers.presenting import PAPER, label_of, name_of
from enterprises.registers.register import Register, registers

# Days that may lie ahead, by their names; all others have come.
COMING, ENDING = ("expires", "ends", "last", "due", "until"), ("_to", "_until", "_ends", "_end")
MONTH = "_month"
YEARS_BACK = 12
NARROW = {"class": "narrow"}
BAD_DATE = {"invalid": "日期请按 2026-03-31 的样子填写。"}
PAPER_HELP = "证书、合同或文件的扫描件；PDF、图片、Word、Excel 或 OFD，不超过20MB。"


class PaperField(forms.FileField):
    """A file that has passed the gate for files from outside."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            check_upload(upload)
        return upload or None


class RecordForm(SpeakingForm):
    """One record of a register, of one applicant. `form_of` gives it the fields."""

    entry: Register
    applicant: Applicant

    def __init__(self, *args: Any, record: RegisterRecord | None = None, **kwargs: Any) -> None:
        self.record = record
        self.twin: RegisterRecord | None = None
        if record is not None:
            kwargs.setdefault("initial", {name: _shown(record, name) for name in self.entry.asked if name != PAPER})
        super().__init__(*args, **kwargs)
        if record is not None:
            for name in self.entry.wanted:  # a space of the park says it elsewhere
                self.fields[name].required = _shown(record, name) not in (None, "")

    def values(self) -> dict[str, Any]:
        """What was typed, the paper aside."""
        return {name: self.cleaned_data.get(name) for name in self.entry.asked if name != PAPER}

    def built(self) -> RegisterRecord:
        """The record that was typed, not yet written."""
        record = blank(self.entry.model, self.applicant)
        for name, value in self.values().items():
            setattr(record, name, value)
        return record

    def clean(self) -> dict[str, Any]:
        """With what the model refuses, told at once with what could not be read. Only where another record is missing
        on which this one hangs, nothing more can be said of it yet."""
        data = super().clean() or {}
        hanging = any(isinstance(self.fields[name], forms.ModelChoiceField) for name in self.errors)
        self._tell({} if hanging else faults(self.built(), unread=set(self.errors)))
        return data

    def take(self, error: ValidationError) -> None:
        """What the model refuses, beside the field that it is about where the form has it."""
        self._tell(error.message_dict if hasattr(error, "error_dict") else {"": error.messages})

    def take_refusal(self, refusal: Refused, record: RegisterRecord, twin: RegisterRecord | None) -> None:
        """Why the record was not written; `twin`: the applicant's own record that is the same thing, which is told
        where the key is what stands in the way."""
        if not isinstance(refusal, TakenAlready):
            self.add_error(None, refusal.reason)
            return
        self.twin, reason = twin, refusal.reason
        if twin is not None:
            reason = f"{self.applicant.words.own}已经登记过“{name_of(twin)}”，不用重复登记。"
        self.add_error(naming_field(record, self.entry.asked), reason)

    def _tell(self, told: Mapping[str, list[str]]) -> None:
        for name, sentences in told.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class CorrectionForm(RecordForm):
    """What a record should say, and why; `form_of` puts the record's own fields before the reason."""

    reason = CanonicalProseFormField(
        label="更正理由", max_length=1000, help_text="哪里有误、依据是什么；有证书或变更文件的，在依据材料里附上。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.entry.asked, "reason"])


def form_of(
    entry: Register, applicant: Applicant, actor: Actor, base: type[RecordForm] = RecordForm
) -> type[RecordForm]:
    """The form of a register for one applicant: foreign keys lead to its own records, or to what all may see."""
    fields = {name: _field(entry, name, applicant, actor) for name in entry.asked}
    for name, words in entry.wanted_of.items():
        fields[name].mark = words  # type: ignore[attr-defined]  # read by components/field.html in place of 选填
    return type("FilledRecordForm", (base,), {"entry": entry, "applicant": applicant, **fields})


def _shown(record: RegisterRecord, name: str) -> Any:
    return getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]  # a column, not a relation back


def _field(entry: Register, name: str, applicant: Applicant, actor: Actor) -> forms.Field:
    column: Any = entry.model._meta.get_field(name)
    told: dict[str, Any] = {
        "label": label_of(entry.model, name),
        "required": is_required(column) or name in entry.wanted,
    }
    told["help_text"] = entry.helps.get(name, str(column.help_text))
    if column.has_default() and not column.choices:  # money hangs on a choice: it is made, not found made
        told["initial"] = column.get_default()
    if name == PAPER:
        return PaperField(**told | {"help_text": told["help_text"] or PAPER_HELP})
    if isinstance(column, models.ForeignKey):
        rows = _choices(column.related_model, applicant, actor)
        told["help_text"] = _first_one(column.related_model, rows) or told["help_text"]
        return forms.ModelChoiceField(rows, empty_label="请选择", **told)
    return _plain_field(column, name, told)


def _first_one(model: Any, rows: Any) -> str:
    """Where there is nothing to choose from: the way to the register in which one is entered first; empty elsewhere."""
    entry = registers().get(getattr(model, "trail_kind", ""))
    if entry is None or not entry.declared or rows.exists():
        return ""
    add = reverse("enterprises:record_add", args=[entry.name])
    return format_html('还没有登记{}，这里没有可选的；<a href="{}">先登记一项</a>。', entry.title, add)


def is_required(column: Any) -> bool:
    """Whether an answer is wanted; a box that is not ticked is one."""
    return not (column.blank or isinstance(column, models.BooleanField))


def _choices(model: Any, applicant: Applicant, actor: Actor) -> Any:
    """The applicant's own records, where they are an applicant's; never what the actor may not see."""
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        return rows.none()
    visible = rows.visible_to(actor)
    owned = any(field.name == "applicant" for field in model._meta.concrete_fields)
    return visible.filter(applicant=applicant) if owned else visible


def _plain_field(column: Any, name: str, told: dict[str, Any]) -> forms.Field:
    """A field by the kind of its column: money, day, year, choice, or as the model says."""
    if name.endswith("_fen"):
        return YuanField(**told)
    if name == "year":
        return _year_field(told)
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        if name.startswith(COMING) or name.endswith(ENDING):
            return forms.DateField(
                widget=date_input(), validators=[validate_date_range], error_messages=BAD_DATE, **told
            )
        return PastDateField(**told)
    if column.choices:
        choices = [("", "请选择"), *column.flatchoices]
        return forms.ChoiceField(choices=choices, widget=forms.Select(attrs=NARROW), **told)
    field: forms.Field = column.formfield(**told)
    if name.endswith(MONTH):
        field.widget = forms.TextInput(attrs={"type": "month"} | NARROW)
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        field.widget.attrs |= NARROW
    return field


def _year_field(told: dict[str, Any]) -> forms.Field:
    """The running year and those before it: a company reports the running year too."""
    this_year = timezone.localdate().year
    years = [(year, f"{year}年") for year in range(this_year, this_year - YEARS_BACK, -1)]
    return forms.TypedChoiceField(
        choices=[("", "请选择"), *years], coerce=int, widget=forms.Select(attrs=NARROW), **told
    )
