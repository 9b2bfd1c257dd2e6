"""What the office's pages of all registers share: who entered and certified a record, and the button that certifies."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from unfold.forms import ActionForm

from accounts.actor import Actor, Role
from accounts.adminkit.base import ScopedModelAdmin, records
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.foretelling import ForetellingAdmin
from accounts.requests.portal_request import PortalRequest
from accounts.trail.seeing import mark_for, seen_in
from core.values.text import clean_prose
from core.values.verdict import Refused, require
from enterprises.models import RegisterRecord
from enterprises.registers import certifying, correcting, entering
from enterprises.registers.checking import refused_when_taken

KEPT_BY_OFFICE = records(Role.OPERATOR, Role.REVIEWER) | {"delete": ()}
WHO = ("entered_by", "certified", "certified_by", "certified_at")
MOST_AT_ONCE, MOST_CORRECTIONS, MOST_SAID = 200, 20, 5


class SeenActionForm(ActionForm):
    """The choice of what to do with rows of a list, which knows what had been done when the list was read."""

    seen = forms.CharField(required=False, label="", widget=forms.HiddenInput)


class RegisterAdmin(ForetellingAdmin, ExchangingAdmin, ScopedModelAdmin):
    """Base of the office's page of a register: rows are entered and put right, certified by another, never deleted."""

    role_permissions = KEPT_BY_OFFICE
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_select_related: Any = ("applicant",)
    autocomplete_fields: Any = ("applicant",)
    search_help_text = "单位名称、信用代码或编号"
    change_form_outer_before_template = "admin/registers/record_head.html"
    actions = ("certify_chosen",)
    action_form = SeenActionForm

    def change_of(self, record: RegisterRecord) -> certifying.RecordChange:
        return certifying.RecordChange(record)

    def written_by_verb(self, record: RegisterRecord, by: Actor) -> None:
        require(correcting.may_put_right(by, record))
        with refused_when_taken(type(record)):
            certifying.enter(record, by=by)

    def get_readonly_fields(self, request: PortalRequest, obj: Any = None) -> Any:
        """Who entered and certified it is told, never typed; whose record it is stays, and what it is a part of."""
        fields = (*super().get_readonly_fields(request, obj), "paper")  # a list of all files would be no choice
        if obj is None:
            return fields
        stays = [name for name in ("applicant", getattr(obj, "part_of", "")) if name and hasattr(obj, name)]
        return tuple(dict.fromkeys((*fields, *WHO, *stays)))

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.model._meta.app_label}_{self.model._meta.model_name}"
        certify, attach = (
            self.admin_site.admin_view(require_POST(view)) for view in (self.certify_view, self.paper_view)
        )
        return [
            path("<int:pk>/certify/", certify, name=f"{name}_certify"),
            path("<int:pk>/paper/", attach, name=f"{name}_paper"), *super().get_urls(),
        ]  # fmt: skip

    def changeform_view(
        self, request: PortalRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The mark of what is seen here is read before the record itself."""
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), "seen": mark_for(request.actor)}
        )

    def changelist_view(self, request: PortalRequest, extra_context: Any = None) -> Any:
        """The mark of what is seen here is read before the rows."""
        mark = mark_for(request.actor)
        page = super().changelist_view(request, extra_context)
        form = (getattr(page, "context_data", None) or {}).get("action_form")
        if form is not None:
            form.initial["seen"] = mark
        return page

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kw: Any
    ) -> HttpResponse:
        record = context.get("original")
        if record is not None:
            context["record"] = record
            context["may_certify"] = certifying.can_certify(request.actor, record)
            context["certify_url"] = self._route("certify", record.pk)
            context["may_attach"] = entering.can_attach(request.actor, record)
            context["paper_url"] = self._route("paper", record.pk)
            context["corrections"] = correcting.corrections_of(record).select_related("paper")[:MOST_CORRECTIONS]
        return super().render_change_form(request, context, *args, **kw)

    def certify_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """One click: the record agrees with its paper; or, with a reason, it does not after all."""
        record = self.get_object(request, str(pk))
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        try:
            if "doubt" in request.POST:
                reason = clean_prose(request.POST.get("reason", ""))
                certifying.doubt(record=record, reason=reason, by=request.actor)
                messages.success(request, f"已撤回“{record}”的核验。")
            else:
                certifying.certify(record=record, by=request.actor, seen=seen_in(request))
                messages.success(request, f"已核验“{record}”。")
        except Refused as refusal:
            messages.error(request, refusal.reason)
        except ValidationError as error:
            messages.error(request, "".join(error.messages))
        return HttpResponseRedirect(self._route("change", pk))

    def paper_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Add the paper that the record rests on."""
        record = self.get_object(request, str(pk))
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        try:
            entering.attach(record=record, upload=request.FILES.get("upload"), by=request.actor)
            messages.success(request, "已保存依据材料。记录须由另一位工作人员核验。")
        except Refused as refusal:
            messages.error(request, refusal.reason)
        except ValidationError as error:
            messages.error(request, "".join(error.messages))
        return HttpResponseRedirect(self._route("change", pk))

    def _route(self, what: str, pk: int) -> str:
        meta = self.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=[pk])

    @admin.action(description="核验所选记录")
    def certify_chosen(self, request: PortalRequest, chosen: QuerySet[Any]) -> None:
        """Certify each of the chosen records that this person may, of those that stood on the page alone; the others
        stay, and why is said."""
        done, kept, seen = 0, [], seen_in(request)
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        shown = chosen.filter(pk__in=ticked)
        # Before: what is certified leaves a list of what is not.
        left = chosen.filter(certified=False).exclude(pk__in=ticked).count()
        for record in shown[:MOST_AT_ONCE]:
            try:
                certifying.certify(record=record, by=request.actor, seen=seen)
                done += 1
            except Refused as refusal:
                kept.append(f"{record}：{refusal.reason}")
        if done:
            messages.success(request, f"已核验{done}条记录。")
        for sentence in told_of(kept, left):
            messages.warning(request, sentence)


def told_of(kept: list[str], left: int) -> list[str]:
    """What is said of chosen records that were not certified: of the first few why, of the rest how many."""
    more = [f"另有{len(kept) - MOST_SAID}条也没有核验。"] if len(kept) > MOST_SAID else []
    unseen = [f"只核验本页显示的记录；不在本页的{left}条没有办理，请翻页逐页核对。"] if left else []
    return [*kept[:MOST_SAID], *more, *unseen]
