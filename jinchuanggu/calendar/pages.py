"""The pages on which a year's days off are read from the notice, looked at by month, released and sent back."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from core import audit
from core.calendar import releasing
from core.calendar.months import months_of, working_days_of
from core.calendar.notices import read_notice
from core.forms.sending import sent
from core.forms.speaking import SpeakingForm
from core.models import CalendarYear, CalendarYearState
from core.values.periods import business_today
from core.values.text import CanonicalFormField, CanonicalProseFormField, clean_prose, validate_date_range
from core.values.verdict import Refused, sentence_of

SHAPES: dict[str, str] = {
    CalendarYearState.DRAFT: "waiting",
    CalendarYearState.RELEASED: "done",
    CalendarYearState.REJECTED: "stopped",
}


class NoticeForm(SpeakingForm):
    """The notice of a year."""

    year = forms.IntegerField(label="年份", min_value=2004, max_value=2100)
    number = CanonicalFormField(label="通知文号", max_length=80, help_text="照国务院办公厅通知上的文号填写。")
    dated = forms.DateField(
        label="通知日期", validators=[validate_date_range], widget=forms.DateInput({"type": "date"})
    )
    text = CanonicalProseFormField(
        label="通知全文", max_length=5000, widget=forms.Textarea({"rows": 14}),
        help_text="从国务院办公厅的通知原样粘贴。日期由系统读出，读不懂的不会猜测，会指出是哪一句。",
    )  # fmt: skip
    reason = CanonicalProseFormField(
        label="更正理由", max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="该年的安排已有、现在要更正的，写明理由。",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: PortalRequest, *, page: Any) -> HttpResponse:
    """The form with the notice; 预览 shows what was read and keeps nothing."""
    if not page.holds(request, "enter"):
        raise PermissionDenied
    form = NoticeForm(sent(request), initial={"year": business_today().year + 1})
    refused, read = "", None
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" not in request.POST:
                return _entered(request, form)
            read = _shown(form.cleaned_data["year"], read_notice(form.cleaned_data["text"], form.cleaned_data["year"]))
        except (Refused, ValidationError) as error:
            refused = sentence_of(error)
    context = {
        **page.admin_site.each_context(request), "title": "录入节假日安排", "form": form, "refused": refused,
        "read": read,
    }  # fmt: skip
    status = 200 if request.method != "POST" or read else 400
    return TemplateResponse(request, "admin/calendar/enter.html", context, status=status)


def _entered(request: PortalRequest, form: NoticeForm) -> HttpResponse:
    row = releasing.enter(**form.cleaned_data, by=request.actor)
    messages.success(request, "已录入，待另一位系统管理员对照通知复核发布；发布以前不参与计算。")
    return HttpResponseRedirect(reverse("admin:core_calendaryear_change", args=[row.pk]))


def _shown(year: int, days: dict[date, bool]) -> dict[str, Any]:
    return {"year": year, "months": months_of(year, days), "working_days": working_days_of(year, days)}


def year_or_404(request: PortalRequest, pk: Any, page: Any) -> CalendarYear:
    """The year through the page's own gate."""
    found: CalendarYear | None = page.get_object(request, str(pk))
    if found is None or not page.has_view_permission(request, found):
        raise Http404
    return found


@require_safe
def year(request: PortalRequest, object_id: str, *, page: Any) -> HttpResponse:
    """One year with its months, its notice and its history."""
    return _page(request, year_or_404(request, object_id, page), page)


def _page(request: PortalRequest, row: CalendarYear, page: Any, *, refused: str = "", reason: str = "") -> HttpResponse:
    days = {date.fromisoformat(day): worked for day, worked in row.days.items()}
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": str(row), "original": row, "row": row, "shape": SHAPES[row.state],
        "read": _shown(row.year, days), "own": row.entered_by_id == request.actor.user_id,
        "may_release": releasing.can_release(request.actor, row),
        "may_reject": releasing.can_reject(request.actor, row),
        "entries": list(reversed(audit.history(row))), "refused": refused, "reason": reason,
    }  # fmt: skip
    return TemplateResponse(request, "admin/calendar/year.html", context, status=409 if refused else 200)


@require_POST
def release(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Let it count."""
    row = year_or_404(request, pk, page)
    try:
        releasing.release(row=row, by=request.actor)
    except Refused as error:
        return _page(request, year_or_404(request, pk, page), page, refused=error.reason)
    messages.success(request, f"已发布，{row.year}年的工作日从现在起按此计算。")
    return HttpResponseRedirect(reverse("admin:core_calendaryear_change", args=[pk]))


@require_POST
def reject(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Send it back with a reason."""
    row = year_or_404(request, pk, page)
    typed = request.POST.get("reason", "")
    try:
        releasing.reject(row=row, reason=clean_prose(typed, 1000), by=request.actor)
    except (Refused, ValidationError) as error:
        sentence = sentence_of(error)
        return _page(request, year_or_404(request, pk, page), page, refused=sentence, reason=typed)
    messages.success(request, "已退回。")
    return HttpResponseRedirect(reverse("admin:core_calendaryear_change", args=[pk]))
