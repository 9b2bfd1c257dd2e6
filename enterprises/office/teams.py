"""The office's page of what teams are: a version to certify, a change to take or to refuse with a reason."""

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
from core.values.text import clean_prose
from core.values.verdict import Refused
from enterprises.models import CharterState, TeamCharter
from enterprises.teams import answering
from enterprises.teams.comparing import changes_of
from enterprises.teams.permissions import can_answer

ANSWERING = (Role.OPERATOR, Role.REVIEWER)


@admin.register(TeamCharter)
class TeamCharterAdmin(AnsweringAdmin, ReadOnlyAdmin):
    """Versions of teams, read and answered here, never typed."""

    menu = (MenuEntry("applicants", 16, "团队组成", "groups"),)
    role_permissions = records(Role.OPERATOR, Role.REVIEWER, exported=False) | {"add": (), "delete": (), "import": ()}
    city_path = "applicant__city"
    owner_path = "applicant_id"
    list_display = ("applicant", "state", day_column("entered_at", "填写时间"), day_column("answered_at", "核验时间"))
    list_filter = ("state", "applicant__city")
    list_select_related = ("applicant",)
    search_fields = ("applicant__name", "applicant__unit_code")
    search_help_text = "团队名称或门户编号"
    date_hierarchy = "entered_at"
    fields = ("applicant", "state", "entered_by", "entered_at", "answered_by", "answered_at")
    change_form_outer_before_template = "admin/registers/team_head.html"

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("<int:pk>/answer/", take, name="enterprises_teamcharter_answer"), *super().get_urls()]

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kw: Any
    ) -> HttpResponse:
        charter = context.get("original")
        if charter is not None:
            holds = TeamCharter.objects.in_force().filter(applicant=charter.applicant_id).first()
            waits = charter.state == CharterState.PROPOSED
            context["charter"], context["waits"] = charter, waits
            context["changes"] = changes_of(holds, charter) if waits else []
            context["members"] = charter.members.all()
            context["may_answer"] = can_answer(request.actor, charter)
            context["answer_url"] = reverse("admin:enterprises_teamcharter_answer", args=[charter.pk])
        page: HttpResponse = super().render_change_form(request, context, *args, **kw)
        return page

    def answer_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Certify the version, or refuse the change with a reason."""
        charter = self.get_object(request, str(pk))
        if charter is None or not self.has_view_permission(request, charter):
            raise Http404
        try:
            answer = clean_prose(request.POST.get("answer", ""), 500)
            if "refuse" in request.POST:
                answering.refuse(charter=charter, answer=answer, by=request.actor)
                messages.success(request, "已答复不采纳。")
            else:
                answering.certify(charter=charter, answer=answer, by=request.actor)
                messages.success(request, "已核验团队成员和章程。")
        except Refused as refusal:
            return self.not_answered(request, pk, refusal.reason)
        except ValidationError as error:
            return self.not_answered(request, pk, *error.messages)
        return HttpResponseRedirect(reverse("admin:enterprises_teamcharter_change", args=[pk]))


@tells_duties(62)
def teams_that_wait(actor: Actor) -> Iterator[Duty]:
    """Changes of certified teams in the cities where the actor may answer."""
    count = waiting(actor, CharterState.PROPOSED).count() if actor.city_ids(*ANSWERING) else 0
    if count:
        note = "与修订后的章程核对后采纳或答复"
        yield Duty("团队要求更改组成", count, listed(CharterState.PROPOSED), "groups", note)


def waiting(actor: Actor, state: CharterState) -> QuerySet[TeamCharter]:
    """Versions in a state that somebody else entered, in those cities."""
    rows = TeamCharter.objects.filter(applicant__city_id__in=actor.city_ids(*ANSWERING), state=state)
    return rows.exclude(applicant_id__in=actor.recused_from).exclude(entered_by=actor.user_id)


def listed(state: CharterState) -> str:
    """The address of the list of versions in a state."""
    return f"{reverse('admin:enterprises_teamcharter_changelist')}?state__exact={state.value}"
