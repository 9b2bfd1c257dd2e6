"""The company's own page, its particulars, and which company one acts for."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.periods import business_today
from enterprises.applicants import selectors
from enterprises.applicants.current import acting_applicant, choose
from enterprises.applicants.keeping import update_profile
from enterprises.forms.profile import ProfileForm
from enterprises.models import Applicant
from enterprises.registers.presenting import RecordField
from enterprises.registers.register import Register
from enterprises.registers.selectors import RegisterTally, newest_first_over_last, tallies
from enterprises.views.records import heads_of, rows_of

FIRST, LOOKED_AT = 5, 20


@dataclass(frozen=True)
class RegisterShelf:
    """A register on the profile: its newest records, and apart from them those that are over."""

    entry: Register
    heads: list[RecordField]
    rows: list[dict[str, Any]]
    over: list[dict[str, Any]]
    tally: RegisterTally

    @property
    def more(self) -> bool:
        return self.tally.total > len(self.rows) + len(self.over)


@permitted_to(applicants)
@require_safe
def profile(request: PortalRequest) -> HttpResponse:
    """All that is recorded of the applicant, each with its source."""
    applicant = acting_applicant(request)
    found = tallies(applicant, request.actor)
    context = {
        "applicant": applicant,
        "identity": selectors.identity_facts(applicant),
        "particulars": selectors.particulars(applicant),
        "office_facts": selectors.office_facts(applicant),
        "shelves": [_shelf(tally, applicant, request) for tally in found if tally.total],
        "empty": [tally.entry for tally in found if not tally.total],
        "team": selectors.team_of(applicant, request.actor),
    }
    return render(request, "enterprises/profile.html", context)


def _shelf(tally: RegisterTally, applicant: Applicant, request: PortalRequest) -> RegisterShelf:
    entry = tally.entry
    found = list(newest_first_over_last(entry, applicant, request.actor, business_today())[:LOOKED_AT])
    rows, over = ([row for row in found if row.over is wanted][:FIRST] for wanted in (False, True))
    return RegisterShelf(entry, heads_of(entry), rows_of(entry, rows), rows_of(entry, over), tally)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest) -> HttpResponse:
    """Change the particulars."""
    applicant, actor = acting_applicant(request), request.actor
    form = ProfileForm(sent(request), applicant=applicant, actor=actor)
    if request.method == "POST" and form.is_valid():
        changed = update_profile(applicant=applicant, changes=form.changes(), by=actor)
        messages.success(request, f"已保存，修改了{len(changed)}项。" if changed else "内容没有变化。")
        return redirect("enterprises:profile")
    identity = selectors.identity_facts(applicant)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "applicant": applicant, "identity": identity}
    return render(request, "enterprises/profile_edit.html", context, status=status)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: PortalRequest) -> HttpResponse:
    """Choose the applicant that one acts for."""
    actor = request.actor
    own = Applicant.objects.visible_to(actor).filter(pk__in=actor.applicant_ids).select_related("city")
    if request.method == "POST":
        applicant = next((row for row in own if str(row.pk) == request.POST.get("applicant")), None)
        if applicant is None:
            raise Http404
        choose(request, applicant)
        messages.success(request, f"现在以{applicant.name}的身份办理。")
        return redirect("enterprises:profile")
    return render(request, "enterprises/switch.html", {"enterprises": own, "current": acting_applicant(request)})
