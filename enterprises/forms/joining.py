"""Sign-up of persons, and of teams without a credit code."""

from typing import Any

from django import forms

from core.values.text import CanonicalFormField
from enterprises.applicants.founding import Team
from enterprises.forms.fields import IdentityNumberField
from enterprises.forms.signing_up import AccountForm
from enterprises.forms.teams import WANTED, CharterField, CharterPaperField, MembersField, leader_field

TEAM_AGREEMENT = (
    "我已获团队授权办理申报，已阅读《个人信息告知书》并告知全体成员，同意为受理、审核和兑现申报使用以上信息。"
)


class PersonForm(AccountForm):
    """A single researcher, founder or talent applies under its own name."""

    identity_number = IdentityNumberField(
        help_text="18位。只用来核对是否重复注册：门户只保存不可还原的校验值和末四位，这里填的号码任何页面都不显示全号。"
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
        self.fields["contact_name"].error_messages["required"] = "请填写姓名。"
        self.fields["contact_name"].help_text = "与身份证上的姓名一致。"
        self.fields["phone"].help_text = "审核中有问题时联系您用，不公开。"
        self.fields["agreement"].error_messages["required"] = "请阅读《个人信息告知书》并同意，才能注册。"
        self.fields["agreement"].label = "我已阅读《个人信息告知书》，同意为受理、审核和兑现申报使用我的信息。"


class TeamForm(AccountForm):
    """A team that has no company and no credit code of its own."""

    name = CanonicalFormField(label="团队名称", max_length=120, help_text="与章程或组建协议上的名称一致。")
    leader = leader_field()
    members = MembersField()
    charter = CharterField()
    paper = CharterPaperField()
    field_order = (
        "name", "city", "district", "leader", "members", "charter", "paper", "contact_name", "phone", "username",
        "password1", "password2", "agreement",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].required = True
        agreement = self.fields["agreement"]
        agreement.error_messages["required"] = "请确认已获团队授权并同意信息使用，才能注册。"
        agreement.label = TEAM_AGREEMENT

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("charter") and not data.get("paper") and not self.errors.keys() & {"charter", "paper"}:
            self.add_error("charter", WANTED)
        return data

    def team(self) -> Team:
        """What the team says of itself, from cleaned data."""
        data = self.cleaned_data
        return Team(data["leader"], data["members"], data["charter"], data["paper"])
