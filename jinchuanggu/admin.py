"""What belongs to no subject: the audit trail and the work in the background."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.actor import Actor, Role
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import day
from accounts.adminkit.menu import MenuEntry
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core import audit, outbox
from core.models import AuditEntry, OutboxMessage
from core.telling import detail_words, kind_words, model_of, state_words, words_of_action
from jinchuanggu.calendar import years  # noqa: F401

RERUN = audit.action("rerun_work", "重新执行任务")
audit.tell_details(handler="任务")


class ChainFilter(admin.SimpleListFilter):
    """By city, in words; those whose entries are seen."""

    title = "市"
    parameter_name = "city"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        rows = City.objects.visible_to(request.actor)
        actor = request.actor
        rows = rows if actor.is_administrator else rows.filter(pk__in=actor.city_ids(Role.OFFICIAL))
        return [(row.key, str(row)) for row in rows]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(chain=self.value()) if self.value() else queryset


class ActionFilter(admin.SimpleListFilter):
    """By what was done, in words: the actions that the person's entries hold."""

    title = "动作"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = model_admin.get_queryset(request).order_by("action").values_list("action", flat=True).distinct()
        return [(code, words_of_action(code).office) for code in codes]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what, when and why: the entries of the actor's own city."""

    menu = (MenuEntry("system", 60, "操作留痕", "history"),)
    role_permissions = {"view": {Role.OFFICIAL}}
    city_path = ""
    list_display = ("moment", "actor_name", "organisation", "done", "subject", "steps", "reason_short", "place")
    list_filter = (ActionFilter, ChainFilter)
    search_fields = ("actor_name", "organisation", "subject_id", "reason")
    search_help_text = "操作人、单位、对象编号或理由"
    date_hierarchy = "at"
    fields = (
        "moment", "actor_name", "organisation", "done", "subject", "steps", "reason", "detail_rows", "own_hash",
        "earlier_hash",
    )  # fmt: skip
    readonly_fields = ("moment", "done", "subject", "steps", "detail_rows", "own_hash", "earlier_hash")

    def scoped(self, rows: Any, actor: Actor) -> Any:
        if actor.is_administrator:
            return rows
        cities = City.objects.filter(pk__in=actor.city_ids(Role.OFFICIAL))
        return rows.filter(chain__in=cities.values("key"))

    @admin.display(description="时间", ordering="at")
    def moment(self, entry: AuditEntry) -> Any:
        return day(entry.at)

    @admin.display(description="动作", ordering="action")
    def done(self, entry: AuditEntry) -> str:
        return entry.what

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        """The list, with the records named as people know them: one question for each kind of record."""
        response = super().changelist_view(request, extra_context)
        cl = getattr(response, "context_data", {}).get("cl")
        if cl is not None:
            cl.result_list = rows = list(cl.result_list)
            named, cities = subjects_of(rows), {row.key: str(row) for row in City.objects.visible_to(request.actor)}
            for row in rows:
                row.named = named.get((row.subject_type, row.subject_id))
                row.city_words = cities.get(row.chain, "全省")
        return response

    @admin.display(description="对象")
    def subject(self, entry: Any) -> str:
        named = getattr(entry, "named", None) or subjects_of([entry]).get((entry.subject_type, entry.subject_id))
        return f"{kind_words(entry.subject_type)} {named or entry.subject_id}"

    @admin.display(description="状态变化")
    def steps(self, entry: AuditEntry) -> str:
        if not entry.to_state:
            return "—"
        before = state_words(entry.subject_type, entry.from_state)
        after = state_words(entry.subject_type, entry.to_state)
        return f"{before} → {after}" if before else after

    @admin.display(description="理由")
    def reason_short(self, entry: AuditEntry) -> str:
        return entry.reason[:60] or "—"

    @admin.display(description="市", ordering="chain")
    def place(self, entry: Any) -> str:
        words: str = getattr(entry, "city_words", entry.chain)
        return words

    @admin.display(description="细节")
    def detail_rows(self, entry: AuditEntry) -> str:
        return detail_words(entry.detail, entry.subject_type) or "—"

    @admin.display(description="本条校验值")
    def own_hash(self, entry: AuditEntry) -> str:
        return entry.hash

    @admin.display(description="上一条校验值")
    def earlier_hash(self, entry: AuditEntry) -> str:
        return entry.previous_hash or "—"


def subjects_of(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    """What people call the records that the entries are about."""
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    found: dict[tuple[str, str], str] = {}
    for kind, keys in wanted.items():
        model = model_of(kind)
        rows = model._default_manager.filter(pk__in=keys) if model else ()
        found |= {(kind, str(row.pk)): str(row) for row in rows}
    return found


class StateFilter(admin.SimpleListFilter):
    """Open, done, parked."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "待执行"), ("done", "已完成"), ("parked", "已搁置")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        conditions: dict[str | None, dict[str, Any]] = {
            "open": {"done_at": None, "parked_at": None},
            "done": {"done_at__isnull": False},
            "parked": {"parked_at__isnull": False},
        }
        return queryset.filter(**conditions[self.value()]) if self.value() in conditions else queryset


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    """Work in the background. What failed too often is parked, and opened again here once the cause is gone."""

    menu = (MenuEntry("system", 70, "后台任务", "sync"),)
    role_permissions = {"view": {Role.ADMINISTRATOR}, "rerun": {Role.ADMINISTRATOR}}
    city_path = ""
    list_display = ("words", "state", "attempts", "written", "finished")
    list_filter = (StateFilter,)
    search_fields = ("handler", "key")
    search_help_text = "任务名称"
    actions = ("rerun",)
    fields = ("words", "state", "attempts", "written", "finished", "last_error")
    readonly_fields = ("words", "state", "written", "finished")

    def scoped(self, rows: Any, actor: Actor) -> Any:
        return rows if actor.is_administrator else rows.none()

    @admin.display(description="任务", ordering="handler")
    def words(self, message: OutboxMessage) -> str:
        return outbox.words_of(message.handler)

    @admin.display(description="状态")
    def state(self, message: OutboxMessage) -> str:
        shape, words = ("waiting", "待执行")
        if message.parked_at:
            shape, words = ("stopped", "已搁置")
        elif message.done_at:
            shape, words = ("done", "已完成")
        return render_to_string("components/badge.html", {"state": shape, "label": words})

    @admin.display(description="写入时间", ordering="created_at")
    def written(self, message: OutboxMessage) -> Any:
        return day(message.created_at)

    @admin.display(description="完成时间", ordering="done_at")
    def finished(self, message: OutboxMessage) -> Any:
        return day(message.done_at) if message.done_at else "—"

    def has_rerun_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "rerun")

    @admin.action(description="重新执行搁置的任务", permissions=["rerun"])
    def rerun(self, request: PortalRequest, queryset: Any) -> None:
        """Open parked messages again, each with its entry in the trail."""
        parked = [row for row in queryset if row.parked_at]
        for row in parked:
            with transaction.atomic():
                outbox.release(row)
                audit.record(by=request.actor, action=RERUN, subject=row, detail={"handler": row.handler})
        messages.success(request, f"已重新放行 {len(parked)} 项搁置的任务。")
