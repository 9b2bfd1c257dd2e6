"""Pages of the admin with import and export: rights by role, formats of ours, rows through the gate."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from import_export.admin import ExportMixin, ImportExportMixin
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from accounts.actor import Actor
from accounts.adminkit.importing.reporting import as_download
from accounts.adminkit.importing.starting import start_import
from accounts.adminkit.importing.templating import template_of
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core.files import check_size
from core.sheets.formats import FORMATS, MAX_ROWS
from core.values.verdict import Refused


class SheetForm(ImportForm):
    """Hands over only a sheet whose bytes are there: of one that is too large nothing was kept."""

    def clean_import_file(self) -> Any:
        upload = self.cleaned_data["import_file"]
        check_size(upload)
        upload.seek(0)
        return upload


class _Rows:
    """What both directions share."""

    # The lines ignored below ask the page that this is mixed into, which no type of ours can name here.

    formats = list(FORMATS)
    export_form_class = ExportForm
    to_encoding = "utf-8"

    def get_valid_export_item_pks(self, request: PortalRequest) -> Any:
        return self.get_queryset(request).values_list("pk", flat=True)  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin

    def get_export_resource_kwargs(self, request: PortalRequest, **kwargs: Any) -> dict[str, Any]:
        return {"actor": request.actor}

    def get_data_for_export(self, request: PortalRequest, queryset: Any, **kwargs: Any) -> Any:
        kwargs["force_native_type"] = True
        return super().get_data_for_export(request, queryset, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin


class ExportingAdmin(_Rows, ExportMixin):
    """Mixin: what the list shows can be taken along as a sheet."""


class ExchangingAdmin(_Rows, ImportExportMixin):
    """Mixin: a sheet of one city's records can be brought in as well, as a job (accounts.adminkit.importing)."""

    import_form_class = SheetForm

    def has_import_permission(self, request: PortalRequest) -> bool:
        return super().has_import_permission(request) and self.city_for(request.actor) is not None

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
                form.add_error("import_file", getattr(error, "reason", None) or error)
        columns = [row.column_name for row in self._resource(request).get_import_fields() if not row.readonly]
        context = {
            **self.admin_site.each_context(request), "title": f"导入{self.opts.verbose_name}", "form": form,
            "opts": self.opts, "media": self.media + form.media, "columns": columns, "most": MAX_ROWS,
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
