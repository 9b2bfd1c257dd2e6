"""The jobs of a person in the admin: sheets brought in and lists taken along, watched and gone on with."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import Actor
from accounts.adminkit.base import EVERY_OFFICE, ReadOnlyAdmin
from accounts.adminkit.display import day_column
from accounts.adminkit.importing.reporting import as_download, faults_sheet
from accounts.adminkit.importing.running import CHECK, IMPORT, UNDO, WRITE
from accounts.adminkit.importing.showing import may_undo, page_context, standing
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from core import jobs
from core.files import download_response
from core.jobs import KeptPart, progress_of
from core.models import Job
from core.values.verdict import Refused


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What a person has asked for; nobody sees another's."""

    menu = (MenuEntry("system", 80, "表格任务", "table_view"),)
    role_permissions = {"view": EVERY_OFFICE}
    city_path = ""
    list_display = ("title", "badge", day_column("created_at", "发起时间"))
    list_filter = ("state",)
    search_fields = ("title",)
    search_help_text = "内容"

    def scoped(self, rows: Any, actor: Actor) -> Any:
        return rows.filter(owner_id=actor.user_id)

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        pages: dict[str, Any] = {"progress": require_safe(self.progress_view), "faults": require_safe(self.faults_view)}
        pages |= {"answer": require_safe(self.answer_view), "act": require_POST(self.act_view)}
        made = [path(f"<str:pk>/{name}/", wrap(view), name=f"core_job_{name}") for name, view in pages.items()]
        return [*made, *super().get_urls()]

    @admin.display(description="状态", ordering="state")
    def badge(self, job: Job) -> str:
        return render_to_string("components/badge.html", dict(zip(("state", "label"), standing(job), strict=True)))

    def change_view(
        self, request: PortalRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far it is; what was found; what can be done now."""
        job = self._job(request, object_id)
        context = {**self.admin_site.each_context(request), **page_context(request, job), "opts": self.opts}
        return TemplateResponse(request, "admin/jobs/job.html", context | {"original": job, "title": job.title})

    def progress_view(self, request: PortalRequest, pk: Any) -> HttpResponse:
        """A fragment while it is done; once it is over, the word to load the page again."""
        job = self._job(request, pk)
        if not job.is_open:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return TemplateResponse(request, "admin/jobs/progress.html", {"progress": progress_of(job)})

    def faults_view(self, request: PortalRequest, pk: Any) -> HttpResponse:
        """The wrong rows as a workbook."""
        job = self._job(request, pk)
        return as_download(faults_sheet(job), f"错误明细-{str(job.pk)[:8]}.xlsx")

    def answer_view(self, request: PortalRequest, pk: Any) -> FileResponse:
        """The file that the job made."""
        job = self._job(request, pk)
        if not jobs.kept(job, KeptPart.ANSWER).is_file():
            raise Http404
        return download_response(
            jobs.kept(job, KeptPart.ANSWER), job.result["write"]["name"], job.result["write"]["content_type"]
        )

    def act_view(self, request: PortalRequest, pk: Any) -> HttpResponse:
        """Stop it, go on with it, or begin again."""
        job = self._job(request, pk)
        try:
            _act(job, str(request.POST.get("act", "")))
        except Refused as refusal:
            messages.error(request, refusal.reason)
        except ValidationError as error:
            messages.error(request, "".join(error.messages))
        return HttpResponseRedirect(reverse("admin:core_job_change", args=[job.pk]))

    def _job(self, request: PortalRequest, pk: Any) -> Job:
        found: Job | None = self.get_object(request, str(pk))
        if found is None:
            raise Http404
        return found


def _act(job: Job, act: str) -> None:
    match act:
        case "stop":
            jobs.stop(job)
        case "resume":
            jobs.resume(job)
        case "again" if job.kind == IMPORT:
            jobs.resume(job, step=CHECK, of=(CHECK, WRITE))
        case "write" | "good" if job.kind == IMPORT:
            jobs.next_step(job, step=WRITE, after=CHECK, good_only=act == "good")
        case "undo" if job.kind == IMPORT:
            jobs.next_step(job, step=UNDO, after=job.step if may_undo(job) else WRITE)
        case _:
            raise Refused("没有这个操作，请刷新页面后再试。")
