"""What the office's page of an applicant says and does beside its fields: what the applicant is found to be."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.requests.portal_request import PortalRequest
from core.values.text import clean_text
from core.values.verdict import Refused
from enterprises.applicants.designating import can_designate, designate, present
from enterprises.models import FLAGS, Applicant, DesignationKind


class DesignatingAdmin:
    """Mixin for the page of applicants: findings with their document, and the form for a further one."""

    change_form_after_template = "admin/registers/designations.html"

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.designate_view))  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
        name = "enterprises_applicant_designate"
        return [path("<int:pk>/designate/", take, name=name), *super().get_urls()]  # type: ignore[misc]  # the mixin stands before a ModelAdmin

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        applicant = context.get("original")
        if applicant is not None:
            found = present(applicant)
            context["designations"] = [
                (kind, getattr(applicant, flag), found.get(kind)) for kind, flag in FLAGS.items()
            ]  # fmt: skip
            context["may_designate"] = can_designate(request.actor, applicant)
            context["designate_url"] = reverse("admin:enterprises_applicant_designate", args=[applicant.pk])
        page: HttpResponse = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return page

    def designate_view(self, request: PortalRequest, pk: int) -> HttpResponse:
        """Record a finding that was typed on the applicant's page."""
        applicant = self.get_object(request, str(pk))  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
        if applicant is None or not self.has_view_permission(request, applicant):  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
            raise Http404
        try:
            _designated(request, applicant)
            messages.success(request, "已登记核定结果。")
        except Refused as refusal:
            messages.error(request, refusal.reason)
        except ValidationError as error:
            messages.error(request, "".join(error.messages))
        return HttpResponseRedirect(reverse("admin:enterprises_applicant_change", args=[pk]))


def _designated(request: PortalRequest, applicant: Applicant) -> None:
    typed = request.POST
    kind = typed.get("designation", "")
    if kind not in DesignationKind.values:
        raise ValidationError("请选择核定事项。")
    try:
        day = date.fromisoformat(typed.get("decided_on", ""))
    except ValueError as error:
        raise ValidationError("核定日期请按 2026-03-31 的样子填写。") from error
    document = clean_text(typed.get("document", ""), 200)
    holds = typed.get("holds") == "1"
    designate(applicant=applicant, kind=kind, holds=holds, document=document, decided_on=day, by=request.actor)
