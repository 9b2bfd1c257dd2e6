"""Adding what the applicant declares of itself, putting it right while it is not certified, taking it back."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.overtaking import OPENED, mark_of, tell_overtaken
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.forms.records import RecordForm, form_of
from enterprises.models import RegisterRecord
from enterprises.registers import declaring
from enterprises.registers.permissions import can_amend, can_declare
from enterprises.registers.presenting import PAPER, name_of
from enterprises.registers.register import Register
from enterprises.registers.selectors import twin_of
from enterprises.views.correcting import as_correction
from enterprises.views.records import address_of, entry_of, own_record


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def record_add(request: PortalRequest, register: str) -> HttpResponse:
    """Add a record as declared; with `?next=` back to the page that wanted it, which gets `record=<register>:<pk>`."""
    entry, applicant = entry_of(register), acting_applicant(request)
    if not can_declare(request.actor, entry, applicant):
        raise Http404
    form = form_of(entry, applicant, request.actor)(sent(request), request.FILES or None)
    back = safe_next(request)
    if request.method == "POST" and form.is_valid():
        record = _declared(request, form)
        if record is not None:
            messages.success(request, f"已添加“{name_of(record)}”，等待部门核验。")
            return redirect(_with_record(back, entry, record) if back else address_of(entry, record))
    context = {"entry": entry, "applicant": applicant, "form": form, "back": back, **_twin(form, entry, back)}
    return render(request, "enterprises/record_form.html", context, status=422 if form.errors else 200)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """Put right what was declared and not yet certified; with `?next=` back to the page that wanted it."""
    entry, record = own_record(request, register, pk)
    allowed = can_amend(request.actor, record)
    if not allowed:
        return _too_late(request, entry, record, allowed.reason)
    applicant: Any = entry.applicant_of(record)
    asked = form_of(entry, applicant, request.actor)
    form, back = asked(sent(request), request.FILES or None, record=record), safe_next(request)
    opened = mark_of(record)
    if (
        request.method == "POST"
        and form.is_valid()
        and _in_time(request, form, opened)
        and _amended(request, form, record)
    ):
        messages.success(request, "已保存修改。")
        return redirect(_with_record(back, entry, record) if back else address_of(entry, record))
    context = {
        "entry": entry, "applicant": applicant, "form": form, "record": record, "name": name_of(record),
        "back": back, OPENED: opened, **_twin(form, entry, ""),
    }  # fmt: skip
    return render(request, "enterprises/record_form.html", context, status=422 if form.errors else 200)


@permitted_to(applicants)
@require_POST
def record_withdraw(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """Delete a declared record of one's own."""
    entry, record = own_record(request, register, pk)
    try:
        declaring.withdraw(record=record, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(address_of(entry, record))
    messages.success(request, f"已删除“{name_of(record)}”。")
    return redirect("enterprises:register", entry.name)


def safe_next(request: PortalRequest) -> str:
    """Where the form was asked from, if that is an address of our own; else nothing."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else ""


def _with_record(back: str, entry: Register, record: RegisterRecord) -> str:
    """The address with the new record in it, for the form there to pick."""
    parts = urlsplit(back)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "record"]
    return parts._replace(query=urlencode([*kept, ("record", f"{entry.name}:{record.pk}")])).geturl()


def _twin(form: RecordForm, entry: Register, back: str) -> dict[str, Any]:
    """`twin`: the own record that stands there already, with its name, its page and the way back with it picked."""
    if form.twin is None:
        return {}
    picking = _with_record(back, entry, form.twin) if back else ""
    return {"twin": {"name": name_of(form.twin), "address": address_of(entry, form.twin), "picking": picking}}


def _declared(request: PortalRequest, form: RecordForm) -> RegisterRecord | None:
    record = form.built()
    try:
        return declaring.declare(record=record, upload=form.cleaned_data.get(PAPER), by=request.actor)
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        form.take_refusal(refusal, record, twin_of(record, request.actor))
    return None


def _too_late(request: PortalRequest, entry: Register, record: RegisterRecord, reason: str) -> HttpResponse:
    """The record is the applicant's to change no more: what was typed meanwhile goes on as a correction."""
    if request.method == "POST":
        return as_correction(request, entry, record, reason)
    messages.error(request, reason)
    return redirect(address_of(entry, record))


def _in_time(request: PortalRequest, form: RecordForm, opened: str) -> bool:
    """Whether the record still says what it said when the form was opened; else the form says what it does now."""
    in_time = request.POST.get(OPENED, opened) == opened
    if not in_time:
        tell_overtaken(form)
    return in_time


def _amended(request: PortalRequest, form: RecordForm, record: RegisterRecord) -> bool:
    upload = form.cleaned_data.get(PAPER)
    try:
        declaring.amend(record=record, values=form.values(), upload=upload, by=request.actor)
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        wanted = form.built()
        wanted.pk = record.pk
        form.take_refusal(refusal, wanted, twin_of(wanted, request.actor))
    return not form.errors
