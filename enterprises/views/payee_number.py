"""The person's number for a payment: why it is asked for, giving it, who looked at it, and deleting it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.forms.payee_number import PayeeNumberForm
from enterprises.models import Applicant, PayeeNumber
from enterprises.payee_numbers import giving, looking
from enterprises.payee_numbers.needing import needed_for


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def payee_number(request: PortalRequest) -> HttpResponse:
    """What waits to be paid, and the number where it is wanted."""
    applicant = acting_applicant(request)
    form = PayeeNumberForm(sent(request))
    if request.method == "POST" and form.is_valid() and _given(request, form, applicant):
        messages.success(request, "已登记，加密保存。")
        return redirect("enterprises:payee_number")
    context = {
        "form": form, "applicant": applicant, "needed": needed_for(applicant),
        "may_give": giving.can_give(request.actor, applicant), "looks": looking.looks_at(applicant),
        "given": PayeeNumber.objects.visible_to(request.actor).filter(applicant=applicant).first(),
    }  # fmt: skip
    return render(request, "enterprises/payee_number.html", context, status=422 if form.errors else 200)


@permitted_to(applicants)
@require_POST
def payee_number_delete(request: PortalRequest) -> HttpResponse:
    """Delete the sealed number when nothing waits to be paid."""
    try:
        count = giving.take_back(applicant=acting_applicant(request), by=request.actor)
        messages.success(request, "已删除登记的身份证号。" if count else "没有登记身份证号。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("enterprises:payee_number")


def _given(request: PortalRequest, form: PayeeNumberForm, applicant: Applicant) -> bool:
    try:
        giving.give(applicant=applicant, identity_number=form.cleaned_data["identity_number"], by=request.actor)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    except ValidationError as error:
        form.add_error("identity_number", error)
    return not form.errors
