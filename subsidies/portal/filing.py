"""Claims about persons, filed for many at once: one draft a person from the employer's records, shared papers once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import DateField

from accounts.actor import Actor
from core import audit
from core.values.months import months_words
from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.case import Case
from subsidies.cases.facts import collect
from subsidies.cases.picking import name_for, register_for
from subsidies.cases.presenting import fact_value
from subsidies.catalogue.questions import HEAD, MONTHS_ANSWER, asked, asks_day, asks_months
from subsidies.claims import claiming
from subsidies.claims.answers.live_answer import facts_in, live_answer
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import GIVEN_UP_STATES, OPEN_STATES, ClaimState
from subsidies.policies import library
from subsidies.rules import Fact, FactType, Scheme

MOST_AT_ONCE, MOST_NAMED = 200, 5


def is_about_a_person(scheme: Scheme) -> bool:
    """Whether the scheme's matters are records of somebody in the employ of the applicant."""
    entry = register_for(scheme)
    return entry is not None and any(field.name == "person" for field in entry.model._meta.fields)


def about_persons(applicant: Applicant) -> list[Scheme]:
    """The schemes of the applicant's city that pay for a person in its employ."""
    found = library().schemes.values()
    own = (row for row in found if row.policy.city == applicant.city.key and applicant.kind in row.kinds)
    return [row for row in own if is_about_a_person(row)]


def asks_day_of_all(scheme: Scheme) -> bool:
    """Whether the day of the matter is to be answered, since not every record says it, nor the months claimed."""
    if not asks_day(scheme):
        return False
    entry, name = register_for(scheme), scheme.matter.day_from
    field = entry.model._meta.get_field(name) if entry is not None and name else None
    return not isinstance(field, DateField) or field.null


def shared_facts(scheme: Scheme) -> list[str]:
    """What an applicant answers once for all persons: what no record holds."""
    return [fact.name for fact in asked(scheme) if not fact.certified_by]


def answers_for(scheme: Scheme, record: RegisterRecord, shared: Mapping[str, str]) -> dict[str, Any]:
    """The answers of one person's claim: its record, and what is said of all."""
    head = {"record": name_for(record), "on": shared.get("on", "")}
    if asks_months(scheme):
        head[MONTHS_ANSWER] = shared.get(MONTHS_ANSWER, "")
    return {**head, "facts": {name: shared.get(name, "") for name in shared_facts(scheme)}}


def asked_of_all(scheme: Scheme) -> set[str]:
    """The questions that are answered once for all persons."""
    head = {"on"} if asks_day_of_all(scheme) else set()
    return head | ({MONTHS_ANSWER} if asks_months(scheme) else set()) | set(shared_facts(scheme))


def faults_of_all(
    scheme: Scheme, applicant: Applicant, records: Iterable[RegisterRecord], shared: Mapping[str, str]
) -> dict[str, str]:
    """What is wrong with the answers given for all, by question: what would be said of every one of these persons, with
    what the record of each says to it. Of somebody whose own record lacks something the rules are not asked to the
    end; such a one counts where all are."""
    claims = [_claim_of(scheme, applicant, row, shared) for row in records]
    told = [_open_questions(claim) for claim in claims]
    names = asked_of_all(scheme)
    reached = [questions for questions in told if names.issuperset(questions)] or told
    common = set.intersection(*(set(questions.items()) for questions in reached)) if reached else set()
    return {name: f"{sentence}{_said_of_each(scheme, claims, sentence)}" for name, sentence in common if name in names}


def _said_of_each(scheme: Scheme, claims: Sequence[Claim], sentence: str) -> str:
    """What the records hold of that to which an answer given for all does not fit, person by person: 示例某某：到企业
    工作的首月 2026年3月；. Empty where the fault lies in the answers alone."""
    rule = next((row for row in scheme.rules if row.says == sentence.rstrip("。")), None)
    named = facts_in(rule.holds) if rule else []
    held = [fact for name in named if (fact := scheme.facts.get(name)) and fact.certified_by]
    if not held:
        return ""
    return "；".join(_said_of_one(claim.case(), held) for claim in claims[:MOST_NAMED]) + _rest(len(claims)) + "。"


