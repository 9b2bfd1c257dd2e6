"""All that an office sees of one claim: who, what, how much and why, papers, what is alike, what came before.

Reads only. The verbs (subsidies.claims.reviewing) check everything again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from accounts.actor import Actor
from accounts.trail.seeing import mark_for
from core import audit
from core.values.verdict import Verdict
from enterprises.applicants.designating import present
from enterprises.applicants.selectors import is_reachable
from enterprises.models import Designation
from parks.tenancies.residency import Stay, stays_of
from subsidies.awards.alternatives import choices
from subsidies.awards.models import Award, Notice, RefusalNotice
from subsidies.awards.presenting import explain_award
from subsidies.awards.record import (
    FactRow,
    TracedStep,
    beside_lease,
    fact_row,
    fact_rows,
    said_last,
    traced,
)
from subsidies.awards.selectors import award_of, paper_due, paper_of, with_award
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.explaining import Explanation, explain
from subsidies.cases.facts import Collected
from subsidies.cases.picking import digest_of
from subsidies.cases.presenting import KnownRow, known_rows, matter_rows
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims.clocks.clocks import ClaimClock, clock_of, timing_for
from subsidies.claims.clocks.waiting import waiting_words
from subsidies.claims.figures_to_decide import FigureToDecide, figures_to_decide
from subsidies.claims.guards import holding, parting, reason_to_answer, seen_by_two
from subsidies.claims.messaging import Talk, talk_of
from subsidies.claims.models import Claim
from subsidies.claims.near.finding import Near, near_to
from subsidies.claims.papers.listing import PaperRow, counted, deniable, doubled, lacking, paper_rows
from subsidies.claims.papers.looking import LookedFile, LookedPaper, can_look, looked_papers
from subsidies.claims.parked import is_parked
from subsidies.claims.permissions import roles_for
from subsidies.claims.resting import rests_on_tenancies
from subsidies.claims.series.periods import series_of
from subsidies.claims.sharing import SharedMatter, can_say, may_be_approved, shared_with
from subsidies.claims.states import CLAIM, OPEN_STATES, PRIVATE_STATES, ClaimState, Stage
from subsidies.office.awards.payee_duties import number_of_payee
from subsidies.office.awards.revocations import RevokingState, states_of
from subsidies.office.claims.records import RecordFile, TeamFile, record_file, team_file
from subsidies.rules import Scheme

OFFICE_STEPS = ("accept", "approve", "decide", "return", "refuse", "reckon_again", "recall")
ONWARDS = ("accept", "approve")  # with these a claim goes on with the papers that it has
EARLIER = 20


@dataclass(frozen=True)
class OfficeStep:
    """A step that this person has here, and whether it may be taken now; `verdict.reason` stands in its place.
    `bars`: the later step, in words, that is another person's once this one took it; empty where there is none."""

    name: str
    label: str
    needs_reason: bool
    verdict: Verdict
    bars: str = ""


class Earlier(NamedTuple):
    """The applicant's other claims that were handed in, the newest first, each with its award; `more` are not shown.
    `series`: those of them for months of the same matter, by their months."""

    rows: list[tuple[Claim, Award | None]]
    more: int
    series: list[Claim]


