"""Claims of the demo's applicants, through every hand up to award and notice.

Each worked example of the policies is claimed by an applicant of its city and kind, in turn, so that records, caps and
matters of several claims meet; then the described company of Changzhi claims what its own records certify.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DataError, IntegrityError, transaction

from accounts.actor import actor_of
from accounts.models import User
from core.documents import child
from core.documents.press import PRESS
from core.models import OutboxMessage
from core.values.verdict import Refused
from enterprises.models import Applicant
from jinchuanggu.loading.demo import load_demo
from subsidies.awards.selectors import award_of
from subsidies.claims import reviewing
from subsidies.policies.examples import json_line
from tests import road
from tests.examples import worked_examples
from tests.factories import TenancyFactory, applicant_of
from tests.recording import recorded

DAY = "2030-01-08T01:30:00Z"  # after the last example
CITIES = {"CZ": "changzhi", "JC": "jincheng", "LL": "luliang"}
RELEASED = [
    ("changzhi-2024-15", "CZ-08", "rate", "", "0.5"),
    ("luliang-2024-24", "LL-06B", "rate", "", "0.02"),
    ("luliang-2024-24", "LL-06C", "rate", "", "0.5"),
    ("jincheng-2024-39", "JC-14", "purchase_standard", "doctor", "350000"),
    ("jincheng-2024-39", "JC-14", "monthly_standard", "doctor", "1500"),
]
OWN_RECORDS = [
    ("CZ-04A", road.answers(on="2026-03-18", reference="GR202614000101")),
    ("CZ-04A", road.answers(on="2026-03-18", reference="GR202614000101", recognition_no="1")),
    ("CZ-12", road.RENT["typed"] | {"reference": "东区"}),
    ("CZ-12", road.RENT["typed"] | {"reference": "东区", "other_policy_amount": "1000"}),
    ("CZ-16", road.answers(reference="借款合同一", loan_kind="credit", interest_paid="43210.99", principal="1000000")),
    ("CZ-16", road.answers(reference="借款合同二", loan_kind="credit", interest_paid="90000", principal="30000000")),
    ("CZ-16", road.answers(reference="借款合同二", loan_kind="credit", interest_paid="90000", principal="3000000")),
]


@dataclass(frozen=True)
class Plan:
    """A claim to be made: its name among the pins, who files, what is typed, what the office decides."""

    name: str
    scheme: str
    company: Applicant
    typed: dict[str, Any]
    decided: dict[str, str] = field(default_factory=dict)


@dataclass
class Made:
    """By the name of a claim: its award in plain values or the sentence at which it stopped, and its notice's HTML."""

    awards: dict[str, Any] = field(default_factory=dict)
    notices: dict[str, str] = field(default_factory=dict)


def made() -> Made:
    """Load the demo and lead every claim as far as it goes, in the caller's transaction and time."""
    call_command("load_reference", verbosity=0)
    load_demo()
    for number, row in enumerate(RELEASED, start=2):
        road.released(row[0], number, *row[1:])
    result, papers = Made(), list[str]()
    with _printing(papers):
        for plan in [*_from_examples(), *_from_own_records()]:
            papers.clear()
            result.awards[plan.name] = _led(plan)
            if papers:
                (paper,) = papers
                result.notices[plan.name] = _without_code(paper)
    return result


@contextmanager
def _printing(papers: list[str]) -> Iterator[None]:
    """Keep the HTML of papers; laying out is another test's subject and takes a second each."""

    def keep(page: bytes, wall_seconds: float) -> tuple[Any, bytes]:
        papers.append(page.decode())
        return child.MADE, page

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PRESS, "print", keep)
        yield


def _without_code(paper: str) -> str:
    """The paper without its random code."""
    found = re.search(r'class="code">([^<]+)<', paper)
    assert found, "a notice has a code"
    return re.sub(r'src="data:[^"]+"', 'src="QR"', paper).replace(found[1], "CODE")


def _from_examples() -> Iterator[Plan]:
    turns: Counter[str] = Counter()
    for example in worked_examples():
        claim = json.loads(json_line(example.claim), parse_float=str)
        companies = _companies(claim)
        if not companies:
            continue
        turns[claim["scheme"]] += 1
        company = companies[turns[claim["scheme"]] % len(companies)]
        agreed = {"resolution": "100000"} if example.expect["outcome"] == "case_by_case" else {}
        decided = _given(claim, "officer") | agreed
        yield Plan(f"{claim['scheme']} {claim['id']}", claim["scheme"], company, _typed(claim, company), decided)


