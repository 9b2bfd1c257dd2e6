"""The page on which a list is asked for as a sheet: which columns, which format; the choice is kept."""

from typing import Any

from django import forms
from django.http import HttpRequest
from unfold.contrib.import_export.forms import ExportForm

from accounts.adminkit.exporting.laying_out import SheetAsked, chosen_of, columns_of
from core.forms.sending import sent

KEPT_IN = "columns_of_sheets"


class ListForm(ExportForm):
    """Format and columns. A sender that says nothing of columns is given all."""

    asks_columns = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput())
    columns = forms.MultipleChoiceField(label="列", required=False, widget=forms.CheckboxSelectMultiple())

    def __init__(self, *args: Any, offered: list[tuple[str, str]], kept: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["format"] = "0"  # the first: a workbook
        columns: Any = self.fields["columns"]
        columns.choices, self.offered = offered, offered
        columns.initial = [name for name, _ in offered if name in kept] or [name for name, _ in offered]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("asks_columns") and "columns" in data and not data["columns"]:
            self.add_error("columns", "请至少选择一列。")
        return data

    def asked(self, query: str) -> SheetAsked:
        """What was chosen, from cleaned data."""
        data = self.cleaned_data
        wanted = data["columns"] if data["asks_columns"] else [name for name, _ in self.offered]
        return SheetAsked(query, int(data["format"]), chosen_of(self.offered, wanted))


def form_for(page: Any, request: HttpRequest) -> ListForm:
    """The form of a list's page, filled in as the person left it last."""
    label, session = page.model._meta.label_lower, request.session
    return ListForm(
        page.get_export_formats(), page.get_export_resource_classes(request), data=sent(request),
        offered=columns_of(page, request), kept=session.get(KEPT_IN, {}).get(label, []),
    )  # fmt: skip


def keep_choice(page: Any, request: HttpRequest, asked: SheetAsked) -> None:
    """The columns are chosen like this the next time too."""
    kept = request.session.get(KEPT_IN, {})
    request.session[KEPT_IN] = kept | {page.model._meta.label_lower: list(asked.columns)}
