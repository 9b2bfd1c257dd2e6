"""What the applicant's pages say of the applicant itself."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from core.values.money import format_yuan
from enterprises.applicants.designating import present
from enterprises.applicants.keeping import kept_by
from enterprises.models import FLAGS, Applicant, ApplicantKind, Designation, TeamCharter, TeamMember

NOT_FOUND = "尚未核定"


@dataclass(frozen=True)
class Particular:
    """One line of the profile: words, and the value as text, empty when it is not given."""

    label: str
    value: str


def identity_facts(applicant: Applicant) -> list[Particular]:
    """What was given at sign-up, is proven by the licence, and is changed at the window only."""
    return [
        Particular("姓名" if applicant.kind == ApplicantKind.INDIVIDUAL else "名称", applicant.name),
        Particular(applicant.code_label, applicant.unit_code),
        *([Particular("公民身份号码", applicant.masked_identity)] if applicant.masked_identity else []),
        Particular("主体类型", applicant.get_kind_display()),
        Particular("所属市", str(applicant.city)),
    ]


def particulars(applicant: Applicant) -> list[Particular]:
    """What the applicant declares and keeps itself."""
    day = applicant.registered_on
    rows = [
        ("district", "县（市、区）", applicant.district.name if applicant.district else ""),
        ("address", "地址", applicant.address),
        ("legal_person", "法定代表人", applicant.legal_person),
        ("contact_name", "联系人", applicant.contact_name),
        ("contact_phone", "联系电话", applicant.contact_phone),
        ("industry", "产业领域", applicant.industry),
        ("registered_on", "成立日期", f"{day.year}年{day.month}月{day.day}日" if day else ""),
        ("registered_capital_fen", "注册资本", _money(applicant.registered_capital_fen)),
        ("paid_in_capital_fen", "实缴资本", _money(applicant.paid_in_capital_fen)),
    ]
    kept = kept_by(applicant)
    return [Particular(label, value) for name, label, value in rows if name in kept]


def missing_particulars(applicant: Applicant) -> list[str]:
    """What the profile does not say yet, in its own words and order: all that its page shows as not given."""
    return [row.label for row in particulars(applicant) if not row.value]


def is_reachable(applicant: Applicant) -> bool:
    """Whether somebody can log in for it: a person who had the own data deleted cannot."""
    return applicant.memberships.filter(active=True, user__is_active=True).exists()


@dataclass(frozen=True)
class TeamParts:
    """What a team is: its members, the leader first, its charter, and a change of both that waits for the office."""

    members: QuerySet[TeamMember]
    charter: TeamCharter | None
    proposed: TeamCharter | None


def team_of(applicant: Applicant, actor: Actor) -> TeamParts | None:
    """The members and the charter of a team; None for others."""
    if applicant.kind != ApplicantKind.TEAM:
        return None
    charters = TeamCharter.objects.visible_to(actor).filter(applicant=applicant).select_related("paper")
    charter, proposed = charters.in_force().first(), charters.proposed().first()
    return TeamParts(TeamMember.objects.visible_to(actor).filter(charter=charter), charter, proposed)


def office_facts(applicant: Applicant) -> list[Particular]:
    """What an office finds about the applicant, with the document and its day; schemes ask for it."""
    found = present(applicant)
    return [
        Particular(kind.label, _found(getattr(applicant, flag), found.get(kind))) for kind, flag in FLAGS.items()
    ]  # fmt: skip


def _found(holds: bool, designation: Designation | None) -> str:
    """Yes or no by a finding; where nobody has found anything, that is said and no 否."""
    if designation is None:
        return "是" if holds else NOT_FOUND
    return f"{'是' if holds else '否'}（{designation.document}，{designation.decided_on.isoformat()}）"


def _money(fen: int | None) -> str:
    return "" if fen is None else format_yuan(fen)
