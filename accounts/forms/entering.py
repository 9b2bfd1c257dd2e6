"""Logging in and changing a password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.people import passwords
from core.forms.speaking import SpeakingForm
from core.values.text import CanonicalFormField


class LoginForm(AuthenticationForm, SpeakingForm):
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
        "invalid_login": "登录名或密码不对。密码区分大小写；连续输错5次，须等15分钟再试。",
        "inactive": "登录名或密码不对。密码区分大小写；连续输错5次，须等15分钟再试。",
    }

    def not_kept(self) -> str:
        """Nothing: whoever is not let in tries again anyway."""
        return ""


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
        self.fields["new_password1"].help_text = passwords.HELP
        self.fields["new_password2"].label = "再输一次新密码"
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"
        self.fields["new_password2"].error_messages["required"] = "请再输一次新密码。"

    def validate_password_for_user(self, user: User, password_field_name: str = "") -> None:
        """The same rules as everywhere, beside the first of the two fields, where the sentence is looked for."""
        if password := self.cleaned_data.get("new_password1"):
            try:
                passwords.check_password(password, user)
            except ValidationError as error:
                self.add_error("new_password1", error)
