"""Pages of the admin with import and export: rights by role, formats of ours, rows through the gate."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from import_export.admin import ExportMixin, ImportExportMixin
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core.files import check_size
from core.sheets.formats import FORMATS, PrivateStorage


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
    """Mixin: a sheet of one city's records can be brought in as well."""

    import_form_class = SheetForm
    tmp_storage_class = PrivateStorage
    import_error_display = ("message",)
    skip_admin_log = True

    def has_import_permission(self, request: PortalRequest) -> bool:
        return super().has_import_permission(request) and self.city_of_import(request) is not None

    def city_of_import(self, request: PortalRequest) -> City | None:
        """The one city in which the person may import; with several or none there is no telling."""
        cities = request.actor.city_ids(*self.role_permissions.get("import", ()))
        return City.objects.filter(pk__in=cities).first() if len(cities) == 1 else None

    def get_import_resource_kwargs(self, request: PortalRequest, **kwargs: Any) -> dict[str, Any]:
        city = self.city_of_import(request)
        if city is None:
            raise PermissionDenied
        return {"actor": request.actor, "city": city}

    def add_data_read_fail_error_to_form(self, form: Any, error: Exception) -> None:
        sentence = error.messages[0] if isinstance(error, ValidationError) else "文件读不出来，请确认格式后重新上传。"
        form.add_error("import_file", sentence)

    def process_import(self, request: PortalRequest, **kwargs: Any) -> Any:
        """The confirmed import; a sheet that is gone meanwhile is asked for again."""
        try:
            return super().process_import(request, **kwargs)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect("../import/")
