"""What an applicant does with a claim: start, keep, attach, submit, withdraw."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from core import audit
from core.files import check_upload
from core.files.keeping import discard, keep_upload
from core.models import NumberSequence
from core.values.identity_numbers import UNKEPT, holds_full_identity
from core.values.periods import business_today
from core.values.text import IDENTITY_SENTENCE, clean_text
from core.values.verdict import Refused, require
from enterprises.models import Applicant
from subsidies.cases.already_granted import grants_for, matters_of
from subsidies.cases.case import Case
from subsidies.cases.deciding import Ruling, ruling_on
from subsidies.cases.matters import waits_for_record
from subsidies.cases.picking import hold_record
from subsidies.cases.references import MAX_REFERENCE, reference_problem
from subsidies.catalogue.questions import ACHIEVEMENT, HEAD, asks_achievement, asks_day, day_wording, reference_label
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.moving import locked, move
from subsidies.claims.near.competing import stopped_by
from subsidies.claims.papers.listing import receipt_of
from subsidies.claims.permissions import can, can_have_another, can_start, why_not_editable
from subsidies.claims.states import EDITABLE_STATES, ClaimState
from subsidies.grants import granting
from subsidies.rules import Fact, FactType, Scheme

START = audit.action("start", "新建草稿", "开始填写")
audit.tell_details(files="材料")
MAX_ANSWER = 500
MAX_FILES = 40


class Stale(Refused):
    """The claim was saved elsewhere (another tab, another person) since this page was opened."""

    def __init__(self) -> None:
        super().__init__("这份申报已在别处保存过，请核对最新内容后再修改。您刚才填写的内容仍保留在页面上。")


class Changed(Refused):
    """Other answers were saved since the person read what they hand in."""

    def __init__(self) -> None:
        super().__init__("这份申报在您核对之后又改动过。请再核对一遍下面的最新内容，然后提交。")


@transaction.atomic
def start(
    *, scheme: Scheme, applicant: Applicant, by: Actor, answers: Mapping[str, Any] | None = None, anew: bool = False
) -> Claim:  # fmt: skip
    """A new draft of `applicant` for a scheme of its city, with `answers` where some are known already.

    A draft that says the same is taken up again, so that beginning twice begins once; not where it is to be one of its
    own (`anew`).
    """
    require(can_start(by, applicant, scheme))
    Applicant.objects.select_for_update(of=("self",), no_key=True).get(pk=applicant.pk)
    kept = _nothing_or(as_typed(answers or {}))
    same = Claim.objects.filter(applicant=applicant, scheme_code=scheme.code, state=ClaimState.DRAFT, answers=kept)
    found = same.first() if kept else same.filter(evidence=None).first()
    if found and not anew:
        return found
    require(can_have_another(applicant))
    claim = Claim.objects.create(
        city=applicant.city, applicant=applicant, scheme_code=scheme.code, created_by_id=by.user_id, answers=kept
    )
    chain, state = claim.city.key, ClaimState.DRAFT.value
    audit.record(by=by.acting_for(claim.applicant_id), action=START, subject=claim, chain=chain, to_state=state)
    return claim


def _nothing_or(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, or {} where nothing was typed at all: an untouched draft."""
    return {} if answers == as_typed({}) else answers


@transaction.atomic
def save_draft(*, claim: Claim, answers: Mapping[str, Any], version: int, by: Actor) -> Claim:
    """Keep what was typed, as typed. Raises Stale when something else was saved elsewhere since `version`."""
    claim = locked(claim)
    _require_editable(claim, by)
    kept = _nothing_or(as_typed(answers))
    if kept == claim.answers:
        return claim
    if version != claim.version:
        raise Stale()
    claim.answers = kept
    claim.version += 1
    claim.save()
    return claim


def _require_editable(claim: Claim, by: Actor) -> None:
    if claim.applicant_id not in by.applicant_ids:
        raise Refused("只能修改本单位的申报。")
    if claim.state not in EDITABLE_STATES:
        raise Refused(why_not_editable(claim))


