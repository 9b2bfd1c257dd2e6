"""The office's page of corrections that applicants ask for: a difference to take or to refuse with a reason."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.actor import Actor, Role
from accounts.adminkit.base import ReadOnlyAdmin, records
from accounts.adminkit.display import day_column
from accounts.adminkit.duties import Duty, tells_duties
from accounts.adminkit.menu import MenuEntry
from accounts.adminkit.refusing import AnsweringAdmin
from accounts.requests.portal_request import PortalRequest
from core.consequences import consequences
from core.values.text import clean_prose
from core.values.verdict import Refused
from enterprises.models import Correction, CorrectionState
from enterprises.registers import correcting
from enterprises.registers.certifying import RecordChange
from enterprises.registers.register import registers


class RegisterFilter(admin.SimpleListFilter):
    """By the register that the corrected record stands in, by its name."""

    title = "记录类别"
    parameter_name = "register"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        used = set(model_admin.get_queryset(request).values_list("register", flat=True))
        return [(name, entry.title) for name, entry in registers().items() if name in used]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(register=self.value()) if self.value() else queryset


@admin.register(Correction)
class CorrectionAdmin(AnsweringAdmin, ReadOnlyAdmin):
    """Proposals of applicants; what is taken is written by a verb, and certified by somebody else."""

    menu = (MenuEntry("applicants", 15, "更正申请", "edit_note"),)
    role_permissions = records(Role.OPERATOR, Role.REVIEWER, exported=False) | {"add": (), "delete": (), "import": ()}
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_display = ("record_name", "applicant", "state", day_column("proposed_at", "提出日期"))
    list_filter = ("state", RegisterFilter)
    list_select_related = ("applicant",)
    search_fields = ("record_name", "applicant__name")
    search_help_text = "记录或单位名称"
    fields = ("applicant", "record_name", "state", "proposed_by", "proposed_at", "answer", "answered_by", "answered_at")
    change_form_outer_before_template = "admin/registers/correction_head.html"

    def get_fields(self, request: PortalRequest, obj: Correction | None = None) -> list[Any]:
        """One that its applicant took back was answered by nobody."""
        taken_back = obj is not None and obj.state == CorrectionState.WITHDRAWN
        return [name for name in self.fields if not (taken_back and name.startswith("answer"))]

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("<int:pk>/answer/", take, name="enterprises_correction_answer"), *super().get_urls()]

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kw: Any
    ) -> HttpResponse:
        correction = context.get("original")
        if correction is not None:
            record = correcting.record_of(correction)
            context["correction"] = correction
            context["differences"] = correcting.differences(correction)
            context["may_answer"] = correcting.can_answer(request.actor, correction)
            context["consequences"] = [row.sentence for row in consequences(RecordChange(record))] if record else []
            context["answer_url"] = reverse("admin:enterprises_correction_answer", args=[correction.pk])
        page: HttpResponse = super().render_change_form(request, context, *args, **kw)
        return page

    def answer_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Take the proposal, or refuse it with a reason."""
        correction = self.get_object(request, str(pk))
        if correction is None or not self.has_view_permission(request, correction):
            raise Http404
        try:
            answer = clean_prose(request.POST.get("answer", ""), 1000)
            if "take" in request.POST:
                correcting.take(correction=correction, answer=answer, by=request.actor)
                messages.success(request, "已采纳。记录须由另一位工作人员核验。")
            else:
                correcting.refuse(correction=correction, answer=answer, by=request.actor)
                messages.success(request, "已答复不采纳。")
        except Refused as refusal:
            return self.not_answered(request, pk, refusal.reason)
        except ValidationError as error:
            return self.not_answered(request, pk, *error.messages)
        return HttpResponseRedirect(reverse("admin:enterprises_correction_change", args=[pk]))


@tells_duties(60)
def corrections_asked(actor: Actor) -> Iterator[Duty]:
    """Proposals that wait for an answer in the cities where the actor may give one."""
    cities = actor.city_ids(Role.OPERATOR, Role.REVIEWER)
    waiting = Correction.objects.filter(state=CorrectionState.PROPOSED, applicant__city_id__in=cities)
    count = waiting.exclude(applicant_id__in=actor.recused_from).count() if cities else 0
    if count:
        url = f"{reverse('admin:enterprises_correction_changelist')}?state__exact={CorrectionState.PROPOSED.value}"
        yield Duty("申请人要求更正", count, url, "edit_note", "核对后采纳或答复")
