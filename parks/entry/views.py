"""The applicant's page of its requests to move in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.models import Applicant
from parks.entry import asking
from parks.entry.forms import EntryForm
from parks.entry.permissions import can_ask
from parks.models import EntryRequest
from parks.tenancies.residency import is_resident


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: PortalRequest) -> HttpResponse:
    """What was asked and answered, and a further request."""
    applicant = acting_applicant(request)
    form = EntryForm(sent(request))
    if request.method == "POST" and form.is_valid() and _asked(request, form, applicant):
        messages.success(request, "已提交入驻申请，等待园区运营单位答复。")
        return redirect("parks:entry")
    context = {
        "form": form, "applicant": applicant, "may_ask": can_ask(request.actor, applicant),
        "resident": is_resident(applicant, applicant.city, timezone.localdate()),
        "asked": EntryRequest.objects.visible_to(request.actor).filter(applicant=applicant),
    }  # fmt: skip
    return render(request, "parks/entry.html", context, status=422 if form.is_bound and form.errors else 200)


def _asked(request: PortalRequest, form: EntryForm, applicant: Applicant) -> bool:
    try:
        asking.ask(applicant=applicant, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@permitted_to(applicants)
@require_POST
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Take back a request of one's own that is not answered."""
    rows = EntryRequest.objects.visible_to(request.actor).filter(applicant_id__in=request.actor.applicant_ids)
    row = get_object_or_404(rows, pk=pk)
    try:
        asking.take_back(request=row, by=request.actor)
        messages.success(request, "已撤回入驻申请。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("parks:entry")
