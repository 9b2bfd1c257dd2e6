"""People, departments, cities."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from accounts.actor import Actor, Role
from accounts.adminkit.base import ScopedModelAdmin, published
from accounts.adminkit.display import NEVER, day_column
from accounts.adminkit.importing import office  # noqa: F401
from accounts.adminkit.menu import MenuEntry
from accounts.models import City, Department, DepartmentMembership, District, User
from accounts.people import passwords
from accounts.people.giving import RolesOfOthers
from accounts.people.securing import withdraw_token
from accounts.requests.portal_request import PortalRequest

ADMINISTRATORS = dict.fromkeys(("view", "add", "change"), frozenset({Role.ADMINISTRATOR}))


class _InOurWords(forms.Form):
    """Passwords asked for as everywhere else in the portal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = passwords.HELP
        self.fields["password2"].label, self.fields["password2"].help_text = "再输一次密码", ""


class NewAccountForm(_InOurWords, UserCreationForm):
    """A new account; without a password there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "登录时使用；最多150个字，可用字母、数字、汉字和 @ . + - _。"
        self.fields["password1"].required = self.fields["password2"].required = True


class AnotherPasswordForm(_InOurWords, AdminPasswordChangeForm):
    """A password set for somebody else."""


@admin.register(User)
class UserAdmin(ScopedModelAdmin, DjangoUserAdmin):  # type: ignore[misc]  # our pages beside Django's typed ones
    """Accounts. What a person may do follows from the department or applicant, entered beside."""

    menu = (MenuEntry("system", 10, "账号", "person"),)
    role_permissions = ADMINISTRATORS
    city_path = ""
    form = UserChangeForm
    add_form = NewAccountForm
    change_password_form = AnotherPasswordForm
    list_display = (
        "username",
        "name",
        "phone",
        "email",
        "is_active",
        day_column("last_login", "最近登录", missing=NEVER),
    )
    list_filter = ("is_active",)
    search_fields = ("username", "name", "phone", "email")
    search_help_text = "用户名、姓名、手机号码或邮箱"
    ordering = ("username",)
    actions = ("withdraw_tokens",)
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "phone", "email", "is_active")}),
        ("登录记录", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "phone", "email", "password1", "password2")}),)

    def scoped(self, rows: Any, actor: Actor) -> Any:
        return rows if actor.is_administrator else rows.none()

    @admin.action(description="撤销接口令牌", permissions=["change"])
    def withdraw_tokens(self, request: PortalRequest, queryset: Any) -> None:
        """End the tokens of the chosen accounts, each with its entry in the trail."""
        ended = sum(withdraw_token(user=user, by=request.actor) for user in queryset)
        messages.success(request, f"已撤销 {ended} 个账号的接口令牌。")


@admin.register(DepartmentMembership)
class DepartmentMembershipAdmin(RolesOfOthers, ScopedModelAdmin):
    """Who holds which role in which department. A role that ends is switched off, so that the past stays told."""

    menu = (MenuEntry("system", 20, "部门任职", "assignment_ind"),)
    role_permissions = ADMINISTRATORS
    city_path = "department__city"
    list_display = ("user", "department", "role", "active", day_column("since", "自"))
    list_filter = ("role", "active", "department__city")
    list_select_related = ("user", "department__city")
    search_fields = ("user__name", "user__username", "department__name")
    search_help_text = "姓名、用户名或部门"
    autocomplete_fields = ("user",)

    def get_readonly_fields(self, request: PortalRequest, obj: Any = None) -> Any:
        return ("user", "department", "role") if obj else ()


@admin.register(Department)
class DepartmentAdmin(ScopedModelAdmin):
    """Departments that documents name."""

    menu = (MenuEntry("system", 30, "部门", "corporate_fare"),)
    role_permissions = published(Role.ADMINISTRATOR)
    city_path = ""
    list_display = ("name", "city")
    list_filter = ("city",)
    list_select_related = ("city",)
    search_fields = ("name", "other_names")
    search_help_text = "部门名称，或文件中的其他名称"


@admin.register(City)
class CityAdmin(ScopedModelAdmin):
    """Cities are reference data."""

    menu = (MenuEntry("system", 40, "市", "location_on"),)
    role_permissions = {"view": published()["view"]}
    city_path = ""
    list_display = ("name", "code", "province")
    list_select_related = ("province",)
    search_fields = ("name", "code")
    search_help_text = "名称或行政区划代码"


@admin.register(District)
class DistrictAdmin(ScopedModelAdmin):
    """Districts are reference data."""

    menu = (MenuEntry("system", 50, "县（市、区）", "pin_drop"),)
    role_permissions = {"view": published()["view"]}
    is_published = True
    list_display = ("name", "code", "city")
    list_filter = ("city",)
    list_select_related = ("city",)
    search_fields = ("name", "code")
    search_help_text = "名称或行政区划代码"
