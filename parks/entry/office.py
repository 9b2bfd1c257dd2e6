"""The office's page of requests to move in: they are read there and answered, never typed."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.actor import Role
from accounts.adminkit.base import ReadOnlyAdmin, records
from accounts.adminkit.display import day_column, decimal_column
from accounts.adminkit.menu import MenuEntry
from accounts.adminkit.refusing import AnsweringAdmin
from accounts.requests.portal_request import PortalRequest
from core.values.text import clean_prose, clean_text
from core.values.verdict import Refused
from parks.entry import answering
from parks.entry.permissions import can_answer
from parks.models import EntryRequest, EntryState

AREA = decimal_column("wished_area_m2", "拟用面积（㎡）")


@admin.register(EntryRequest)
class EntryRequestAdmin(AnsweringAdmin, ReadOnlyAdmin):
    """Requests to move in, each with the way to answer it and, once agreed, to enter the tenancy."""

    menu = (MenuEntry("parks", 58, "入驻申请", "door_open"),)
    role_permissions = records(Role.OPERATOR, exported=False)
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_display = (
        "asks", "project", "wished_kind", AREA, day_column("wished_from", "拟入驻日期"), "state",
        day_column("asked_at", "提交时间"),
    )  # fmt: skip
    list_filter = ("state", "wished_kind", "applicant__city")
    list_select_related = ("applicant",)
    search_fields = ("project", "agreement_no", "applicant__name", "applicant__unit_code")
    search_help_text = "项目、单位名称、信用代码或协议编号"
    date_hierarchy = "asked_at"
    fields = (
        "asks", "project", "about", "wished_kind", AREA, "wished_from", "state", "asked_by", "asked_at", "answered_by",
        "answered_at", "agreement_no", "agreed_on", "reason",
    )  # fmt: skip
    readonly_fields = ("asks", AREA)
    change_form_outer_before_template = "admin/parks/entry_head.html"

    @admin.display(description="申请人", ordering="applicant")
    def asks(self, row: EntryRequest) -> str:
        return str(row.applicant)

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("<int:pk>/answer/", take, name="parks_entryrequest_answer"), *super().get_urls()]

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context.get("original")
        if row is not None:
            context["may_answer"] = can_answer(request.actor, row)
            context["answer_url"] = reverse("admin:parks_entryrequest_answer", args=[row.pk])
            context["lease_url"] = self._lease_url(request, row)
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return answer

    def _lease_url(self, request: PortalRequest, row: EntryRequest) -> str:
        """Where the operator enters the tenancy of whoever was let in; empty for everybody else."""
        if row.state != EntryState.AGREED or Role.OPERATOR not in request.actor.roles_in(row.applicant.city_id):
            return ""
        filled = urlencode({"applicant": row.applicant_id, "starts_on": row.agreed_on})
        return f"{reverse('admin:parks_tenancy_add')}?{filled}"

    def answer_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Agree by agreement and day, or deny with a reason."""
        row = self.get_object(request, str(pk))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        try:
            self._answer(request, row)
        except Refused as refusal:
            return self.not_answered(request, pk, refusal.reason)
        except ValidationError as error:
            return self.not_answered(request, pk, *error.messages)
        return HttpResponseRedirect(reverse("admin:parks_entryrequest_change", args=[pk]))

    def _answer(self, request: PortalRequest, row: EntryRequest) -> None:
        typed = request.POST
        if typed.get("answer") == "agree":
            number, day = clean_text(typed.get("agreement_no", "")), _day(typed.get("agreed_on", ""))
            answering.agree(request=row, agreement_no=number, agreed_on=day, by=request.actor)
            messages.success(request, "已同意入驻，请登记租约。")
        else:
            answering.deny(request=row, reason=clean_prose(typed.get("reason", "")), by=request.actor)
            messages.success(request, "已答复不同意入驻。")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise ValidationError("日期请按 2026-03-31 的样子填写。") from error
