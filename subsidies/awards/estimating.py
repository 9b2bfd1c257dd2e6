"""What a claim comes to while an office has it before it, and which of its facts read otherwise now than they did when
it was handed in: the reckoning goes by the records as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.timezone import localtime

from core.models import AuditEntry
from core.telling import kind_of
from enterprises.models import RegisterRecord
from enterprises.registers.certifying import CERTIFY
from subsidies.awards.record import FactRow, beside_lease
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.explaining import Explanation, explain
from subsidies.cases.facts import Collected
from subsidies.cases.presenting import KnownRow, known_rows
from subsidies.claims.models import Claim
from subsidies.claims.states import EDITABLE_STATES, IN_HAND_STATES, ClaimState
from subsidies.rules import Outcome

ESTIMATED = (ClaimState.SUBMITTED, ClaimState.RETURNED, ClaimState.ACCEPTED)


@dataclass(frozen=True)
class Estimate:
    """The decision in words (None where it is not known yet), the facts of the claim's page, and whether one of them is
    reckoned with otherwise than it was handed in."""

    told: Explanation | None
    facts: list[FactRow]
    moved: bool


def estimate_of(claim: Claim, rows: list[FactRow]) -> Estimate:
    """A figure that the office has put down meanwhile is told with the award alone; one that went back comes to what is
    saved by now."""
    if claim.state in EDITABLE_STATES:
        case = replace(claim.case(), decided={})
        told = _told(claim, ruling_on(case)) if claim.number else None
        return Estimate(told, beside_lease(rows, claim.scheme, case), moved=False)
    if claim.state not in IN_HAND_STATES:
        return Estimate(None, rows, moved=False)
    ruling = ruling_on(replace(claim.case(), decided={}))
    now = _moved(claim, ruling.collected)
    facts = [replace(row, source=f"{row.source}；{now[row.label]}") if row.label in now else row for row in rows]
    return Estimate(_told(claim, ruling), beside_lease(facts, claim.scheme, ruling.case), moved=bool(now))


def _told(claim: Claim, ruling: Ruling) -> Explanation | None:
    if claim.state not in ESTIMATED:
        return None
    told = explain(ruling.case.scheme, ruling.decision, ruling.collected.errors)
    return None if told.outcome == Outcome.INVALID else told


def _moved(claim: Claim, collected: Collected) -> dict[str, str]:
    """By the label of each fact that reads otherwise now: what is reckoned with, where it stands and since when."""
    declared = claim.applicant.words.declared
    now = {row.name: row for row in known_rows(claim.scheme, collected.handed_in, declared)}
    then = known_rows(claim.scheme, claim.facts, declared)
    changed = [now[row.name] for row in then if row.name in now and now[row.name].value != row.value]
    return {row.label: _words(claim, row, collected.known[row.name].records) for row in changed}


def _words(claim: Claim, row: KnownRow, records: Iterable[RegisterRecord]) -> str:
    day = _since(claim, records)
    return f"提交后记录有变动，现在按 {row.value} 核算：{row.source}{f'，{day} 登记' if day else ''}"


def _since(claim: Claim, records: Iterable[RegisterRecord]) -> str:
    """The day of the last change of these records since the claim was handed in; empty where the trail has none."""
    named = [(kind_of(row), str(row.pk)) for row in records]
    if not named:
        return ""
    about = Q()
    for kind, key in named:
        about |= Q(subject_type=kind, subject_id=key)
    later = AuditEntry.objects.filter(about, at__gt=claim.submitted_at).exclude(action=CERTIFY)
    last = later.order_by("-at").values_list("at", flat=True).first()
    return f"{localtime(last):%Y-%m-%d}" if last else ""