@dataclass(frozen=True)
class CaseFile:
    """A claim's page for an office. `seen` marks what had been done to the records when they were read, `open` is the
    digest of those that nobody has certified."""

    seen: str
    open: str
    claim: Claim
    scheme: Scheme
    state: Stage
    waiting: str
    clock: ClaimClock | None
    steps: list[OfficeStep]
    why_no_steps: str
    to_decide: list[FigureToDecide]
    explanation: Explanation | None  # none while a worker reckons: the register may have its award before the page
    facts: list[FactRow]
    changed: list[tuple[str, str, str]]
    wanted: list[PaperRow]
    looked: list[LookedPaper]
    may_look: Verdict
    alternatives: list[dict[str, Any]]
    near: Near
    shared: list[SharedMatter]
    may_say: Verdict
    talk: Talk
    earlier: Earlier
    history: list[TracedStep]
    award: Award | None
    notice: Notice | RefusalNotice | None
    paper_due: str
    revoking: list[RevokingState]
    parked: bool
    record: RecordFile | None
    team: TeamFile | None
    reachable: bool
    payee: str
    found: list[Designation]
    stays: list[Stay]
    to_answer: str  # why its award was taken back, as long as no approval has answered it
    said: str  # why it was sent back or is not supported
    deniable: dict[str, str]  # what of it an office that refuses it may mark, labels by names
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def reckoned_of(self) -> str:
        """What the amount is: of an award decided, else what the rules would say, and that it is over where it is."""
        if self.award is not None:
            return "核定结果" if self.award.pays_nothing else "核定金额"
        if self.explanation is None:
            return "金额"
        return f"按申报内容的试算（{self.state.label_office}）" if self.state.final else "金额试算"

    @property
    def doubled(self) -> list[str]:
        """Of which papers one file stands for several."""
        return doubled(self.wanted)

    @property
    def goes_on(self) -> bool:
        """Whether somebody is about to take the claim further."""
        return any(step.name in ONWARDS for step in self.steps)

    @property
    def papers_counted(self) -> str:
        """How many of the wanted papers are there, and which lack."""
        return counted(self.wanted)

    @property
    def lacking(self) -> list[str]:
        """The papers that are not there, where somebody is about to take the claim further: a reason is asked."""
        return lacking(self.wanted) if self.goes_on else []

    @property
    def unseen(self) -> list[str]:
        """The papers at which nobody has looked, where somebody is about to take the claim further."""
        return [paper.row.label for paper in self.looked if paper.is_unseen] if self.goes_on else []

    @property
    def first_unseen(self) -> LookedFile | None:
        """The file whose first page stands open: the first at which nobody has looked."""
        files = (file for paper in self.looked for file in paper.files)
        return next((file for file in files if file.state.is_open and file.is_pictured), None)

    @property
    def is_reckoning(self) -> bool:
        """Whether a worker has it in hand, so that the page looks again by itself."""
        return self.explanation is None or bool(self.paper_due and self.notice is None)


def case_of(claim: Claim, actor: Actor) -> CaseFile:
    """Everything for the page of one claim; of one that went back, as it was handed in last."""
    mark, claim = mark_for(actor), claim.as_handed_in()
    scheme, award = scheme_on(claim.scheme_code, claim.on), award_of(claim)
    ruling, entries = ruling_on(claim.case()), audit.history(claim)
    collected = ruling.collected
    reckoning = award is None and _is_reckoned(claim, ruling)
    is_open = award is None and claim.state in OPEN_STATES and not reckoning
    shared, near = shared_with(claim, ruling), near_to(claim)
    due, timing = may_be_approved(shared) and seen_by_two(near, ruling, actor), timing_for([claim.city_id])
    steps, wanted = office_steps(claim, actor, ruling, due), paper_rows(claim, scheme, inside=True)
    return CaseFile(
        seen=mark, open=digest_of(collected.uncertified), claim=claim, scheme=scheme, state=CLAIM.state(claim),
        waiting=waiting_words(claim, entries, timing.calendar), clock=clock_of(claim, entries, timing), steps=steps,
        why_no_steps=_why_no_steps(claim, actor, steps), to_decide=figures_to_decide(ruling) if _decides(steps) else [],
        explanation=explain_award(award, scheme) if award else None if reckoning else _explained(scheme, ruling),
        facts=_facts(claim, scheme, collected, award, is_open),
        changed=_changed(claim, scheme, collected, award, is_open),
        wanted=wanted, looked=looked_papers(claim, wanted), may_look=can_look(actor, claim),
        deniable=deniable(claim, ruling.case) if is_open else {}, talk=talk_of(claim, actor),
        alternatives=[] if reckoning else _alternatives(claim, ruling, award),
        near=near, shared=shared, may_say=can_say(actor, claim), earlier=_earlier(claim, actor),
        history=traced(claim, entries, collected.grounds, inside=True)[::-1], award=award,
        notice=paper_of(claim, award), paper_due=paper_due(claim, award), said=said_last(claim, entries),
        revoking=states_of(claim, actor), parked=is_parked(claim), to_answer=reason_to_answer(entries),
        record=record_file(claim, ruling, actor), team=team_file(claim, ruling, actor),
        reachable=is_reachable(claim.applicant), payee=number_of_payee(award, actor) if award else "",
        found=[row for row in present(claim.applicant).values() if row.holds],
        stays=stays_of(claim.applicant, claim.city) if rests_on_tenancies(scheme) else [],
    )  # fmt: skip


def _is_reckoned(claim: Claim, ruling: Ruling) -> bool:
    """Whether a worker has the claim in hand. What it has entered in the register since the claim was read is the
    claim's own: a trial of it would say that it was paid already."""
    own = any(row.booking.claim_number == claim.number for row in ruling.paid)
    return own or (claim.state == ClaimState.APPROVED and not is_parked(claim))


