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
from core.values.months import last_day_of, months_between
from enterprises.models import Applicant, RegisterRecord
from subsidies.cases.picking import name_for, picked, told_by
from subsidies.cases.references import day_of, months_of, reference_of
from subsidies.cases.tidying import MOST_MONTHS, is_month, tidy_month, tidy_year
from subsidies.rules import Scheme


@dataclass(frozen=True)
class MatterRef:
    """Which matter a case is about, told apart by just what its law says.

    `kind` is the kind of matter that schemes share, `record` the record that it is (platform:12; empty where there is
    none), `number` what it is called, `proof` what is paid for once besides (a certificate). `told` is what it is told
    apart by for good: what the record is, with its level where the law names that; the key of what was typed; the
    applicant itself. Empty: it is not named yet. `unit` is of whom it counts: nobody is paid twice for a record, so
    that it is empty there, but in a claim that is due `beside` others' claims (their numbers). `months` (YYYY-MM),
    `year` and `level` (a further fact as name:value) are what the answers add; `misread` is what was typed for the
    months and is no list of them.
    """

    kind: str
    told: str = ""
    unit: str = ""
    record: str = ""
    months: tuple[str, ...] = ()
    year: int | None = None
    level: str = ""
    number: str = ""
    proof: str = ""
    misread: str = ""
    beside: frozenset[str] = frozenset()

    def told_apart(self, scheme: Scheme, on: date | None, facts: Mapping[str, Any]) -> "MatterRef":
        """The same with what the scheme's law adds, as far as the facts say it."""
        first, last = facts.get("first_month"), facts.get("last_month")
        months = self.months
        if "months" in scheme.matter.adds and first and last:
            months = tuple(months_between(str(first), str(last))[:MOST_MONTHS])
        year = self.year
        if "year" in scheme.matter.adds and not scheme.matter.record:
            year = on.year if on else None
        levels = () if scheme.matter.record else scheme.matter.adds
        added = [f"{name}:{facts.get(name, '')}" for name in levels if name not in ("months", "year")]
        return replace(self, months=months, year=year, level="|".join(added))


@dataclass(frozen=True)
class Case:
    """What is asked. `on` is the day on which the matter arose, None as long as it is not known.

    `record` is the record that the matter is, as it stands now; None where there is none or it was not looked up.
    `facts` are the applicant's answers by name, as typed; `disputed` the facts on whose record the applicant does not
    agree; `decided` what an office decided, by name: value, reason, by. `handed_in` are the facts as they stood when it
    was handed in (name, value, source), for those who put many cases at once. `achievement` is that of the record, or
    as typed. Amounts are texts in yuan.
    """

    applicant: Applicant
    city: City
    scheme: Scheme
    on: date | None
    matter: MatterRef
    record: RegisterRecord | None = None
    achievement: str = ""
    other_policy_amount: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    decided: Mapping[str, Any] = field(default_factory=dict)
    handed_in: Sequence[Mapping[str, Any]] = ()

    @property
    def unit(self) -> str:
        """The code by which the applicant is known in the register of grants."""
        return self.applicant.unit_code

    @property
    def day(self) -> date:
        """The day of the matter where it is known; raises ValueError where it is not."""
        if self.on is None:
            raise ValueError("the day of this case is not known")
        return self.on


def matter_of(
    scheme: Scheme, applicant: Applicant, record: RegisterRecord | None, answers: Mapping[str, Any]
) -> MatterRef:
    """The scheme's matter that answers in the form of a claim's name, as far as it can be told before the facts."""
    kind, adds = scheme.matter.kind, scheme.matter.adds
    months: tuple[str, ...] = ()
    misread = ""
    if "months" in adds:
        typed = str(answers.get("months") or "")
        months = months_of(typed)
        misread = typed if typed.strip() and not months else ""
    year = tidy_year(answers.get("year") or "") if "year" in adds else None
    if record is not None:
        return MatterRef(
            kind,
            told_by(scheme, record),
            record=name_for(record),
            months=months,
            year=year,
            number=str(record),
            proof=record.proof_identity(),
            misread=misread,
        )
    if scheme.matter.record:
        return MatterRef(kind, months=months, year=year, misread=misread)
    number = reference_of(scheme, applicant, answers)
    return MatterRef(
        kind, key_of(number), applicant.unit_code, months=months, year=year, number=number, misread=misread
    )  # fmt: skip


def case_of(applicant: Applicant, city: City, scheme: Scheme, answers: Mapping[str, Any], **more: Any) -> Case:
    """The case that answers in the form of a claim's `answers` make; `more` are further fields, which win."""
    record = picked(applicant, scheme, answers.get("record"))
    matter = matter_of(scheme, applicant, record, answers)
    made = Case(
        applicant=applicant, city=city, scheme=scheme,
        on=day_on_record(scheme, record, matter.year) or day_that_ends(scheme, matter, answers) or day_of(answers),
        matter=matter, record=record,
        achievement=achievement_of(record, answers),
        other_policy_amount=str(answers.get("other_policy_amount") or ""),
        facts=answers.get("facts", {}), disputed=frozenset(answers.get("disputed", ())),
    )  # fmt: skip
    return replace(made, **more)


def day_on_record(scheme: Scheme, record: RegisterRecord | None, year: int | None = None) -> date | None:
    """The day of the matter as its record says it, or the record's row for the year that is claimed."""
    rule, found = scheme.matter, None
    if rule.day_from:
        found = getattr(record, rule.day_from, None)
    elif rule.day_of_year and record is not None and year:
        found = record.years.filter(year=year).values_list(rule.day_of_year, flat=True).first()  # type: ignore[attr-defined]  # checked: such a record has years
    return found if isinstance(found, date) else None


def day_that_ends(scheme: Scheme, matter: MatterRef, answers: Mapping[str, Any]) -> date | None:
    """The last day of the months or of the year that are claimed, where that is the day of the matter."""
    if scheme.matter.day_ends == "year":
        return date(matter.year, 12, 31) if matter.year else None
    if scheme.matter.day_ends == "months":
        last = matter.months[-1] if matter.months else tidy_month(answers.get("facts", {}).get("last_month") or "")
        return last_day_of(last) if is_month(last) else None
    return None


def achievement_of(record: RegisterRecord | None, answers: Mapping[str, Any]) -> str:
    """What the achievement is that a cap is counted for: that of the record, else as typed."""
    achievement = getattr(record, "achievement", None)
    if isinstance(achievement, RegisterRecord):
        return achievement.identity
    return "" if record is not None else str(answers.get("achievement") or "")
