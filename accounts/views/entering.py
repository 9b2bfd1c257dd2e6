"""Logging in and out, and what to do about passwords."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.entering import ChangePasswordForm, LoginForm
from accounts.people.securing import change_password
from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import any_account, everyone, permitted_to
from accounts.views.resuming import KEPT, kept_in, remember
from core.forms.sending import sent


class _Entering(LoginView):
    """Who is logged in already goes on to where they wanted to be; what was typed before is offered again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {KEPT: self.request.POST.get(KEPT, "")}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if kept := kept_in(self.request):
            answer = render(self.request, "accounts/resume.html", {KEPT: kept})
        return remember(self.request, answer)


_log_in = _Entering.as_view(template_name="accounts/login.html", form_class=LoginForm, redirect_authenticated_user=True)
LOG_INS, OLD_PASSWORDS, SECONDS = 300, 10, 300  # so many from one address, for one account, in five minutes
TOO_OFTEN = "原密码试错的次数过多，请过几分钟再试；忘了密码的，请看“忘记密码”。"
_log_out = LogoutView.as_view()


@permitted_to(everyone)
def login(request: PortalRequest) -> HttpResponseBase:
    """Log in. How often from one address is bounded whatever the names; axes locks a name at an address."""
    if request.method == "POST" and not within_limit(request, "login", limit=LOG_INS, seconds=SECONDS):
        return render(request, "accounts/often.html", status=429)
    return _log_in(request)


@permitted_to(everyone)
@require_http_methods(["POST"])
def logout(request: PortalRequest) -> HttpResponse:
    """End the session; twice does no harm."""
    response: HttpResponse = _log_out(request)
    messages.success(request, "已退出登录。")
    return response


@permitted_to(everyone)
@require_safe
def password_help(request: PortalRequest) -> HttpResponse:
    """What to do when the password is forgotten."""
    return render(request, "accounts/password_help.html")


@permitted_to(any_account)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: PortalRequest) -> HttpResponse:
    """Change one's own password; this session goes on, others end."""
    form = ChangePasswordForm(request.user, sent(request))
    if request.method == "POST" and not _may_try(request):
        messages.error(request, TOO_OFTEN)
        form = ChangePasswordForm(request.user)
    elif request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        user = change_password(user=form.user, password=password, by=request.actor)
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改。其他地方的登录已退出，下次请用新密码登录。")
        return redirect("home")
    return render(request, "accounts/password_change.html", {"form": form})


def _may_try(request: PortalRequest) -> bool:
    """Whether the old password may be tried once more: whoever sits down at an open session does not find it out."""
    return within_limit(request, f"old-password-{request.user.pk}", limit=OLD_PASSWORDS, seconds=SECONDS)