def _explained(scheme: Scheme, ruling: Ruling) -> Explanation:
    collected = ruling.collected
    return explain(scheme, ruling.decision, collected.errors, collected.claim)


def office_steps(claim: Claim, actor: Actor, ruling: Ruling, due: Verdict) -> list[OfficeStep]:
    """The steps that the actor has from here, each with its verdict; `due`: whether other claims let it be approved."""
    beside = dict.fromkeys(("approve", "reckon_again"), due)
    roles = roles_for(actor, claim)
    rows = CLAIM.available(claim, roles, holding(claim, ruling, actor), parting(claim, actor))
    order = {name: place for place, name in enumerate(OFFICE_STEPS)}
    found = [
        OfficeStep(
            row.name, row.label_office, row.needs_reason, beside.get(row.name, verdict) if verdict else verdict,
            "、".join(later.label_office for later in CLAIM.barred_by(row.name, roles)),
        )
        for row, verdict in rows
    ]  # fmt: skip
    shown = (step for step in found if step.name in order and (step.name != "recall" or step.verdict))
    return sorted(shown, key=lambda step: order[step.name])


def _why_no_steps(claim: Claim, actor: Actor, steps: Sequence[OfficeStep]) -> str:
    """Why there is nothing to do here for this person; empty when there is."""
    if claim.applicant_id in actor.recused_from:
        return "您是（或曾是）该单位的经办人，须回避，不能办理本单位的申报。"
    if steps:
        return ""
    state = CLAIM.state(claim)
    return "您可以查看这份申报；办理由受理、审核人员进行。" if state.arguable else state.next_step


def _decides(steps: Sequence[OfficeStep]) -> bool:
    return any(step.name == "decide" for step in steps)


def _facts(claim: Claim, scheme: Scheme, collected: Collected, award: Award | None, is_open: bool) -> list[FactRow]:
    """What it is about, then each fact with its source: as now for an open claim, else as frozen."""
    if not is_open:
        return fact_rows(claim, scheme, award)
    words, disputed = claim.applicant.words, set(claim.answers.get("disputed", []))
    rows = known_rows(scheme, collected.sources, words.declared)
    head = [fact_row(row) for row in matter_rows(collected.case, collected.values)]
    told = [_marked(row, words.claimant) if row.name in disputed else fact_row(row) for row in rows]
    return head + beside_lease(told, scheme, collected.case)


def _marked(row: KnownRow, claimant: str) -> FactRow:
    return FactRow(row.label, row.value, f"{row.source}，{claimant}对登记信息有异议")


def _changed(
    claim: Claim, scheme: Scheme, collected: Collected, award: Award | None, is_open: bool
) -> list[tuple[str, str, str]]:
    """Facts that read otherwise now than when the claim was handed in; of an award those that registers told, for what
    was granted before reads otherwise by the award itself. Label, then, now."""
    if award is None and not is_open:
        return []
    declared = claim.applicant.words.declared
    read = collected.handed_in if award is None else collected.sources
    now = {row.name: row.value for row in known_rows(scheme, read, declared)}
    then = known_rows(scheme, award.sources if award else claim.facts, declared)
    told = [row for row in then if award is None or scheme.facts[row.name].certified_by]
    return [(row.label, row.value, now[row.name]) for row in told if now.get(row.name, row.value) != row.value]


def _alternatives(claim: Claim, ruling: Ruling, award: Award | None) -> list[dict[str, Any]]:
    """Other schemes that could pay for the matter; empty when this one is the only one."""
    if award is not None:
        return list(award.alternatives)
    if not CLAIM.state(claim).taken_up:
        return []
    rows = choices(claim, ruling)
    return [row.as_json() for row in rows] if len(rows) > 1 else []


def _earlier(claim: Claim, actor: Actor) -> Earlier:
    rows = Claim.objects.visible_to(actor).filter(applicant=claim.applicant_id).exclude(pk=claim.pk)
    rows = rows.exclude(state__in=PRIVATE_STATES).select_related("applicant").order_by("-submitted_at")
    shown = [(row, award_of(row)) for row in with_award(rows)[:EARLIER]]
    series = [row for row in series_of(claim) if row.number and row.pk != claim.pk]
    return Earlier(shown, max(0, rows.count() - EARLIER), series)
