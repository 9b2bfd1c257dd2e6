"""The person's own data: what is kept and for how long, a copy of it, and its deletion."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.personal_data.erasing import can_erase, erase
from enterprises.personal_data.keeping import all_kept


@permitted_to(applicants)
@require_safe
def my_data(request: PortalRequest) -> HttpResponse:
    """Each kind of data that is kept, how much of it, and for how long."""
    applicant = acting_applicant(request)
    rows = [
        {"words": kept.words, "rule": kept.rule, "count": len(kept.tell(applicant, request.actor))}
        for kept in all_kept().values()
    ]
    allowed = can_erase(request.actor, applicant)
    return render(request, "enterprises/my_data.html", {"rows": rows, "applicant": applicant, "allowed": allowed})


@permitted_to(applicants)
@require_safe
def my_data_copy(request: PortalRequest) -> HttpResponse:
    """All of it as one file."""
    applicant = acting_applicant(request)
    told = {kept.words: [dict(row) for row in kept.tell(applicant, request.actor)] for kept in all_kept().values()}
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@permitted_to(applicants)
@require_POST
def my_data_erase(request: PortalRequest) -> HttpResponse:
    """Delete what can go, and say what stays."""
    if not request.POST.get("sure"):
        messages.error(request, "请先确认要删除。")
        return redirect("enterprises:my_data")
    try:
        done = erase(applicant=acting_applicant(request), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("enterprises:my_data")
    if done.left:
        logout(request)
        messages.success(request, "您的个人信息已删除，账号已注销。")
        return redirect("home")
    stays = "；".join(f"{words}：{rule}" for words, rule in done.stays)
    messages.success(request, f"已删除{done.count}条可以删除的内容。按规定保留的：{stays}")
    return redirect("enterprises:my_data")
