"""The applicant's own records in all registers: the list of registers, one register, one record with its paper."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.files.views import download
from enterprises.applicants.current import acting_applicant
from enterprises.models import RegisterRecord
from enterprises.registers.correcting import can_correct, can_take_back, corrections_of, differences
from enterprises.registers.permissions import PUT_RIGHT, can_amend, can_declare, can_withdraw, put_right
from enterprises.registers.presenting import RecordField, label_of, meant, name_of, said, traces
from enterprises.registers.register import Register, registers
from enterprises.registers.selectors import grouped, own_records, records_of_applicants, tallies

A_PAGE = 25


@permitted_to(applicants)
@require_safe
def register_list(request: PortalRequest) -> HttpResponse:
    """All registers with how much of the applicant stands in each."""
    applicant = acting_applicant(request)
    context = {"applicant": applicant, "groups": grouped(tallies(applicant, request.actor))}
    return render(request, "enterprises/records.html", context)


@permitted_to(applicants)
@require_safe
def register_page(request: PortalRequest, register: str) -> HttpResponse:
    """The applicant's records in one register."""
    entry, applicant = entry_of(register), acting_applicant(request)
    page = Paginator(own_records(entry, applicant, request.actor), A_PAGE).get_page(request.GET.get("page"))
    may_add = can_declare(request.actor, entry, applicant)
    context = {
        "applicant": applicant, "entry": entry, "page_obj": page, "rows": rows_of(entry, page), "may_add": may_add,
        "heads": heads_of(entry), "foreign": applicant.kind not in entry.kinds,
    }  # fmt: skip
    return render(request, "enterprises/register.html", context)


@permitted_to(applicants)
@require_safe
def record_page(request: PortalRequest, register: str, pk: int) -> HttpResponse:
    """All that is recorded, the paper that it rests on, and what happened to it."""
    entry, record = own_record(request, register, pk)
    context = {
        "applicant": entry.applicant_of(record),
        "entry": entry, "record": record, "name": name_of(record), "facts": meant(record, entry.asked),
        "may_amend": can_amend(request.actor, record), "may_withdraw": can_withdraw(request.actor, record),
        "put_right": PUT_RIGHT if put_right(record) else "",
        "may_correct": can_correct(request.actor, record), "traces": traces(record, request.actor),
        "corrections": [
            (row, differences(row), can_take_back(request.actor, row)) for row in corrections_of(record)[:10]
        ],
    }  # fmt: skip
    return render(request, "enterprises/record.html", context)


@permitted_to(applicants)
@require_safe
def record_paper(request: PortalRequest, register: str, pk: int) -> HttpResponseBase:
    """The paper of an own record."""
    _, record = own_record(request, register, pk)
    if record.paper_id is None:
        raise Http404
    return download(request, record.paper_id)


def entry_of(name: str) -> Register:
    """The register of an address; 404 for what is none."""
    found = registers().get(name)
    if found is None:
        raise Http404
    return found


def own_record(request: PortalRequest, register: str, pk: int) -> tuple[Register, RegisterRecord]:
    """A record of an applicant that the person acts for; 404 for all others."""
    entry = entry_of(register)
    record: RegisterRecord = get_object_or_404(records_of_applicants(entry, request.actor), pk=pk)
    return entry, record


def heads_of(entry: Register) -> list[RecordField]:
    """The heads of the columns behind the record's name."""
    return [RecordField(label_of(entry.model, name), "", name.endswith("_fen")) for name in entry.listed]


def rows_of(entry: Register, records: Any) -> list[dict[str, Any]]:
    """The rows of a list."""
    return [
        {"record": row, "name": name_of(row), "facts": said(row, entry.listed), "address": address_of(entry, row)}
        for row in records
    ]  # fmt: skip


def address_of(entry: Register, record: RegisterRecord) -> str:
    """The page of a record."""
    return reverse("enterprises:record", args=[entry.name, record.pk])
