"""All that an applicant sees of one claim: facts with their source, papers, award and why, history, what is next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor, StandingKind
from core import audit
from core.models import AuditEntry
from core.telling import words_of_action
from core.values.verdict import Verdict
from enterprises.models import RegisterRecord
from subsidies.awards.estimating import Estimate, estimate_of
from subsidies.awards.models import Award, Notice, RefusalNotice, Revocation
from subsidies.awards.papers.parking import PARKED
from subsidies.awards.presenting import explain_award
from subsidies.awards.record import FactRow, PaperFile, TracedStep, fact_rows, paper_files, period_of, said_last, traced
from subsidies.awards.selectors import award_of, paper_due, paper_of, revocations_of, told_as_it_stands
from subsidies.cases.already_granted import matters_of
from subsidies.cases.explaining import Explanation
from subsidies.cases.facts import collect
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims.clocks.clocks import ClaimClock, clock_of, timing_for
from subsidies.claims.copying import can_copy, copy_of
from subsidies.claims.corrections.comparing import WhatChanged, compared
from subsidies.claims.messaging import NOTE, Talk, talk_of, with_unread
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import rivals_for
from subsidies.claims.papers.listing import lacking, paper_rows
from subsidies.claims.permissions import can
from subsidies.claims.series.periods import series_of
from subsidies.claims.sharing import SAY
from subsidies.claims.states import CLAIM, ClaimState, Stage
from subsidies.rules import Scheme

ROAD = ("填写申报", "受理", "审核", "核算", "通知书")
PLACES: Mapping[str, int] = {
    ClaimState.DRAFT: 0, ClaimState.SUBMITTED: 1, ClaimState.RETURNED: 0, ClaimState.ACCEPTED: 2,
    ClaimState.APPROVED: 3, ClaimState.WAITING_PARAMETER: 3, ClaimState.AWARDED: 5, ClaimState.DECLINED: 5,
}  # fmt: skip

# What is done by one of an office for another: its reason is theirs; what is decided in review is told with the award.
INSIDE, ONCE_SETTLED = frozenset({"override", "recall", PARKED, SAY}), frozenset({"decide"})


@dataclass(frozen=True)
class Happening:
    """One entry of the history, in the applicant's words; of an office only its name is told, never a person's."""

    at: datetime
    what: str
    who: str
    reason: str
    decided: str = ""


@dataclass(frozen=True)
class RoadStep:
    """One step of the way from the form to the notice."""

    label: str
    done: bool
    current: bool


@dataclass(frozen=True)
class Rival:
    """Another claim of the applicant for the same matter, under another scheme: of the two the higher is paid."""

    claim: Claim
    title: str
    state: Stage


@dataclass(frozen=True)
class ClaimSummary:
    """A claim in a list."""

    claim: Claim
    scheme: Scheme
    state: Stage
    next_step: str
    award: Award | None
    period: str = ""
    unread: bool = False

    @property
    def shape(self) -> str:
        return shape_of(self.state)


@dataclass(frozen=True)
class Dossier:
    """A claim's page."""

    claim: Claim
    scheme: Scheme
    state: Stage
    next_step: str
    clock: ClaimClock | None
    withdrawable: Verdict
    copyable: Verdict
    copied: Claim | None
    facts: list[FactRow]
    papers: list[PaperFile]
    lacking: list[str]
    history: list[Happening]
    road: list[RoadStep]
    said: str
    award: Award | None
    notice: Notice | RefusalNotice | None
    paper_due: str
    explanation: Explanation | None
    estimate: Estimate
    revocations: list[Revocation]
    revoked_before: list[Revocation]
    rivals: list[Rival]
    talk: Talk
    correction: WhatChanged | None  # while it lies with the applicant again
    series: list[Claim]  # the others for months of the same matter

    @property
    def back_in_review(self) -> bool:
        """Whether it lies with the office again, as a revocation has put it back."""
        return self.claim.state == ClaimState.ACCEPTED

    @property
    def shape(self) -> str:
        return shape_of(self.state)


def shape_of(state: Stage) -> str:
    """How a state is drawn for the applicant: a draft waits for nobody but themselves."""
    return "draft" if state.private else state.shape


