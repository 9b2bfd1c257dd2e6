"""What belongs to no subject: the audit trail and the work in the background."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from unfold.decorators import display

from accounts import roles
from accounts.actor import Actor
from accounts.admin_base import ReadOnlyAdmin
from accounts.admin_display import day
from accounts.models import City
from core import audit, outbox
from core.models import AuditEntry, OutboxMessage


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what, when and why: the entries of the actor's own city."""

    role_permissions = {"view": {roles.OFFICIAL}}
    city_path = ""
    list_display = ("moment", "actor_name", "organisation", "action", "subject", "steps", "reason_short", "place")
    list_filter = ("action", "chain")
    search_fields = ("actor_name", "organisation", "subject_id", "reason")
    search_help_text = "操作人、单位、对象编号或理由"
    date_hierarchy = "at"
    fields = (
        "moment", "actor_name", "organisation", "action", "subject", "steps", "reason", "detail_rows", "hash",
        "previous_hash",
    )  # fmt: skip
    readonly_fields = ("moment", "subject", "steps", "detail_rows")

    def scoped(self, rows: Any, actor: Actor) -> Any:
        if actor.is_administrator:
            return rows
        cities = City.objects.filter(pk__in=actor.city_ids(roles.OFFICIAL))
        return rows.filter(chain__in=cities.values("key"))

    @admin.display(description="时间", ordering="at")
    def moment(self, entry: AuditEntry) -> Any:
        return day(entry.at)

    @admin.display(description="对象")
    def subject(self, entry: AuditEntry) -> str:
        return f"{_model_words(entry.subject_type)} {entry.subject_id}"

    @admin.display(description="状态变化")
    def steps(self, entry: AuditEntry) -> str:
        if not entry.to_state:
            return "—"
        return f"{_state_words(entry.from_state)} → {_state_words(entry.to_state)}"

    @admin.display(description="理由")
    def reason_short(self, entry: AuditEntry) -> str:
        return entry.reason[:60] or "—"

    @admin.display(description="市", ordering="chain")
    def place(self, entry: AuditEntry) -> str:
        return _city_words().get(entry.chain, "全省" if not entry.chain else entry.chain)

    @admin.display(description="细节")
    def detail_rows(self, entry: AuditEntry) -> str:
        return "；".join(f"{key}：{value}" for key, value in entry.detail.items()) or "—"


def _model_words(label: str) -> str:
    from django.apps import apps

    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def _city_words() -> dict[str, str]:
    from accounts.models import City

    return {city.key: str(city) for city in City.objects.order_by("code")}


def _state_words(name: str) -> str:
    from subsidies.models import Edition
    from subsidies.workflow import STATES

    state = STATES.get(name)
    return state.label_office if state else dict(Edition.STATES).get(name, name) or "—"


class StateFilter(admin.SimpleListFilter):
    """Open, done, parked."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "待执行"), ("done", "已完成"), ("parked", "已搁置")]

    def queryset(self, request: Any, queryset: Any) -> Any:
        conditions = {
            "open": {"done_at": None, "parked_at": None},
            "done": {"done_at__isnull": False},
            "parked": {"parked_at__isnull": False},
        }
        return queryset.filter(**conditions[self.value()]) if self.value() in conditions else queryset


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    """Work in the background. What failed too often is parked, and opened again here once the cause is gone."""

    role_permissions = {"view": {roles.ADMINISTRATOR}, "rerun": {roles.ADMINISTRATOR}}
    city_path = ""
    list_display = ("words", "state", "attempts", "written", "finished")
    list_filter = (StateFilter, "handler")
    search_fields = ("handler", "key")
    search_help_text = "任务名称"
    actions = ("rerun",)
    fields = ("words", "state", "attempts", "written", "finished", "last_error")
    readonly_fields = ("words", "state", "written", "finished")

    WORDS = {
        "subsidies.reckon": "核算申报", "subsidies.notice": "生成通知书", "subsidies.replay": "复核全部核定结果",
        "subsidies.preview": "调整试算",
    }  # fmt: skip

    def scoped(self, rows: Any, actor: Actor) -> Any:
        return rows if actor.is_administrator else rows.none()

    @admin.display(description="任务", ordering="handler")
    def words(self, message: OutboxMessage) -> str:
        return self.WORDS.get(message.handler, message.handler)

    @display(description="状态", label={"已完成": "success", "待执行": "info", "已搁置": "danger"})
    def state(self, message: OutboxMessage) -> str:
        return "已搁置" if message.parked_at else "已完成" if message.done_at else "待执行"

    @admin.display(description="写入时间", ordering="created_at")
    def written(self, message: OutboxMessage) -> Any:
        return day(message.created_at)

    @admin.display(description="完成时间", ordering="done_at")
    def finished(self, message: OutboxMessage) -> Any:
        return day(message.done_at) if message.done_at else "—"

    def has_rerun_permission(self, request: Any) -> bool:
        return self.holds(request, "rerun")

    @admin.action(description="重新执行搁置的任务", permissions=["rerun"])
    def rerun(self, request: Any, queryset: Any) -> None:
        """Open parked messages again, each with its entry in the trail."""
        parked = [row for row in queryset if row.parked_at]
        for row in parked:
            with transaction.atomic():
                outbox.release(row)
                audit.record(by=request.actor, action="重新执行任务", subject=row, detail={"任务": row.handler})
        messages.success(request, f"已重新放行 {len(parked)} 项搁置的任务。")
