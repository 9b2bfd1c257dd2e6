"""Logging in and out, and what to do about passwords."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.entering import ChangePasswordForm, LoginForm
from accounts.people.securing import change_password
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import any_account, everyone, permitted_to

# Who is logged in already goes on to where they wanted to be.
_log_in = LoginView.as_view(template_name="accounts/login.html", form_class=LoginForm, redirect_authenticated_user=True)
login = permitted_to(everyone)(_log_in)
_log_out = LogoutView.as_view()


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
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        user = change_password(user=form.user, password=password, by=request.actor)
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改。其他地方的登录已退出，下次请用新密码登录。")
        return redirect("home")
    return render(request, "accounts/password_change.html", {"form": form})
