"""The employer's pages of its people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.adminkit.importing.reporting import as_download
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.registers.register import registers
from talent.models import Engagement
from talent.roster.forms import TOLD, RosterSheetForm, StaffForm, opened_rows, sealed_rows
from talent.roster.reading import HEADS, StaffRow, empty_sheet, read_roster
from talent.roster.staffing import Faulty, enter_staff, try_out


@permitted_to(applicants)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: PortalRequest) -> HttpResponse:
    """The people of the employer, and two ways to enter more: one typed, many from a sheet that is shown first."""
    applicant = acting_applicant(request)
    if applicant.kind not in registers()[Engagement.trail_kind].kinds:
        raise Http404
    context: dict[str, Any] = {"form": StaffForm(), "sheet_form": RosterSheetForm(), "told": TOLD}
    if request.method == "POST":
        done = _ACTIONS.get(str(request.POST.get("action")), _add)(request, context)
        if done:
            messages.success(request, f"已登记{done}人，等待部门核验。")
            return redirect("talent:roster")
    staff = Engagement.objects.visible_to(request.actor).filter(applicant=applicant).select_related("person")
    context |= {"staff": staff.order_by("person__name", "hired_on"), "applicant": applicant}
    return render(request, "talent/roster.html", context, status=_status(context))


@permitted_to(applicants)
@require_safe
def roster_sheet(request: PortalRequest) -> HttpResponse:
    """The empty sheet."""
    return as_download(empty_sheet(), "人才名册空表.xlsx")


def _add(request: PortalRequest, context: dict[str, Any]) -> int:
    form = context["form"] = StaffForm(request.POST)
    if not form.is_valid():
        _told_with_it(request, form)
        return 0
    try:
        return _entered(request, [form.row()])
    except Faulty as faulty:
        for sentence in faulty.rows[0].faults:
            form.add_error(None, sentence)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return 0


def _told_with_it(request: PortalRequest, form: StaffForm) -> None:
    """What is wrong in the row besides what its fields have been told already: all of it at once."""
    told = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    (tried,) = try_out(applicant=acting_applicant(request), rows=[form.row()], by=request.actor)
    for sentence in tried.faults:
        if not any(label in sentence for label in told):
            form.add_error(None, sentence)


def _read(request: PortalRequest, context: dict[str, Any]) -> int:
    form = context["sheet_form"] = RosterSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return 0
    upload = form.cleaned_data["sheet"]
    try:
        rows = read_roster(upload.name, upload.read())
    except ValidationError as error:
        form.add_error("sheet", error)
        return 0
    _show(request, context, rows)
    return 0


def _take(request: PortalRequest, context: dict[str, Any]) -> int:
    form = context["sheet_form"] = RosterSheetForm({})
    try:
        rows = opened_rows(str(request.POST.get("rows", "")), applicant=acting_applicant(request))
        return _entered(request, rows)
    except ValidationError as error:
        form.errors.clear()
        form.add_error("sheet", error)
    except Refused as refusal:
        _show(request, context, rows, refusal.reason)
    except Faulty as faulty:
        _show(request, context, faulty.rows)
    return 0


_ACTIONS = {"add": _add, "read": _read, "take": _take}


def _entered(request: PortalRequest, rows: list[StaffRow]) -> int:
    told = bool(request.POST.get("told"))
    return enter_staff(applicant=acting_applicant(request), rows=rows, told=told, by=request.actor)


def _show(request: PortalRequest, context: dict[str, Any], rows: Any, refused: str = "") -> None:
    """The rows of a sheet, those with faults first; only a sheet without faults can be confirmed."""
    applicant = acting_applicant(request)
    tried = try_out(applicant=applicant, rows=rows, by=request.actor)
    cells = [{"row": row, "cells": list(row.cells.items())} for row in sorted(tried, key=lambda row: not row.faults)]
    faulty = sum(bool(row.faults) for row in tried)
    context["preview"] = {
        "heads": list(HEADS.values()), "width": len(HEADS) + 1, "rows": cells, "faulty": faulty, "refused": refused,
        "sealed": "" if faulty else sealed_rows(tried, applicant=applicant),
    }  # fmt: skip


def _status(context: dict[str, Any]) -> int:
    preview = context.get("preview") or {}
    wrong = context["form"].errors or (context["sheet_form"].is_bound and context["sheet_form"].errors)
    return 422 if wrong or preview.get("faulty") or preview.get("refused") else 200
