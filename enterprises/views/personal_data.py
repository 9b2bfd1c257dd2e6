"""The person's own data: what is kept and for how long, a copy of it, and its deletion."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.identity_numbers import holds_identity
from core.values.text import clean_prose
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.models import ErasureRequest, ErasureState
from enterprises.payee_numbers.needing import needed_for
from enterprises.personal_data import requesting
from enterprises.personal_data.erasing import can_erase, erase
from enterprises.personal_data.keeping import all_kept


@permitted_to(applicants)
@require_safe
def my_data(request: PortalRequest) -> HttpResponse:
    """Each kind of data that is kept, how much of it, and for how long."""
    return _my_data(request)


def _my_data(request: PortalRequest, typed: str = "", status: int = 200) -> HttpResponse:
    """The page; `typed` is the reason of a request that was not taken."""
    applicant = acting_applicant(request)
    rows = [{"words": part["words"], "rule": part["rule"], "count": len(part["rows"])} for part in _told(request)]
    allowed = can_erase(request.actor, applicant)
    asked = ErasureRequest.objects.visible_to(request.actor).filter(applicant=applicant)
    context = {
        "rows": rows, "applicant": applicant, "allowed": allowed, "asked": asked[:10],
        "may_ask": requesting.can_ask(request.actor, applicant), "stays": requesting.stays(applicant),
        "needs": needed_for(applicant), "typed": "" if holds_identity(typed) else typed,
    }  # fmt: skip
    return render(request, "enterprises/my_data.html", context, status=status)


@permitted_to(applicants)
@require_safe
def my_data_copy(request: PortalRequest) -> HttpResponse:
    """All of it as one file: a page that any browser opens, or data for another system (`?as=data`)."""
    applicant = acting_applicant(request)
    told = _told(request)
    if request.GET.get("as") == "data":
        answer: HttpResponse = JsonResponse(_as_data(told), json_dumps_params={"ensure_ascii": False, "indent": 1})
        name = "我的信息.json"
    else:
        context = {"applicant": applicant, "sections": told, "at": timezone.now()}
        answer, name = render(request, "enterprises/my_data_copy.html", context), "我的信息.html"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _told(request: PortalRequest) -> list[dict[str, Any]]:
    """Each kind of data of which something is kept, with its rows."""
    applicant = acting_applicant(request)
    told = [
        {"words": kept.words, "rule": kept.rule, "rows": kept.tell(applicant, request.actor)}
        for kept in all_kept().values()
    ]
    return [part for part in told if part["rows"]]


def _as_data(told: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows by what they are; of labels that a row has twice (two papers of a kind) none is lost."""
    return {part["words"]: [_joined(row) for row in part["rows"]] for part in told}


def _joined(row: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, value in row:
        found[label] = f"{found[label]}\n{value}" if label in found else value
    return found


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
    told = "、".join(f"{words}{count}条" for words, count in done.went)
    went = f"已删除{told}。" if told else "没有可以删除的内容。"
    messages.success(request, f"{went}按规定保留的：{stays}其余保留的内容和期限见本页。")
    if needs := needed_for(acting_applicant(request)):
        messages.warning(request, f"{'、'.join(needs)}还没有拨付，拨付前须重新登记领款人身份证号。")
    return redirect("enterprises:my_data")


@permitted_to(applicants)
@require_POST
def erasure_ask(request: PortalRequest) -> HttpResponse:
    """Ask the office to delete what one may not delete oneself."""
    typed = request.POST.get("reason", "")
    try:
        reason = clean_prose(typed, 500)
        requesting.ask(applicant=acting_applicant(request), reason=reason, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return _my_data(request, typed, status=409)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return _my_data(request, typed, status=422)
    messages.success(request, "已提交删除申请，等待部门办理。")
    return redirect("enterprises:my_data")


@permitted_to(applicants)
@require_POST
def erasure_take_back(request: PortalRequest) -> HttpResponse:
    """Take back the request that waits."""
    rows = ErasureRequest.objects.visible_to(request.actor).filter(applicant=acting_applicant(request))
    waiting = rows.filter(state=ErasureState.ASKED).first()
    if waiting is None:
        messages.error(request, "没有等待办理的删除申请。")
        return redirect("enterprises:my_data")
    try:
        requesting.take_back(request=waiting, by=request.actor)
        messages.success(request, "已撤回删除申请。")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("enterprises:my_data")
