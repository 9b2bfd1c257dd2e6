"""Sign-up of units, teams and persons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import everyone, permitted_to
from core.forms.sending import sent
from core.values.verdict import Refused
from enterprises.applicants.registering import (
    CodeTaken,
    LoginNameTaken,
    PersonTaken,
    TeamTaken,
    register,
    register_person,
    register_team,
)
from enterprises.forms.joining import PersonForm, TeamForm
from enterprises.forms.signing_up import SignUpForm
from enterprises.models import ApplicantMembership
from enterprises.privacy.consenting import CURRENT

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_OFTEN = "本网络地址提交注册过于频繁，请一小时后再试；单位多人需要注册的，可到园区服务窗口集中办理。"
FIELD_OF: dict[type[Refused], str] = {
    CodeTaken: "uscc", PersonTaken: "identity_number", TeamTaken: "name", LoginNameTaken: "username"
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One way to sign up: its words, its form, and what writes what the form holds."""

    address: str
    label: str
    lead: str
    template: str
    form: type[Any]
    register: Callable[[Any], ApplicantMembership]


def _unit(form: SignUpForm) -> ApplicantMembership:
    wanted: Any = {name: form.cleaned_data[name] for name in ("uscc", "name", "city", "kind", "district")}
    return register(**wanted, person=form.person())


def _team(form: TeamForm) -> ApplicantMembership:
    wanted: Any = {name: form.cleaned_data[name] for name in ("name", "city", "district")}
    return register_team(**wanted, person=form.person(), team=form.team())


def _person(form: PersonForm) -> ApplicantMembership:
    wanted: Any = {name: form.cleaned_data[name] for name in ("identity_number", "city", "district")}
    return register_person(**wanted, person=form.person())


WAYS = {
    "unit": Way(
        "enterprises:sign_up", "单位注册",
        "有统一社会信用代码的企业、高校、科研院所和其他单位在这里注册。注册后可以查看能申报什么、在线申报、查看进度。",
        "enterprises/sign_up_unit.html", SignUpForm, _unit,
    ),
    "team": Way(
        "enterprises:sign_up_team", "团队注册", "没有统一社会信用代码的科创团队在这里注册，由一位经办人代为办理。",
        "enterprises/sign_up_team.html", TeamForm, _team,
    ),
    "person": Way(
        "enterprises:sign_up_person", "个人注册", "以个人名义申报的人才、创业者在这里注册。",
        "enterprises/sign_up_person.html", PersonForm, _person,
    ),
}  # fmt: skip


@permitted_to(everyone)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: PortalRequest, way: str = "unit") -> HttpResponse:
    """Register an applicant with its first account; who is logged in has one and goes home."""
    if request.user.is_authenticated:
        return redirect("home")
    chosen = WAYS[way]
    form = chosen.form(sent(request), request.FILES or None, actor=request.actor)
    if request.method == "POST" and _brake(request, form) and form.is_valid() and _register(request, form, chosen):
        messages.success(request, "注册成功。请补全资料，申报时会自动带入。")
        return redirect("enterprises:profile")
    context = {"form": form, "way": chosen, "ways": WAYS.values(), "notice": f"privacy/{CURRENT}.html"}
    return render(request, chosen.template, context, status=_status(form))


def _brake(request: PortalRequest, form: Any) -> bool:
    if within_limit(request, "sign-up", limit=60, seconds=3600):
        return True
    form.add_error(None, TOO_OFTEN)
    return False


def _register(request: PortalRequest, form: Any, way: Way) -> bool:
    """Call the verb and log the new person in; a refusal goes beside its field."""
    try:
        membership = way.register(form)
    except Refused as refusal:
        form.add_error(FIELD_OF.get(type(refusal)), refusal.reason)
        return False
    login(request, membership.user, backend=BACKEND)
    return True


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
