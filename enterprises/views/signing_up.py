"""Sign-up."""

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
from core.values.verdict import Refused
from enterprises.applicants.registering import CodeTaken, LoginNameTaken, register
from enterprises.forms.signing_up import SignUpForm

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_OFTEN = "本网络地址提交注册过于频繁，请一小时后再试；单位多人需要注册的，可到园区服务窗口集中办理。"
FIELD_OF: dict[type[Refused], str] = {CodeTaken: "uscc", LoginNameTaken: "username"}


@permitted_to(everyone)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: PortalRequest) -> HttpResponse:
    """Register an applicant with its first account; who is logged in has one and goes home."""
    if request.user.is_authenticated:
        return redirect("home")
    form = SignUpForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and _brake(request, form) and form.is_valid() and _register(request, form):
        messages.success(request, "注册成功。请补全企业资料，申报时会自动带入。")
        return redirect("enterprises:profile")
    return render(request, "enterprises/sign_up.html", {"form": form}, status=_status(form))


def _brake(request: PortalRequest, form: SignUpForm) -> bool:
    if within_limit(request, "sign-up", limit=60, seconds=3600):
        return True
    form.add_error(None, TOO_OFTEN)
    return False


def _register(request: PortalRequest, form: SignUpForm) -> bool:
    """Call the verb and log the new person in; a refusal goes beside its field."""
    wanted: Any = {name: form.cleaned_data[name] for name in ("uscc", "name", "city", "kind", "district")}
    try:
        membership = register(**wanted, person=form.person())
    except Refused as refusal:
        form.add_error(FIELD_OF.get(type(refusal)), refusal.reason)
        return False
    login(request, membership.user, backend=BACKEND)
    return True


def _status(form: SignUpForm) -> int:
    return 422 if form.is_bound and form.errors else 200
