"""Asking for a correction of a record that one may not change oneself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused
from enterprises.forms.records import CorrectionForm, RecordForm, form_of
from enterprises.models import RegisterRecord
from enterprises.registers import correcting
from enterprises.registers.presenting import PAPER, name_of
from enterprises.registers.register import Register
from enterprises.views.records import address_of, own_record


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def record_correct(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """The record's form with a reason; what differs becomes a proposal for the office."""
    entry, record = own_record(request, register, pk)
    allowed = correcting.can_correct(request.actor, record)
    if not allowed and request.method != "POST":
        messages.error(request, allowed.reason)
        return redirect(address_of(entry, record))
    applicant: Any = entry.applicant_of(record)
    asked = form_of(entry, applicant, request.actor, CorrectionForm)
    form = asked(sent(request), request.FILES or None, record=record)
    if not allowed:
        return not_taken(request, form, record, allowed.reason)
    if request.method == "POST" and form.is_valid() and _proposed(request, form, record):
        messages.success(request, "已提交更正申请，等待部门核对。")
        return redirect(address_of(entry, record))
    return _page(request, form, record, status=422 if form.errors else 200)


@permitted_to(applicants)
@require_POST
def correction_take_back(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """Take back the correction of an own record that no office has answered."""
    entry, record = own_record(request, register, pk)
    try:
        correcting.take_back(record=record, by=request.actor)
        messages.success(request, "已收回更正申请，记录保持原样。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(address_of(entry, record))


def not_taken(request: PortalRequest, form: RecordForm, record: RegisterRecord, reason: str) -> HttpResponse:
    """What was typed meanwhile, when it may be written no more: kept in the form, with the reason."""
    form.is_valid()  # looks through it, so that the reason stands beside what else is wrong
    form.add_error(None, reason)
    return _page(request, form, record, status=409)


def as_correction(request: PortalRequest, entry: Register, record: RegisterRecord, reason: str) -> HttpResponse:
    """An edit that came too late: what was typed stands in the form of a correction, which wants its reason yet."""
    applicant: Any = entry.applicant_of(record)
    form = form_of(entry, applicant, request.actor, CorrectionForm)(request.POST, record=record)
    return not_taken(request, form, record, reason)


def _page(request: PortalRequest, form: RecordForm, record: RegisterRecord, status: int) -> HttpResponse:
    context = {
        "entry": form.entry, "applicant": form.applicant, "form": form, "record": record, "name": name_of(record),
        "correcting": True, "action": reverse("enterprises:record_correct", args=[form.entry.name, record.pk]),
    }  # fmt: skip
    return render(request, "enterprises/record_form.html", context, status=status)


def _proposed(request: PortalRequest, form: RecordForm, record: RegisterRecord) -> bool:
    reason, upload = form.cleaned_data["reason"], form.cleaned_data.get(PAPER)
    try:
        correcting.propose(record=record, values=form.values(), reason=reason, upload=upload, by=request.actor)
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return not form.errors
