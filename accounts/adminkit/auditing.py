"""What is added, changed or deleted in the admin leaves an entry in the audit trail, and its history shows it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from accounts.adminkit.scoping import city_id_of
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core import audit
from core.audit.recalling import WAS_KEY
from core.telling.details import CHANGES
from core.values.text import clean_prose

ADD = audit.action("add_record", "新建记录")
CHANGE = audit.action("change_record", "修改记录")
DELETE = audit.action("delete_record", "删除记录")
audit.tell_details(record="记录", rows="记录数")
_MOST = 500


class AuditedAdmin:
    """Mixin for a ModelAdmin: the trail takes the place of Django's own log of the admin."""

    # The lines ignored below ask the page that this is mixed into.
    model: type[Model]
    city_path: str

    def chain_of(self, record: Model) -> str:
        """The chain of the trail that the record belongs to: its city's key, or "" for what is of no city."""
        city_id = city_id_of(record, self.city_path)
        return City.objects.values_list("key", flat=True).get(pk=city_id) if city_id else ""

    def note(self, request: PortalRequest, action: str, record: Model, detail: dict[str, Any] | None = None) -> None:
        """Write one entry about a record."""
        with transaction.atomic():
            audit.record(by=request.actor, action=action, subject=record, chain=self.chain_of(record), detail=detail)

    def log_addition(self, request: PortalRequest, obj: Model, message: Any) -> None:
        self.note(request, ADD, obj, {"record": str(obj), CHANGES: message})

    def log_change(self, request: PortalRequest, obj: Model, message: Any) -> None:
        self.note(request, CHANGE, obj, {"record": str(obj), CHANGES: message})

    def log_deletions(self, request: PortalRequest, queryset: Iterable[Model]) -> None:
        for record in queryset:
            self.note(request, DELETE, record, {"record": str(record)})

    def construct_change_message(self, request: PortalRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What was typed, field by field: its name, before, after."""
        changed = form.changed_data if form is not None else []
        return [_change(form, name, add) for name in changed if "password" not in name]

    def history_view(self, request: PortalRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The entries about one record, oldest first."""
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
        if record is None or not self.has_view_permission(request, record):  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
            raise Http404
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
            "title": f"{record} · 变更历史", "object": record, "opts": self.model._meta,
            "entries": list(reversed(audit.history(record))),
        }  # fmt: skip
        return TemplateResponse(request, "admin/object_history.html", context)


def _change(form: Any, name: str, add: bool) -> dict[str, Any]:
    after = _plain(form.cleaned_data.get(name))
    if add:
        return {"field": name, "is": after}
    before = _before(form, name)
    key = {WAS_KEY: str(before.pk)} if isinstance(before, Model) else {}
    return {"field": name, "was": _plain(before), "is": after} | key


def _before(form: Any, name: str) -> Any:
    initial = form.initial.get(name)
    queryset = getattr(form.fields[name], "queryset", None)
    if queryset is not None and initial and not isinstance(initial, list):
        return queryset.filter(pk=initial).first()
    return initial


def _plain(value: Any) -> Any:
    """The value as the trail keeps it."""
    return value if value is None or isinstance(value, bool | int) else clean_prose(str(value))[:_MOST]