def _typed(claim: dict[str, Any], company: Applicant) -> dict[str, Any]:
    """What an applicant types for an example, about a record of its own; every claim on the same achievement, as caps
    count by it."""
    reference = f"{claim.get('matter') or claim['id']} {company.unit_code[-6:]}"
    other, facts = str(claim.get("other_policy_amount", "")), _given(claim, "applicant")
    return road.answers(on=claim["on"], reference=reference, other=other, **facts) | {"achievement": "示例成果"}


def _given(claim: dict[str, Any], giver: str) -> dict[str, str]:
    """The facts of an example that somebody has to give, as they are typed."""
    facts = road.library().schemes[claim["scheme"]].facts
    named = ((name, value) for name, value in claim["facts"].items() if name in facts)
    return {name: _as_typed(value) for name, value in named if facts[name].given_by == giver}


def _as_typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _companies(claim: dict[str, Any]) -> list[Applicant]:
    """A few of the city's applicants of the example's kind that have a credit code: those in its valley on the day, or
    those outside.

    Where nobody of the kind is inside one moves in; where nobody is outside, anybody will do.
    """
    rows = Applicant.objects.filter(city__key=CITIES[claim["scheme"][:2]], kind=claim["applicant_kind"])
    rows = rows.exclude(uscc=None).order_by("uscc")
    inside = list(rows.filter(tenancies__starts_on__lte=_day(claim["on"])).distinct()[:4])
    if claim["resident"]:
        return inside or [_moved_in(row) for row in rows[:1]]
    return list(rows.exclude(pk__in=rows.filter(tenancies__isnull=False))[:4]) or inside


def _day(text: str) -> date:
    """The example's day; any day of the policies for one that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date(2026, 3, 31)


def _moved_in(company: Applicant) -> Applicant:
    """The numbers of a factory depend on what ran before; this room's does not."""
    TenancyFactory(applicant=company, starts_on=date(2024, 12, 1), space__number=company.uscc[-6:])
    return company


def _from_own_records() -> Iterator[Plan]:
    company = Applicant.objects.get(memberships__user__username="changzhi-applicant")
    for number, (scheme, typed) in enumerate(OWN_RECORDS, start=1):
        yield Plan(f"{scheme} own {number}", scheme, company, typed)


def _led(plan: Plan) -> dict[str, Any]:
    """File, accept, decide, approve, and do what a worker would."""
    city = CITIES[plan.scheme[:2]]
    reviewer, decides = (User.objects.get(username=f"{city}-{name}") for name in ("reviewer", "reviewer-2"))
    user = _applicant(plan.company)
    try:
        with transaction.atomic():
            typed = recorded(plan.company, plan.scheme, plan.typed)
    except (IntegrityError, DataError, ValueError, ArithmeticError):
        return {"applicant": plan.company.name, "wrong": "no record holds this"}
    try:
        claim = road.accepted(plan.company, user, reviewer, scheme=plan.scheme, typed=typed)
        for name, value in plan.decided.items():
            reviewing.decide_figure(claim=claim, name=name, value=value, reason="评审意见", by=actor_of(decides))
        road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE)
    except Refused as stopped:
        return {"applicant": plan.company.name, "refused": str(stopped)}
    except ValidationError as stopped:
        return {"applicant": plan.company.name, "wrong": dict(sorted(stopped.message_dict.items()))}
    _work_off()
    claim.refresh_from_db()
    return {"applicant": plan.company.name, "number": claim.number, "state": claim.state} | _award(claim)


def _applicant(company: Applicant) -> User:
    found = User.objects.filter(applicantmemberships__applicant=company).first()
    return found or applicant_of(company, f"pins-{company.uscc}")


def _work_off() -> None:
    for _ in range(3):
        road.work_off()
    left = OutboxMessage.objects.filter(done_at=None).first()
    assert left is None, left.last_error


def _award(claim: Any) -> dict[str, Any]:
    award = award_of(claim)
    if award is None:
        return {"award": None}
    plain = ("outcome", "amount_fen", "shares", "entitlements", "reasons", "basis")
    steps = [{name: step[name] for name in ("label", "figure", "rule", "binding")} for step in award.steps]
    return {**{name: getattr(award, name) for name in plain}, "steps": steps}