def as_typed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The known parts of the form, as texts that the database can hold."""
    texts = {name: _storable(answers.get(name, "")) for name in HEAD}
    typed = {str(name): _storable(value) for name, value in dict(answers.get("facts", {})).items()}
    disputed = sorted({str(name) for name in answers.get("disputed", [])})
    return {**texts, "facts": typed, "disputed": disputed}


def _storable(value: Any) -> str:
    """A typed text, kept; what no database can hold (NUL, half characters) is taken out, and length is bounded; of
    an identity number nothing is kept but that it was typed."""
    text = "".join(c for c in str(value or "") if c != "\x00" and not 0xD800 <= ord(c) <= 0xDFFF)
    return UNKEPT if holds_full_identity(text) else text[:MAX_ANSWER]


@transaction.atomic
def attach(*, claim: Claim, paper: int, label: str, upload: Any, by: Actor) -> Evidence:
    """Add a file for one wanted paper. Raises ValidationError (Chinese) when the file is not taken.

    The same content for the same paper is kept once, so that a button pressed twice adds nothing.
    """
    claim = locked(claim)
    _require_editable(claim, by)
    sha256 = check_upload(upload).sha256
    same = claim.evidence.filter(paper=paper, file__sha256=sha256).first()
    if same is not None:
        return same
    if claim.evidence.count() >= MAX_FILES:
        raise ValidationError(f"一份申报最多上传{MAX_FILES}个文件。")
    stored = keep_upload(upload, user_id=by.user_id)
    return Evidence.objects.create(claim=claim, paper=paper, label=label[:200], file=stored)


@transaction.atomic
def attach_also(*, claim: Claim, evidence: Evidence, by: Actor, paper: tuple[int, str] | None = None) -> Evidence:
    """The paper of another own claim, kept once, for this claim too, under its own or another number and name. The same
    content is attached once."""
    number, label = paper or (evidence.paper, evidence.label)
    claim = locked(claim)
    _require_editable(claim, by)
    if evidence.claim.applicant_id != claim.applicant_id:
        raise Refused("只能共用本单位申报的材料。")
    same = claim.evidence.filter(paper=number, file__sha256=evidence.file.sha256).first()
    if same is not None:
        return same
    if claim.evidence.count() >= MAX_FILES:
        raise ValidationError(f"一份申报最多上传{MAX_FILES}个文件。")
    return Evidence.objects.create(claim=claim, paper=number, label=label, file=evidence.file)


@transaction.atomic
def detach(*, claim: Claim, evidence: Evidence, by: Actor) -> None:
    """Remove a file from a draft or a returned claim; the receipt keeps the hash of what was once handed in."""
    claim = locked(claim)
    _require_editable(claim, by)
    row = claim.evidence.filter(pk=evidence.pk).select_related("file").first()
    if row is not None:
        row.delete()
        if not Evidence.objects.filter(file=row.file_id).exists():
            discard(row.file)


@transaction.atomic
def submit(*, claim: Claim, by: Actor, version: int | None = None) -> Claim:
    """Hand the claim in: number, receipt with the files' hashes, facts as collected now. A second call does nothing.

    `version`: what the person read before they handed it in. Raises Changed when other answers were saved since,
    Refused with a sentence when it cannot be handed in, ValidationError by field name when answers are wrong.
    """
    claim = locked(claim)
    if claim.state == ClaimState.SUBMITTED and claim.applicant_id in by.applicant_ids:
        return claim
    verdict = can(by, claim, "submit")
    if not verdict:
        raise Refused(verdict.reason)
    if version is not None and version != claim.version:
        raise Changed()
    ruling = _checked(claim)
    _keep_matter(claim, ruling.case)
    claim.facts = ruling.collected.handed_in
    claim.submitted_at = timezone.now()
    claim.number = claim.number or _number(claim)
    claim.receipt = receipt_of(claim, ruling)
    held = matters_of(ruling.case, ruling.collected.values)
    granting.end_hold(claim_number=claim.number)  # returned, it held what it was about then
    granting.hold(matters=held, claim_number=claim.number)
    move(claim, "submit", by=by, detail={"files": claim.receipt["files"]})
    return claim


def _keep_matter(claim: Claim, case: Case) -> None:
    """What the claim is about, kept as it is handed in: for lists, for many at once, for later readers."""
    claim.on, claim.record, claim.told = case.on, case.matter.record, case.matter.told
    claim.reference = clean_text(case.matter.number)[:MAX_REFERENCE]
    claim.achievement = case.achievement


def _checked(claim: Claim) -> Ruling:
    """What the rules say of the claim; every problem that the applicant can mend is raised by field.

    Its record stays locked, so that nobody changes or deletes it while it is handed in. Its matters stay locked, so
    that of two claims handed in for one at the same moment the second sees the first.
    """
    hold_record(claim.case().record)
    ruling = ruling_on(claim.case())
    granting.lock_matters(matters_of(ruling.case, ruling.collected.values))
    if set(grants_for(ruling.case, ruling.collected.values)) != set(ruling.paid):  # given a moment before the lock
        ruling = ruling_on(claim.case())
    problems = problems_of(claim, ruling, claim.answers)
    if problems:
        raise ValidationError(problems)
    return ruling


def missing(claim: Claim) -> dict[str, str]:
    """What stands between the draft and its submission: field name -> sentence."""
    return problems_of(claim, ruling_on(claim.case()), claim.answers)


def problems_of(
    claim: Claim, ruling: Ruling, answers: Mapping[str, Any], stopped: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What an applicant has to mend in the answers of a claim: unreadable texts, missing ones, causes that make them
    invalid, another claim of its own that is under way for the same matter (`stopped`, where it is known already)."""
    case, scheme = ruling.case, ruling.case.scheme
    problems: dict[str, str] = {}
    said = _day_problem(case.on, str(answers.get("on") or ""), day_wording(scheme).label)
    if said and asks_day(scheme):
        problems["on"] = said
    named = {} if scheme.matter.record else {"reference": (case.matter.number, reference_label(scheme))}
    if asks_achievement(scheme):
        named["achievement"] = (case.achievement, ACHIEVEMENT)
    problems |= {name: said for name, (text, label) in named.items() if (said := reference_problem(text, label))}
    problems |= ruling.collected.errors
    typed = {name: answers.get(name) for name in HEAD} | dict(answers.get("facts", {}))
    problems |= {name: IDENTITY_SENTENCE for name, text in typed.items() if text == UNKEPT}
    for name, sentence in ruling.decision.problems:
        unanswered = name in scheme.facts and not str(case.facts.get(name) or "").strip()
        problems.setdefault(name, _wanted(scheme.facts[name]) if unanswered else sentence)
    waiting = waits_for_record(case)
    problems = {name: said for name, said in problems.items() if name not in waiting or _answered(answers, name)}
    return problems | dict(stopped_by(claim, ruling) if stopped is None else stopped)