def _said_of_one(case: Case, held: Sequence[Fact]) -> str:
    values = collect(case).values
    told = [f"{fact.label}{_in_words(fact, values[fact.name])}" for fact in held if values.get(fact.name)]
    return f"{getattr(case.record, 'person', case.record)}：{'，'.join(told)}"


def _in_words(fact: Fact, value: Any) -> str:
    return months_words([value]) if fact.type == FactType.MONTH else fact_value(fact, value)


def _rest(count: int) -> str:
    return f"；等{count}人" if count > MOST_NAMED else ""


def _claim_of(scheme: Scheme, applicant: Applicant, record: RegisterRecord, shared: Mapping[str, str]) -> Claim:
    """The claim that would be begun for one person; not saved."""
    answers = claiming.as_typed(answers_for(scheme, record, shared))
    return Claim(city=applicant.city, applicant=applicant, scheme_code=scheme.code, answers=answers)


def _open_questions(claim: Claim) -> dict[str, str]:
    return dict(live_answer(claim).questions)


@transaction.atomic
@audit.held_back()
def start_for(
    *, scheme: Scheme, applicant: Applicant, records: Iterable[RegisterRecord], shared: Mapping[str, str], by: Actor
) -> list[Claim]:
    """One draft a person. One that is there for the same months, or that cannot be handed in as what was said of all
    stands in it, takes the new answers instead. Raises Refused as `claiming.start` does."""
    drafts = _drafts(scheme, applicant, by)
    return [_begin(_claim_of(scheme, applicant, row, shared), drafts.get(name_for(row), []), by) for row in records]


def _drafts(scheme: Scheme, applicant: Applicant, by: Actor) -> dict[str, list[Claim]]:
    found = claims_by_record(scheme, applicant, by)
    return {name: [row for row in rows if row.state == ClaimState.DRAFT] for name, rows in found.items()}


def _begin(wanted: Claim, drafts: Sequence[Claim], by: Actor) -> Claim:
    draft = _to_correct(wanted, drafts)
    if draft is None:
        return claiming.start(scheme=wanted.scheme, applicant=wanted.applicant, by=by, answers=wanted.answers)
    named = {name: text for name, text in wanted.answers.items() if name in HEAD and text}
    answers = {**draft.answers, **named, "facts": draft.answers.get("facts", {}) | wanted.answers["facts"]}
    return claiming.save_draft(claim=draft, answers=answers, version=draft.version, by=by)


def _to_correct(wanted: Claim, drafts: Sequence[Claim]) -> Claim | None:
    """The draft that these answers are meant for: of the same months, else one that is wrong by what is said of all."""
    months, names = _months(wanted), asked_of_all(wanted.scheme)
    alike = [row for row in drafts if _months(row) == months or _months(row) & months]
    wrong = [row for row in drafts if names.intersection(_open_questions(row))]
    return next(iter(alike + wrong), None)


def _months(claim: Claim) -> set[str]:
    case = claim.case()
    return set(case.matter.told_apart(claim.scheme, case.on, collect(case).values).months)


@transaction.atomic
@audit.held_back()
def attach_to_all(*, claims: Sequence[Claim], paper: int, label: str, upload: Any, by: Actor) -> None:
    """Keep one file and attach it to every claim. Raises ValidationError when the file is not taken."""
    first: Evidence | None = None
    for claim in claims:
        if first is None:
            first = claiming.attach(claim=claim, paper=paper, label=label, upload=upload, by=by)
        else:
            claiming.attach_also(claim=claim, evidence=first, by=by)


def is_claimed(claims: Iterable[Claim]) -> bool:
    """Whether one of somebody's claims is under way or was paid: what has to be begun is another matter."""
    return any(claim.state in (*OPEN_STATES, ClaimState.AWARDED) for claim in claims)


def claims_by_record(scheme: Scheme, applicant: Applicant, actor: Actor) -> dict[str, list[Claim]]:
    """The applicant's claims of a scheme that are not over, by the name of the record that they are about."""
    found: dict[str, list[Claim]] = {}
    rows = Claim.objects.visible_to(actor).filter(applicant=applicant, scheme_code=scheme.code)
    for claim in rows.exclude(state__in=GIVEN_UP_STATES).order_by("pk"):
        found.setdefault(str(claim.answers.get("record") or claim.record), []).append(claim)
    return found
