"""The office's page of requests to delete personal data: granted as the rules allow, or denied with a reason."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.actor import Actor, Role
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import day_column
from accounts.adminkit.duties import Duty, tells_duties
from accounts.adminkit.menu import MenuEntry
from accounts.adminkit.refusing import AnsweringAdmin
from accounts.requests.portal_request import PortalRequest
from core.values.text import clean_prose
from core.values.verdict import Refused
from enterprises.models import ErasureRequest, ErasureState
from enterprises.payee_numbers.needing import needed_for
from enterprises.personal_data import requesting


@admin.register(ErasureRequest)
class ErasureRequestAdmin(AnsweringAdmin, ReadOnlyAdmin):
    """Requests of persons and teams; what goes is deleted by a verb. Seen by those alone who may answer."""

    menu = (MenuEntry("applicants", 62, "个人信息删除申请", "person_remove"),)
    role_permissions = {"view": {Role.OPERATOR, Role.REVIEWER}}
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_display = ("applicant", "state", day_column("asked_at", "提出时间"), day_column("answered_at", "办理时间"))
    list_filter = ("state", "applicant__city")
    list_select_related = ("applicant",)
    search_fields = ("applicant__name", "applicant__unit_code")
    search_help_text = "姓名、团队名称或门户编号"
    date_hierarchy = "asked_at"
    fields = (
        "applicant", "reason", "state", "asked_by", "asked_at", "answer", "went", "answered_by", "answered_at",
    )  # fmt: skip
    readonly_fields = ("went",)
    change_form_outer_before_template = "admin/registers/erasure_head.html"

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("<int:pk>/answer/", take, name="enterprises_erasurerequest_answer"), *super().get_urls()]

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kw: Any
    ) -> HttpResponse:
        asked = context.get("original")
        if asked is not None:
            context["asked"], context["stays"] = asked, requesting.stays(asked.applicant)
            context["needs"] = needed_for(asked.applicant)
            context["may_answer"] = requesting.can_answer(request.actor, asked)
            context["answer_url"] = reverse("admin:enterprises_erasurerequest_answer", args=[asked.pk])
        page: HttpResponse = super().render_change_form(request, context, *args, **kw)
        return page

    def answer_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Delete what may go, or deny with a reason."""
        asked = self.get_object(request, str(pk))
        if asked is None or not self.has_view_permission(request, asked):
            raise Http404
        try:
            answer = clean_prose(request.POST.get("answer", ""), 500)
            if "deny" in request.POST:
                requesting.deny(request=asked, answer=answer, by=request.actor)
                messages.success(request, "已答复不予删除。")
            else:
                done = requesting.grant(request=asked, answer=answer, by=request.actor)
                messages.success(request, f"{words_of(done)}。")
        except Refused as refusal:
            return self.not_answered(request, pk, refusal.reason)
        except ValidationError as error:
            return self.not_answered(request, pk, *error.messages)
        return HttpResponseRedirect(reverse("admin:enterprises_erasurerequest_change", args=[pk]))

    @admin.display(description="删除的内容")
    def went(self, asked: ErasureRequest) -> str:
        return words_of(asked)


def words_of(asked: ErasureRequest) -> str:
    """What was deleted on a request; of one that was not granted nothing was."""
    if asked.state != ErasureState.GRANTED:
        return "—"
    went = f"已删除{asked.erased}条内容" if asked.erased else "没有可以删除的记录，联系电话和地址已删除"
    return f"{went}，账号已注销"


@tells_duties(64)
def erasures_asked(actor: Actor) -> Iterator[Duty]:
    """Requests that wait in the cities where the actor may answer."""
    cities = actor.city_ids(Role.OPERATOR, Role.REVIEWER)
    waiting = ErasureRequest.objects.filter(state=ErasureState.ASKED, applicant__city_id__in=cities)
    count = waiting.exclude(applicant_id__in=actor.recused_from).count() if cities else 0
    if count:
        url = f"{reverse('admin:enterprises_erasurerequest_changelist')}?state__exact={ErasureState.ASKED.value}"
        yield Duty("申请删除个人信息", count, url, "person_remove", "按保存规定办理或答复")
