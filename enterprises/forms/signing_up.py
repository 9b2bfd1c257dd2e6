"""Sign-up of a unit: the applicant, the person who acts for it, and the account, on one page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from accounts.actor import Actor
from accounts.models import City, District, User
from accounts.people import passwords
from core.forms.speaking import SpeakingForm
from core.values.identity_numbers import looks_like_identity
from core.values.text import CanonicalFormField
from enterprises.applicants.registering import Filer
from enterprises.forms.fields import CreditCodeField, DistrictField, NameInput, phone_field
from enterprises.values.applicant_kinds import KIND_LABELS, ApplicantKind

LOGIN_NAME = RegexValidator(
    r"^[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9_.@\-\u4e00-\u9fff]{2,39}$",
    "登录名为3至40位，可用字母、数字、汉字和 _ . - @，以字母、数字或汉字开头。",
)

LICENSED_TEAM = "科创团队（有统一社会信用代码的）"  # one without has a page of its own
UNIT_KINDS = [
    (kind.value, LICENSED_TEAM if kind == ApplicantKind.TEAM else label)
    for kind, label in KIND_LABELS.items()
    if kind != ApplicantKind.INDIVIDUAL
]


def _password(**kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(strip=False, max_length=128, widget=widget, **kwargs)


class AccountForm(SpeakingForm):
    """What every sign-up asks: the city, the person who acts, the account, and the agreement."""

    city = forms.ModelChoiceField(
        label="所属市",
        queryset=City.objects.none(),
        empty_label="请选择",
        help_text="在哪个市的晋创谷申报，就选哪个市。",
    )
    district = DistrictField()
    contact_name = CanonicalFormField(
        label="经办人姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name", "class": "narrow"})
    )
    phone = phone_field(label="联系电话", help_text="审核中有问题时联系经办人用，不公开。")
    username = CanonicalFormField(
        label="登录名", max_length=40, validators=[LOGIN_NAME],
        help_text="3至40位，可用字母、数字、汉字和 _ . - @，以字母、数字或汉字开头。登录时使用，不公开。",
        widget=NameInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    username.judges_identity = True  # says why not, in clean_username
    password1 = _password(label="密码", help_text=passwords.HELP)
    password2 = _password(label="再输一次密码", error_messages={"required": "请再输一次密码。"})
    agreement = forms.BooleanField(
        label="我已获单位授权办理申报，已阅读《个人信息告知书》，同意为受理、审核和兑现申报使用以上信息。",
        error_messages={"required": "请确认已获单位授权并同意信息使用，才能注册。"},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = City.objects.visible_to(actor)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined]  # a field of choices, by its name
        self.fields["city"].widget.attrs["class"] = "narrow"
        districts = list(District.objects.visible_to(actor))
        self.fields["district"].offer(list(cities), districts)  # type: ignore[attr-defined]  # a DistrictField, by its name

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if looks_like_identity(username):
            raise ValidationError("请不要用公民身份号码作登录名。")
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        city, district = data.get("city"), data.get("district")
        if city and district and district.city_id != city.pk:
            self.add_error("district", f"{district}不属于{city}，请重新选择。")
        self._check_passwords(data)
        return data

    def _check_passwords(self, data: dict[str, Any]) -> None:
        first, second = data.get("password1"), data.get("password2")
        if not first:
            return
        if second and first != second:
            self.add_error("password2", "两次输入的密码不一样，请重新输入。")
        try:
            passwords.check_password(first, User(username=data.get("username", ""), name=data.get("contact_name", "")))
        except ValidationError as error:
            self.add_error("password1", error)

    def person(self) -> Filer:
        """Who registers, from cleaned data."""
        data = self.cleaned_data
        return Filer(data["username"], data["password1"], data["contact_name"], data["phone"])


class SignUpForm(AccountForm):
    """What the portal has to know before a unit can file its first claim."""

    uscc = CreditCodeField(help_text="18位，见营业执照或法人证书。不区分大小写，可带空格。")
    name = CanonicalFormField(label="单位名称", max_length=120, help_text="与营业执照或法人证书上的名称完全一致。")
    kind = forms.ChoiceField(label="主体类型", choices=[("", "请选择"), *UNIT_KINDS])
    field_order = (
        "uscc", "name", "kind", "city", "district", "contact_name", "phone", "username", "password1", "password2",
        "agreement",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["kind"].widget.attrs["class"] = "narrow"
