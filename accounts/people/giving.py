"""Roles are given in the admin, by one person to another."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.requests.portal_request import PortalRequest


class MembershipForm(forms.ModelForm):
    """Nobody gives a role to themselves."""

    giver_id: int | None = None

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        if user.pk == self.giver_id:
            raise ValidationError("不能为自己设置角色，须由另一位系统管理员办理。")
        return user


class RolesOfOthers:
    """Mixin for the page of memberships: nobody adds one of their own, nor switches it on again."""

    # The lines ignored below ask the page that this is mixed into.
    form = MembershipForm

    def get_form(self, request: PortalRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return type(form.__name__, (form,), {"giver_id": request.actor.user_id})

    def has_change_permission(self, request: PortalRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return may and (obj is None or obj.user_id != request.actor.user_id)
