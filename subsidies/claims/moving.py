"""The one place where a claim's state changes."""

from collections.abc import Mapping
from typing import Any

from accounts.actor import Actor
from core import audit
from core.documents.lettering import unprintable_in
from core.values.verdict import Refused, require
from subsidies.cases.deciding import Ruling
from subsidies.claims.models import Claim
from subsidies.claims.permissions import can
from subsidies.claims.states import CLAIM, OPEN_STATES
from subsidies.grants import granting

MOST_NAMED = 5
for row in CLAIM.transitions:
    audit.action(row.name, row.label_office, row.label_applicant)
audit.tell_details(name="项目", value="数值", amount_fen="金额", sha256="内容摘要")


def locked(claim: Claim) -> Claim:
    """The claim as it is now, locked until the caller's transaction ends."""
    return Claim.objects.select_for_update(of=("self",)).select_related("applicant", "city").get(pk=claim.pk)


def require_tellable(reason: str) -> None:
    """Raises Refused where what an office says cannot stand on a paper: the step is taken for good, and its paper would
    never be printed."""
    audit.refuse_number(reason)
    if lacking := unprintable_in(reason):
        raise Refused(f"“{lacking[:MOST_NAMED]}”在文书上印不出来，请改用通用的文字或标点。")


def require_printable_names(claim: Claim, ruling: Ruling) -> None:
    """Raises Refused where the applicant's name, or what the claim is about, cannot stand on the paper: what was
    approved or refused for good would never be told."""
    record = ruling.case.record
    called = [str(record), record.in_prose, str(getattr(record, "achievement", None) or "")] if record else []
    facts = [f"{known.value}{known.note}" for known in ruling.collected.known.values()]
    if lacking := unprintable_in("".join([claim.applicant.name, claim.reference, *called, *facts])):
        raise Refused(
            f"申报人、记录或场所名称中的“{lacking[:MOST_NAMED]}”在文书上印不出来，通知书将无法生成。"
            "请先更正名称；确为生僻字的，请联系系统管理员补充字库，再办理这一步。"
        )


def move(
    claim: Claim, step: str, *, by: Actor, reason: str = "", ruling: Ruling | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Take a step of the workflow: check, change the state, save, end what the claim holds once it is not under way,
    write the audit entry. Runs in the caller's transaction on a locked claim, with the ruling that the caller made
    under that lock where the step hangs on one. Raises Refused with the sentence why not."""
    require(can(by, claim, step, reason, ruling))
    require_tellable(reason)
    row, before = CLAIM.by_name[step], claim.state
    claim.state = str(row.target)
    claim.version += 1
    claim.save()
    if claim.number and row.target not in OPEN_STATES:
        granting.end_hold(claim_number=claim.number)
    audit.record(
        by=by.acting_for(claim.applicant_id), action=row.name, subject=claim, chain=claim.city.key, from_state=before,
        to_state=claim.state, reason=reason, detail=detail,
    )  # fmt: skip
