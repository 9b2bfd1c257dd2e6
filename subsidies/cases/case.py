"""The one thing put before the rules: who asks, for which scheme, on which day, about which matter, saying what.

Whoever inside the portal asks the rules builds a case: a claim (`Claim.case`), a form half filled in, a trial of
advice. `dataclasses.replace(case, decided=…)` asks another question. Nothing here is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from accounts.models import City
from core.values.keys import key_of
from core.values.months import months_between
from enterprises.models import Applicant
from subsidies.cases.references import day_of, reference_of
from subsidies.rules import Scheme

MOST_MONTHS = 120  # twice the longest term of any policy; more is refused as invalid before it is paid


@dataclass(frozen=True)
class MatterRef:
    """Which matter a case is about, told apart by just what its law says.

    `kind` is the kind of matter that schemes share, `number` what names it on its paper, as written. `record` is the
    record that it is; today a matter is told by its reference alone, so the canonical reference stands there (empty
    while it is not named). `months` (YYYY-MM) and `year` are set where the law counts by them; `level` is the further
    fact that tells it apart (level, category, market, title) as name:value. All but kind, record and number are known
    only once the facts are.
    """

    kind: str
    record: str
    months: tuple[str, ...] = ()
    year: int | None = None
    level: str = ""
    number: str = ""

    def told_apart(self, scheme: Scheme, on: date | None, facts: Mapping[str, Any]) -> "MatterRef":
        """The same with what the scheme's law adds, as far as the facts say it."""
        adds = scheme.matter.adds
        levels = [f"{name}:{facts.get(name, '')}" for name in adds if name not in ("months", "year")]
        first, last = facts.get("first_month"), facts.get("last_month")
        spans = "months" in adds and first and last
        return replace(
            self,
            months=tuple(months_between(str(first), str(last))[:MOST_MONTHS]) if spans else (),
            year=on.year if on and "year" in adds else None,
            level="|".join(levels),
        )


@dataclass(frozen=True)
class Case:
    """What is asked. `on` is the day on which the matter arose, None as long as it is not known.

    `facts` are the applicant's answers by name, as typed; `disputed` the facts on whose record the applicant does not
    agree; `decided` what an office decided, by name: value, reason, by. `handed_in` are the facts as they stood when it
    was handed in (name, value, source), for those who put many cases at once. Amounts are texts in yuan.
    """

    applicant: Applicant
    city: City
    scheme: Scheme
    on: date | None
    matter: MatterRef
    achievement: str = ""
    other_policy_amount: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    decided: Mapping[str, Any] = field(default_factory=dict)
    handed_in: Sequence[Mapping[str, Any]] = ()

    @property
    def day(self) -> date:
        """The day of the matter where it is known; raises ValueError where it is not."""
        if self.on is None:
            raise ValueError("the day of this case is not known")
        return self.on


def matter_named(scheme: Scheme, number: str) -> MatterRef:
    """The scheme's matter of that name, as far as it can be told before the facts are known."""
    return MatterRef(scheme.matter.kind, key_of(number), number=number)


def case_of(applicant: Applicant, city: City, scheme: Scheme, answers: Mapping[str, Any], **more: Any) -> Case:
    """The case that answers in the form of a claim's `answers` make; `more` are further fields, which win."""
    made = Case(
        applicant=applicant, city=city, scheme=scheme, on=day_of(answers),
        matter=matter_named(scheme, reference_of(scheme, applicant, answers)),
        achievement=str(answers.get("achievement") or ""),
        other_policy_amount=str(answers.get("other_policy_amount") or ""),
        facts=answers.get("facts", {}), disputed=frozenset(answers.get("disputed", ())),
    )  # fmt: skip
    return replace(made, **more)
