"""What is asked of a team: its members a line each, its charter as text or paper; at sign-up and at every change."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.files import check_upload
from core.files.checking import ACCEPT
from core.forms.speaking import SpeakingForm
from core.values.text import CanonicalFormField, CanonicalProseFormField
from enterprises.applicants.founding import Team
from enterprises.models import TeamCharter, TeamMember

MOST_MEMBERS = 100
EITHER = "文字和文件至少提供一样"
WANTED = "请填写章程或组建协议的主要内容，或上传文件。"
_MEMBER = re.compile(r"([^，,、\t]{1,60})(?:[，,、\t]\s*(.{1,120}))?")


class MembersField(CanonicalProseFormField):
    """The members but the leader, a line each; the value is pairs of name and employer."""

    judges_identity = True

    def __init__(self) -> None:
        super().__init__(
            label="其他成员", max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
            help_text="一行一位：姓名，工作单位。例如：示例甲，示例大学。不要填写身份证号码。",
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        lines = [line for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_MEMBERS:
            raise ValidationError(f"最多{MOST_MEMBERS}位成员，现在有{len(lines)}位。")
        return tuple(_member(place, line) for place, line in enumerate(lines, start=1))


class CharterPaperField(forms.FileField):
    """The charter as a file that has passed the gate for files from outside; wanted where no text says it."""

    mark = EITHER

    def __init__(self) -> None:
        super().__init__(
            label="章程文件", required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}),
            help_text="PDF、JPG、PNG、DOCX 或 OFD，不超过20MB。全体成员签名的扫描件最好。",
        )  # fmt: skip

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            check_upload(upload)
        return upload or None


def leader_field() -> CanonicalFormField:
    """Who leads the team, by name."""
    field = CanonicalFormField(label="负责人姓名", max_length=60, widget=forms.TextInput(attrs={"class": "narrow"}))
    field.validators.append(_refuse_number)
    field.judges_identity = True
    return field


class CharterField(CanonicalProseFormField):
    """The charter as text, wanted where no file is handed in."""

    mark = EITHER

    def __init__(self) -> None:
        super().__init__(
            label="章程或组建协议", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
            help_text="写明宗旨、分工、负责人的权限和奖励资金怎样使用；也可以在下面上传文件。",
        )  # fmt: skip


def _refuse_number(value: str) -> None:
    """A name is no number of a document."""
    if _numbered(value):
        raise ValidationError("只填姓名，不要填写证件号码。")


def _numbered(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= 15


def _member(place: int, line: str) -> tuple[str, str]:
    found = _MEMBER.fullmatch(line.strip())
    if found is None or _numbered(line):
        raise ValidationError(f"第{place}位成员请写成“姓名，工作单位”，不要填写证件号码。")
    return found[1].strip(), (found[2] or "").strip()


class ChangeTeamForm(SpeakingForm):
    """The team as it is to be, filled in with what it is; a reason is asked once an office has certified that."""

    leader = leader_field()
    employer = CanonicalFormField(label="负责人工作单位", max_length=120, required=False)
    members = MembersField()
    charter = CharterField()
    paper = CharterPaperField()
    reason = CanonicalProseFormField(
        label="更改理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：成员甲离职，成员乙加入，见修订后的组建协议。",
    )  # fmt: skip

    def __init__(
        self, *args: Any, charter: TeamCharter | None, members: list[TeamMember], certified: bool, **kwargs: Any
    ) -> None:
        self.kept = charter.paper if charter else None
        kwargs.setdefault("initial", _shown(charter, members))
        super().__init__(*args, **kwargs)
        if not certified:
            del self.fields["reason"]
        if self.kept:
            self.fields["charter"].mark = self.fields["paper"].mark = ""  # type: ignore[attr-defined]  # the fields above
            self.fields["paper"].label = "换一份章程文件"
            self.fields["paper"].help_text = f"现在的文件：{self.kept.name}。不选择就保留。"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        says = data.get("charter") or data.get("paper") or self.kept
        if not says and not self.errors.keys() & {"charter", "paper"}:
            self.add_error("charter", WANTED)
        return data

    def team(self) -> Team:
        """What the team is to be, from cleaned data."""
        data = self.cleaned_data
        return Team(data["leader"], data["members"], data["charter"], data["paper"], data["employer"])


def _shown(charter: TeamCharter | None, members: list[TeamMember]) -> dict[str, str]:
    leader = next((row for row in members if row.leads), None)
    others = (f"{row.name}，{row.employer}" if row.employer else row.name for row in members if not row.leads)
    return {
        "leader": leader.name if leader else "", "employer": leader.employer if leader else "",
        "members": "\n".join(others), "charter": charter.text if charter else "",
    }  # fmt: skip
