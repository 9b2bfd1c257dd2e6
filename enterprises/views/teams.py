"""The team's own page: who its members are, what they agreed on, how that came about, and changing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests.overtaking import OPENED, mark_of, tell_overtaken
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused, Verdict
from enterprises.applicants import selectors
from enterprises.applicants.current import acting_applicant
from enterprises.forms.teams import ChangeTeamForm
from enterprises.models import Applicant, CharterState, TeamCharter
from enterprises.teams import changing
from enterprises.teams.comparing import versions_of
from enterprises.teams.permissions import NO_TEAM, can_change

MOST_VERSIONS = 50


@permitted_to(applicants)
@require_safe
def team(request: PortalRequest) -> HttpResponse:
    """What holds, what waits for the office, and all earlier versions with what each changed."""
    applicant, parts = _team_of(request)
    if parts is None:
        return _no_team(request)
    context = {
        "applicant": applicant, "team": parts, "may_change": can_change(request.actor, applicant),
        "versions": versions_of(applicant, request.actor)[:MOST_VERSIONS],
    }  # fmt: skip
    return render(request, "enterprises/team_page.html", context)


@permitted_to(applicants)
@require_http_methods(["GET", "HEAD", "POST"])
def team_edit(request: PortalRequest) -> HttpResponse:
    """Change members and charter; once certified, the change is proposed with its reason."""
    applicant, parts = _team_of(request)
    if parts is None:
        return _no_team(request)
    allowed = can_change(request.actor, applicant)
    if not allowed and request.method != "POST":
        messages.error(request, allowed.reason)
        return redirect("enterprises:team")
    certified = parts.charter is not None and parts.charter.state == CharterState.CERTIFIED
    form = ChangeTeamForm(
        sent(request), request.FILES or None, charter=parts.charter, members=list(parts.members),
        certified=certified,
    )  # fmt: skip
    opened = mark_of(parts.charter) if parts.charter else ""
    if request.method == "POST" and _may_write(request, form, allowed, opened):
        written = _changed(request, form, applicant)
        if written is not None:
            waits = written.state == CharterState.PROPOSED
            messages.success(request, "已提交更改申请，等待部门核对。" if waits else "已保存团队成员和章程。")
            return redirect("enterprises:team")
    context = {"form": form, "applicant": applicant, "certified": certified, OPENED: opened}
    status = 409 if not allowed else 422 if form.is_bound and form.errors else 200
    return render(request, "enterprises/team_edit.html", context, status=status)


@permitted_to(applicants)
@require_POST
def team_withdraw(request: PortalRequest) -> HttpResponse:
    """Take back the change that waits."""
    _, parts = _team_of(request)
    if parts is None or parts.proposed is None:
        messages.error(request, "没有等待核对的更改申请。")
        return redirect("enterprises:team")
    try:
        changing.withdraw(charter=parts.proposed, by=request.actor)
        messages.success(request, "已撤回更改申请。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("enterprises:team")


def _team_of(request: PortalRequest) -> tuple[Applicant, selectors.TeamParts | None]:
    applicant = acting_applicant(request)
    return applicant, selectors.team_of(applicant, request.actor)


def _no_team(request: PortalRequest) -> HttpResponse:
    """Other applicants have no such page."""
    messages.error(request, NO_TEAM)
    return redirect("enterprises:profile")


def _may_write(request: PortalRequest, form: ChangeTeamForm, allowed: Verdict, opened: str) -> bool:
    """Whether what was typed can be written; else the form keeps it and says why not. The team may have been changed,
    or a proposal handed in, in another tab since the form was opened."""
    sound = form.is_valid()
    if not allowed:
        form.add_error(None, allowed.reason)
    elif sound and request.POST.get(OPENED, opened) != opened:
        tell_overtaken(form)
    return form.is_valid()


def _changed(request: PortalRequest, form: ChangeTeamForm, applicant: Applicant) -> TeamCharter | None:
    reason = form.cleaned_data.get("reason", "")
    try:
        return changing.change(applicant=applicant, team=form.team(), reason=reason, by=request.actor)
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return None
