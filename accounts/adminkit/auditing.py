"""What is added, changed or deleted in the admin leaves an entry in the audit trail, and its history shows it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.adminkit.scoping import city_id_of
from accounts.models import City
from core import audit
from core.values.text import clean_prose

_MOST = 500


class AuditedAdmin:
    """Mixin for a ModelAdmin: the trail takes the place of Django's own log of the admin."""

    model: type[Model]
    city_path: str

    def chain_of(self, record: Model) -> str:
        """The chain of the trail that the record belongs to: its city's key, or "" for what is of no city."""
        city_id = city_id_of(record, self.city_path)
        return City.objects.values_list("key", flat=True).get(pk=city_id) if city_id else ""

    def note(self, request: Any, action: str, record: Model, detail: dict[str, Any] | None = None) -> None:
        """Write one entry about a record."""
        with transaction.atomic():
            audit.record(by=request.actor, action=action, subject=record, chain=self.chain_of(record), detail=detail)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        self.note(request, "新建记录", obj, {"记录": str(obj), "内容": message})

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        self.note(request, "修改记录", obj, {"记录": str(obj), "内容": message})

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        for record in queryset:
            self.note(request, "删除记录", record, {"记录": str(record)})

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What was typed, field by field: label, before, after."""
        changed = form.changed_data if form is not None else []
        return [_change(form, name, add) for name in changed if "password" not in name]

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The entries about one record, oldest first."""
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if record is None or not self.has_view_permission(request, record):  # type: ignore[attr-defined]
            raise Http404
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": f"{record} · 变更历史", "object": record, "opts": self.model._meta,
            "entries": list(reversed(audit.history(record))),
        }  # fmt: skip
        return TemplateResponse(request, "admin/object_history.html", context)


def _change(form: Any, name: str, add: bool) -> dict[str, str]:
    label = str(form.fields[name].label or name)
    after = _text(form.cleaned_data.get(name))
    return {"项": label, "改为": after} if add else {"项": label, "原为": _text(_before(form, name)), "改为": after}


def _before(form: Any, name: str) -> Any:
    initial = form.initial.get(name)
    queryset = getattr(form.fields[name], "queryset", None)
    if queryset is not None and initial and not isinstance(initial, list):
        return queryset.filter(pk=initial).first()
    return initial


def _text(value: Any) -> str:
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    return clean_prose(str(value))[:_MOST]
