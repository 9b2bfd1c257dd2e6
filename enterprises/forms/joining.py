"""Sign-up of persons, and of teams without a credit code."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.files import check_upload
from core.values.text import CanonicalFormField, CanonicalProseFormField
from enterprises.applicants.registering import Team
from enterprises.forms.fields import IdentityNumberField
from enterprises.forms.signing_up import AccountForm

MOST_MEMBERS = 100
TEAM_AGREEMENT = (
    "我已获团队授权办理申报，已阅读《个人信息告知书》并告知全体成员，同意为受理、审核和兑现申报使用以上信息。"
)
_MEMBER = re.compile(r"([^，,、\t]{1,60})(?:[，,、\t]\s*(.{1,120}))?")


class PersonForm(AccountForm):
    """A single researcher, founder or talent applies under its own name."""

    identity_number = IdentityNumberField(
        help_text="18位。只用来核对是否重复注册：门户只保存不可还原的校验值和末四位，任何页面都不显示全号。"
    )
    identity_agreement = forms.BooleanField(
        label="我单独同意用公民身份号码核对是否重复注册。",
        error_messages={"required": "请确认同意用公民身份号码核对，才能以个人身份注册。"},
    )
    # In the order of the page, which is also that of the list of errors on top.
    field_order = (
        "contact_name", "identity_number", "city", "district", "phone", "username", "password1", "password2",
        "agreement", "identity_agreement",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_name"].label = "姓名"
        self.fields["contact_name"].help_text = "与身份证上的姓名一致。"
        self.fields["agreement"].error_messages["required"] = "请阅读《个人信息告知书》并同意，才能注册。"
        self.fields["agreement"].label = "我已阅读《个人信息告知书》，同意为受理、审核和兑现申报使用我的信息。"


class TeamForm(AccountForm):
    """A team that has no company and no credit code of its own."""

    name = CanonicalFormField(label="团队名称", max_length=120, help_text="与章程或组建协议上的名称一致。")
    leader = CanonicalFormField(label="负责人姓名", max_length=60, widget=forms.TextInput(attrs={"class": "narrow"}))
    members = CanonicalProseFormField(
        label="其他成员", max_length=20000,
        help_text="一行一位：姓名，工作单位。例如：示例甲，示例大学。不要填写身份证号码。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    charter = CanonicalProseFormField(
        label="章程或组建协议", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明宗旨、分工、负责人的权限和奖励资金怎样使用；也可以在下面上传文件。",
    )  # fmt: skip
    paper = forms.FileField(
        label="章程文件", required=False, help_text="PDF、JPG、PNG、DOCX 或 OFD，不超过20MB。全体成员签名的扫描件最好。"
    )
    field_order = (
        "name", "city", "district", "leader", "members", "charter", "paper", "contact_name", "phone", "username",
        "password1", "password2", "agreement",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.fields["agreement"]
        agreement.error_messages["required"] = "请确认已获团队授权并同意信息使用，才能注册。"
        agreement.label = TEAM_AGREEMENT

    def clean_members(self) -> tuple[tuple[str, str], ...]:
        lines = [line for line in self.cleaned_data["members"].splitlines() if line.strip()]
        if len(lines) > MOST_MEMBERS:
            raise ValidationError(f"最多{MOST_MEMBERS}位成员，现在有{len(lines)}位。")
        return tuple(_member(place, line) for place, line in enumerate(lines, start=1))

    def clean_paper(self) -> Any:
        upload = self.cleaned_data["paper"]
        if upload:
            check_upload(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("charter") and not data.get("paper") and not self.errors.keys() & {"charter", "paper"}:
            self.add_error("charter", "请填写章程或组建协议的主要内容，或上传文件。")
        return data

    def team(self) -> Team:
        """What the team says of itself, from cleaned data."""
        data = self.cleaned_data
        return Team(data["leader"], data["members"], data["charter"], data["paper"])


def _member(place: int, line: str) -> tuple[str, str]:
    found = _MEMBER.fullmatch(line.strip())
    if found is None or sum(character.isdigit() for character in line) >= 15:
        raise ValidationError(f"第{place}位成员请写成“姓名，工作单位”，不要填写证件号码。")
    return found[1].strip(), (found[2] or "").strip()