def _answered(answers: Mapping[str, Any], name: str) -> bool:
    return bool(str(answers.get(name) or answers.get("facts", {}).get(name) or "").strip())


def _wanted(fact: Fact) -> str:
    way = "选择" if fact.type in (FactType.BOOL, FactType.ENUM) else "填写"
    return f"请{way}{fact.label}。"


def _day_problem(day: date | None, answer: str, label: str) -> str:
    """Why the day cannot stand; empty when it can. What has not happened yet cannot be claimed."""
    if day is not None:
        return "" if day <= business_today() else f"{label}不能晚于今天：事项发生以后才能申报。"
    if not answer.strip():
        return f"请填写{label}，如 2026-03-31。"
    return f"{label}应是1900年至2100年之间的日期，写成 2026-03-31 这样。"


def _number(claim: Claim) -> str:
    year = timezone.localdate().year
    serial = NumberSequence.next(f"claim:{claim.city.key}:{year}")
    return f"{claim.scheme_code.split('-')[0]}{year}{serial:06d}"


@transaction.atomic
def withdraw(*, claim: Claim, by: Actor) -> Claim:
    """Take the claim back: before it is accepted, or while it waits for a figure that is not published."""
    claim = locked(claim)
    move(claim, "withdraw", by=by)
    return claim