def dossier_of(claim: Claim, actor: Actor) -> Dossier:
    """Everything for the page of one claim."""
    scheme, entries = scheme_on(claim.scheme_code, claim.on), audit.history(claim)
    papers, award, taken_back = paper_rows(claim, scheme), award_of(claim), revocations_of(claim)
    standing, copied = told_as_it_stands(taken_back, award), copy_of(claim)
    return Dossier(
        claim=claim, scheme=scheme, state=CLAIM.state(claim),
        next_step=next_step(claim, scheme), clock=clock_of(claim, entries, timing_for([claim.city_id])),
        withdrawable=can(actor, claim, "withdraw"), copyable=can_copy(actor, claim, copied), copied=copied,
        facts=(reckoned := estimate_of(claim, fact_rows(claim, scheme, award))).facts, papers=paper_files(papers),
        lacking=lacking(papers), history=history_of(claim, entries, actor)[::-1], road=road_of(claim),
        said=said_last(claim, entries), award=award, notice=paper_of(claim, award),
        paper_due=paper_due(claim, award), explanation=explain_award(award, scheme) if award else None,
        estimate=reckoned, revocations=standing, revoked_before=[row for row in taken_back if row not in standing],
        rivals=[rival_of(row) for row in _rivals(claim)], talk=talk_of(claim, actor),
        series=[row for row in series_of(claim) if row.pk != claim.pk],
        correction=compared(claim) if CLAIM.state(claim).explained and not CLAIM.state(claim).final else None,
    )  # fmt: skip


def rival_of(claim: Claim) -> Rival:
    """The claim as it is told beside the other."""
    return Rival(claim, claim.scheme.title, CLAIM.state(claim))


def _rivals(claim: Claim) -> list[Claim]:
    """Those of the applicant's claims that are under way for what this one is about, while it is under way itself."""
    if not CLAIM.state(claim).open:
        return []
    matters = matters_of(claim.case_handed_in(), {row["name"]: row["value"] for row in claim.facts})
    return rivals_for(claim, matters)


def led_by(scheme: Scheme) -> str:
    """Who takes it in hand: the first unit that the text names, else the window."""
    return scheme.units[0] if scheme.units else "受理窗口"


def next_step(claim: Claim, scheme: Scheme) -> str:
    """What happens next, with the unit that has to act."""
    unit = led_by(scheme)
    return {
        ClaimState.SUBMITTED.value: f"等待{unit}受理，核对材料是否齐全。",
        ClaimState.ACCEPTED.value: f"等待{unit}审核。",
    }.get(claim.state, CLAIM.state(claim).next_step)


def _grounds(claim: Claim) -> list[RegisterRecord]:
    """The records that a claim rests on, once it was handed in."""
    return collect(claim.case()).grounds if claim.record else []


def history_of(claim: Claim, entries: Iterable[AuditEntry], actor: Actor) -> list[Happening]:
    """What happened to the claim and to the records that it rests on, oldest first."""
    settled = CLAIM.state(claim).settled
    told = (entry for entry in entries if entry.action != NOTE)  # which offices write for themselves
    return [_happening(step, actor, settled) for step in traced(claim, told, _grounds(claim))]


def _happening(step: TracedStep, actor: Actor, settled: bool) -> Happening:
    """An entry of the trail as the applicant reads it: without what offices tell one another, and what they put down of
    amounts only once the claim is settled."""
    entry = step.entry
    inside = entry.action in INSIDE or (entry.action in ONCE_SETTLED and not settled)
    own = entry.organisation in {row.organisation for row in actor.standings if row.kind == StandingKind.APPLICANT}
    who = entry.actor_name if own or entry.actor_id is None else entry.organisation or "责任单位"
    what = step.named(words_of_action(entry.action).applicant)
    if inside:
        return Happening(entry.at, what, who, "")
    return Happening(entry.at, what, who, entry.reason, step.decided)


def road_of(claim: Claim) -> list[RoadStep]:
    """The steps, those behind and the present one; none for a claim that left the road."""
    place = PLACES.get(claim.state)
    if place is None:
        return []
    return [RoadStep(label, done=number < place, current=number == place) for number, label in enumerate(ROAD)]


def summaries(claims: Iterable[Claim]) -> list[ClaimSummary]:
    """Claims as rows of a list; reads the award where it was fetched along."""
    found, claims = [], list(claims)
    new = with_unread([claim.pk for claim in claims], of_office=False)
    for claim in claims:
        scheme, state = claim.scheme, CLAIM.state(claim)
        award = award_of(claim) if state.settled else None
        to_come, period = next_step(claim, scheme), period_of(claim)
        found.append(ClaimSummary(claim, scheme, state, to_come, award, period, claim.pk in new))
    return found
