"""Logging in and changing a password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from core.text import CanonicalFormField

PASSWORD_HELP = "至少10位，不能全是数字，不要用常见密码，也不要与登录名或姓名相近。"


class LoginForm(AuthenticationForm):
    """Login name and password. Both are wrong together, so that nobody learns which names exist."""

    username = CanonicalFormField(
        label="登录名",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": "登录名或密码不对。密码区分大小写；连续输错5次，账号会锁定15分钟。",
        "inactive": "登录名或密码不对。密码区分大小写；连续输错5次，账号会锁定15分钟。",
    }


class ChangePasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": "原密码不对，请重新输入。",
        "password_mismatch": "两次输入的新密码不一样，请重新输入。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "原密码"
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["new_password1"].label = "新密码"
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].label = "再输一次新密码"
        self.fields["new_password2"].help_text = ""
