"""Years of the calendar in the admin: entered on one page by one administrator, released on another by another."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path, reverse

from accounts.actor import Actor, Role
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import day
from accounts.adminkit.duties import Duty, tells_duties
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from core import calendar
from core.models import CalendarYear, CalendarYearState
from jinchuanggu.calendar import pages


@admin.register(CalendarYear)
class CalendarYearAdmin(ReadOnlyAdmin):
    """Years that the State Council has published and the portal's package does not know yet."""

    menu = (MenuEntry("system", 65, "节假日安排", "calendar_month"),)
    role_permissions = {"view": {Role.ADMINISTRATOR}, "enter": {Role.ADMINISTRATOR}}
    city_path = ""
    list_display = ("title", "badge", "source_number", "source_day", "entered", "released")
    list_filter = ("state",)
    list_before_template = "admin/calendar/list_head.html"
    search_fields = ("source_number",)
    search_help_text = "通知文号"

    def scoped(self, rows: Any, actor: Actor) -> Any:
        return rows if actor.is_administrator else rows.none()

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        names = {"release": pages.release, "reject": pages.reject}
        rows = [
            path(f"<int:pk>/{name}/", wrap(view), {"page": self}, name=f"core_calendaryear_{name}")
            for name, view in names.items()
        ]
        enter = path("enter/", wrap(pages.enter), {"page": self}, name="core_calendaryear_enter")
        return [enter, *rows, *super().get_urls()]

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        unknown = calendar.unknown_next_year()
        waits = (
            unknown is not None and CalendarYear.objects.filter(year=unknown, state=CalendarYearState.DRAFT).exists()
        )
        said = {"may_enter": self.holds(request, "enter"), "unknown": unknown, "waits": waits}
        return super().changelist_view(request, {**(extra_context or {}), **said})

    def change_view(self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return pages.year(request, object_id, page=self)

    @admin.display(description="年份", ordering="year")
    def title(self, row: CalendarYear) -> str:
        return f"{row.year}年{'（更正）' if row.reason else ''}"

    @admin.display(description="状态", ordering="state")
    def badge(self, row: CalendarYear) -> str:
        context = {"state": pages.SHAPES[row.state], "label": row.get_state_display()}
        return render_to_string("components/badge.html", context)

    @admin.display(description="通知日期", ordering="source_date")
    def source_day(self, row: CalendarYear) -> Any:
        return day(row.source_date)

    @admin.display(description="录入时间", ordering="entered_at")
    def entered(self, row: CalendarYear) -> Any:
        return day(row.entered_at)

    @admin.display(description="发布时间", ordering="released_at")
    def released(self, row: CalendarYear) -> Any:
        return day(row.released_at) if row.released_at else "—"


@tells_duties(place=80)
def years_that_wait(actor: Actor) -> Iterator[Duty]:
    """Years that another administrator entered; and from November on the coming one, until it is known."""
    if not actor.is_administrator:
        return
    drafts = CalendarYear.objects.filter(state=CalendarYearState.DRAFT)
    entered = [row.entered_by_id for row in drafts]
    url = reverse("admin:core_calendaryear_changelist")
    waiting = sum(by != actor.user_id for by in entered)
    if waiting:
        note = "他人录入的节假日安排，对照通知复核后发布或退回"
        yield Duty("待发布节假日安排", waiting, f"{url}?state__exact={CalendarYearState.DRAFT}", "publish", note)
    if not entered and (unknown := calendar.unknown_next_year()):
        note = f"{unknown}年的工作日还不能计算；国务院办公厅的通知公布后粘贴全文录入，由另一人发布"
        yield Duty("录入节假日安排", 1, reverse("admin:core_calendaryear_enter"), "calendar_month", note)
