"""Pages of the admin with import and export: rights by role, formats of ours, rows through the gate."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from import_export.admin import ExportMixin, ImportExportMixin
from unfold.contrib.import_export.forms import ImportForm

from accounts.actor import Actor
from accounts.adminkit.exporting.asking import form_for, keep_choice
from accounts.adminkit.exporting.laying_out import lay_out
from accounts.adminkit.exporting.running import start_export
from accounts.adminkit.importing.many.bringing import most_rows
from accounts.adminkit.importing.reporting import as_download
from accounts.adminkit.importing.starting import start_import
from accounts.adminkit.importing.templating import columns_of, template_of
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core.files import check_size
from core.sheets.declining import decline_name
from core.sheets.formats import FORMATS
from core.values.periods import business_today
from core.values.verdict import Refused, sentence_of

AT_ONCE = 2_000  # rows laid out while the person waits; more become a job


class SheetForm(ImportForm):
    """Hands over only a sheet whose bytes are there: of one that is too large nothing was kept. Of what kind it is, is
    seen from them and not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].required = False

    def clean_import_file(self) -> Any:
        upload = self.cleaned_data["import_file"]
        check_size(upload)
        decline_name(upload.name)
        upload.seek(0)
        return upload


class _Rows:
    """What both directions share."""

    # The lines ignored below ask the page that this is mixed into, which no type of ours can name here.

    formats = list(FORMATS)

    def has_export_permission(self, request: PortalRequest) -> bool:
        """By role, not as the library would have it, which stands before the page and lets everybody."""
        return bool(self.holds(request, "export"))  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin

    def export_action(self, request: PortalRequest) -> HttpResponse:
        """Just the rows that the list shows, in the columns chosen: at once, or as a job where there are many."""
        page: Any = self
        if not page.has_export_permission(request):
            raise PermissionDenied
        rows = page.get_export_queryset(request)
        form, many = form_for(page, request), rows.count()
        if request.method == "POST" and form.is_valid():
            asked = form.asked(request.GET.urlencode())
            keep_choice(page, request, asked)
            if many <= AT_ONCE:
                made = lay_out(page, request, rows, asked)
                return as_download(made.content, made.name, made.content_type)
            try:
                job = start_export(page, asked, request.user.pk or 0)
                return HttpResponseRedirect(reverse("admin:core_job_change", args=[job.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.reason)
        context = {
            **page.admin_site.each_context(request), "title": f"导出{page.opts.verbose_name}", "form": form,
            "opts": page.opts, "media": page.media + form.media, "many": many, "at_once": AT_ONCE,
            "narrowed": bool(request.GET),
        }  # fmt: skip
        return TemplateResponse(request, "admin/jobs/take_along.html", context, status=400 if form.errors else 200)

    def get_export_queryset(self, request: PortalRequest) -> Any:
        """The rows of the list. Raises SuspiciousOperation for what is no value of a filter, as for no filter."""
        try:
            return super().get_export_queryset(request)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        except IncorrectLookupParameters as error:
            raise SuspiciousOperation("not a value of this filter") from error

    def get_export_filename(self, request: PortalRequest, queryset: Any, file_format: Any) -> str:
        """企业-2026-03-31.xlsx."""
        name = self.model._meta.verbose_name  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
        return f"{name}-{business_today()}.{file_format.get_extension()}"

    def get_export_resource_kwargs(self, request: PortalRequest, **kwargs: Any) -> dict[str, Any]:
        return {"actor": request.actor}


class ExportingAdmin(_Rows, ExportMixin):
    """Mixin: what the list shows can be taken along as a sheet."""


class ExchangingAdmin(_Rows, ImportExportMixin):
    """Mixin: a sheet of one city's records can be brought in as well, as a job (accounts.adminkit.importing)."""

    import_form_class = SheetForm

    def has_import_permission(self, request: PortalRequest) -> bool:
        """By role, in one city; not as the library would have it."""
        return self.holds(request, "import") and self.city_for(request.actor) is not None

    def city_for(self, actor: Actor) -> City | None:
        """The one city in which the person may import; with several or none there is no telling."""
        cities = actor.city_ids(*self.role_permissions.get("import", ()))
        return City.objects.filter(pk__in=cities).first() if len(cities) == 1 else None

    def get_urls(self) -> list[Any]:
        """Without the library's confirmation of a sheet: the job's page does that. With the template to fill in."""
        name = "{}_{}".format(*self.get_model_info())
        urls = [row for row in super().get_urls() if row.name != f"{name}_process_import"]
        template = self.admin_site.admin_view(require_safe(self.template_view))
        return [path("import/template/", template, name=f"{name}_import_template"), *urls]

    def import_action(self, request: PortalRequest, **kwargs: Any) -> HttpResponse:
        """Hand a sheet in; what is found of it is told on the page of its job."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.create_import_form(request)
        if request.method == "POST" and form.is_valid():
            choice = {name: str(form.cleaned_data.get(name) or "0") for name in ("format", "resource")}
            try:
                upload = form.cleaned_data["import_file"]
                job = start_import(page=self, upload=upload, choice=choice, by=request.actor)
                return HttpResponseRedirect(reverse("admin:core_job_change", args=[job.pk]))
            except (Refused, ValidationError) as error:
                form.add_error("import_file", sentence_of(error))
        resource = self._resource(request)
        context = {
            **self.admin_site.each_context(request), "title": f"导入{self.opts.verbose_name}", "form": form,
            "opts": self.opts, "media": self.media + form.media, "columns": columns_of(resource),
            "most": most_rows(resource),
            "template_url": reverse("admin:{}_{}_import_template".format(*self.get_model_info())),
        }  # fmt: skip
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/jobs/hand_in.html", context, status=status)

    def template_view(self, request: PortalRequest) -> HttpResponse:
        """The workbook to fill in."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return as_download(template_of(self._resource(request)), f"{self.opts.verbose_name}导入模板.xlsx")

    def _resource(self, request: PortalRequest) -> Any:
        return self.resource_classes[0](actor=request.actor, city=self.city_for(request.actor))
