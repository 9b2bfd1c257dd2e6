"""Adding what the applicant declares of itself, and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.forms.declaring import PropertyForm, RecognitionForm, YearForm
from enterprises.models import Applicant, IntellectualProperty, Recognition, YearlyFacts
from enterprises.registers import declaring


@dataclass(frozen=True)
class Kind:
    """One kind of declared record: its words, its form, the verb that writes it and the field its refusal stands at."""

    model: type[Model]
    title: str
    lead: str
    button: str
    done: str
    form: type[forms.Form]
    declare: Callable[..., Any]
    refused_at: str | None


KINDS = {
    "recognition": Kind(
        Recognition, "添加资质认定", "照证书填写。填报后由部门核验，核验前申报时需附证书。",
        "添加资质", "已添加资质，等待部门核验。", RecognitionForm, declaring.declare_recognition, "certificate_no",
    ),
    "year": Kind(
        YearlyFacts, "填报年度数据", "按自然年填报；同一年度再次填报，以新的数据为准。",
        "保存年度数据", "已保存年度数据。", YearForm, declaring.report_year, "year",
    ),
    "property": Kind(
        IntellectualProperty, "添加知识产权", "照受理通知书或证书填写。填报后由部门核验。",
        "添加知识产权", "已添加知识产权，等待部门核验。", PropertyForm, declaring.declare_property, "application_no",
    ),
}  # fmt: skip


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PortalRequest, what: str) -> HttpResponse:
    """Add one record of the kind `what`."""
    kind, applicant = KINDS[what], acting_applicant(request)
    form = kind.form(request.POST or None, initial=_before(request, what, applicant))
    if request.method == "POST" and form.is_valid() and _declared(request, kind, form, applicant):
        messages.success(request, kind.done)
        return redirect("enterprises:profile")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "kind": kind, "applicant": applicant}
    return render(request, "enterprises/declare.html", context, status=status)


def _before(request: PortalRequest, what: str, applicant: Applicant) -> dict[str, Any]:
    """What was declared of the year in the address, to be put right."""
    year = request.GET.get("year", "")
    if what != "year" or not (year.isascii() and year.isdigit() and len(year) == 4):
        return {}
    visible = YearlyFacts.objects.visible_to(request.actor).filter(applicant=applicant, year=int(year))
    found = visible.values("year", "revenue_fen", "employees").first()
    return dict(found) if found else {"year": int(year)}


def _declared(request: PortalRequest, kind: Kind, form: forms.Form, applicant: Applicant) -> bool:
    try:
        kind.declare(applicant=applicant, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(kind.refused_at, refusal.reason)
        return False
    return True


@permitted_to(applicants)
@require_POST
def withdraw(request: PortalRequest, what: str, pk: int) -> HttpResponse:
    """Delete a declared record of one's own."""
    manager: Any = KINDS[what].model._default_manager
    actor = request.actor
    row = get_object_or_404(manager.visible_to(actor).filter(applicant_id__in=actor.applicant_ids), pk=pk)
    try:
        declaring.withdraw(record=row, by=actor)
        messages.success(request, f"已删除“{row}”。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("enterprises:profile")
