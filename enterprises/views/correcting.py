"""Asking for a correction of a record that one may not change oneself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.verdict import Refused
from enterprises.forms.records import CorrectionForm, RecordForm, form_of
from enterprises.models import RegisterRecord
from enterprises.registers import correcting
from enterprises.registers.presenting import PAPER, name_of
from enterprises.views.records import address_of, own_record


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def record_correct(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """The record's form with a reason; what differs becomes a proposal for the office."""
    entry, record = own_record(request, register, pk)
    allowed = correcting.can_correct(request.actor, record)
    if not allowed:
        messages.error(request, allowed.reason)
        return redirect(address_of(entry, record))
    applicant: Any = entry.applicant_of(record)
    asked = form_of(entry, applicant, request.actor, CorrectionForm)
    form = asked(request.POST or None, request.FILES or None, record=record)
    if request.method == "POST" and form.is_valid() and _proposed(request, form, record):
        messages.success(request, "已提交更正申请，等待部门核对。")
        return redirect(address_of(entry, record))
    context = {
        "entry": entry, "applicant": applicant, "form": form, "record": record, "name": name_of(record),
        "correcting": True,
    }  # fmt: skip
    return render(request, "enterprises/record_form.html", context, status=422 if form.errors else 200)


def _proposed(request: PortalRequest, form: RecordForm, record: RegisterRecord) -> bool:
    reason, upload = form.cleaned_data["reason"], form.cleaned_data.get(PAPER)
    try:
        correcting.propose(record=record, values=form.values(), reason=reason, upload=upload, by=request.actor)
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return not form.errors
