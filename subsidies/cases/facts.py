"""The only bridge from the records to the rules: what is known of a case, and where each fact comes from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from enterprises.models import RegisterRecord, TeamCharter
from parks.models import Premises
from parks.tenancies.residency import is_resident, rooms_of_residence
from subsidies.cases.already_granted import other_mode_used, prior_awarded, subsidised_areas
from subsidies.cases.case import Case
from subsidies.cases.picking import wholes_of
from subsidies.cases.records import NO_ANSWER, Reading, capital, entered_as, hangs_on_day, may_be_disputed, read
from subsidies.cases.sources import FactSource
from subsidies.cases.tidying import SPAN, tidy, tidy_money
from subsidies.catalogue.in_force import Figure, parameters_on, released_figures
from subsidies.catalogue.questions import asked
from subsidies.rules import Fact, FactError, GivenBy, parse_fact

AREA = "other_subsidised_area_m2"


@dataclass(frozen=True)
class Known:
    """One fact: its value in the engine's JSON types, its source, where it was read, and from which records; `entered`:
    whose word it is where that is neither an office's that compared it nor the applicant's."""

    name: str
    value: Any
    source: FactSource
    note: str = ""
    records: tuple[RegisterRecord, ...] = ()
    entered: str = ""

    def as_json(self) -> dict[str, Any]:
        told = {"name": self.name, "value": self.value, "source": self.source, "note": self.note}
        return told | ({"entered": self.entered} if self.entered else {})


@dataclass
class Collected:
    """What is known of a case: facts with their sources, the parameters used, whether it counts as resident."""

    case: Case
    resident: bool
    known: dict[str, Known] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def claim(self) -> dict[str, Any]:
        """What the rules are given for it, in the form of the batch."""
        return line_of(self.case, self.values, self.resident)

    @property
    def values(self) -> dict[str, Any]:
        """The value of each known fact."""
        return {name: row.value for name, row in self.known.items()}

    @property
    def grounds(self) -> list[RegisterRecord]:
        """The records that the case rests on: the one that it is about, those that this hangs on, and those of which
        its facts are read."""
        record = self.case.record
        if record is None:
            return []
        found = [record, *wholes_of(record), *(row for known in self.known.values() for row in known.records)]
        return list({(type(row), row.pk): row for row in found}.values())

    @cached_property
    def charter(self) -> TeamCharter | None:
        """What a team without a credit code says of itself, its members with it; None for others, and where it says
        nothing."""
        own = self.case.applicant
        return TeamCharter.objects.in_force().filter(applicant=own).first() if own.by_charter else None

    @property
    def uncertified(self) -> list[RegisterRecord | TeamCharter]:
        """Those of them that nobody has compared with a paper, what a team says of itself among them, and the rooms by
        which alone the applicant is resident where the text asks for it."""
        rows = {(type(row), row.pk): row for row in [*self.grounds, self.charter, *self._rooms] if row is not None}
        return [row for row in rows.values() if not row.certified]

    @cached_property
    def _rooms(self) -> list[Premises]:
        """Empty where one of them is certified, and where residence is not what lets the applicant in."""
        case = self.case
        let_in = case.scheme.outside and case.applicant.approved_outside
        if not self.resident or not case.scheme.resident_asked or let_in or case.on is None:
            return []
        rooms = rooms_of_residence(case.applicant, case.city, case.on)
        return [] if any(row.certified for row in rooms) else rooms

    @property
    def sources(self) -> list[dict[str, Any]]:
        return [row.as_json() for row in self.known.values()]

    @property
    def handed_in(self) -> list[dict[str, Any]]:
        """The sources without what an office has decided: the applicant hands that in no more than it is told it, as
        long as nothing is awarded."""
        facts = self.case.scheme.facts
        own = {name: row for name, row in self.known.items() if facts[name].given_by != GivenBy.OFFICER}
        return [row.as_json() for row in (own | bearing_figures(replace(self.case, decided={}))).values()]


def on_record(case: Case, fact: Fact) -> Known | None:
    """What our records say of a fact, unless the applicant disputes it; what no office has checked is declared."""
    disputed = fact.name in case.disputed and may_be_disputed(case.scheme, fact)
    found = None if disputed else _answered(case, fact)
    if found is None:
        return None
    state = FactSource.CERTIFIED if found.certified else FactSource.DECLARED
    return Known(fact.name, found.value, state, found.source, found.records, entered_as(found.records))


def bearing_figures(case: Case) -> dict[str, Known]:
    """The facts of a case into which a figure that an office decides is put (the grant into paid-in capital), by
    name."""
    bearing = [fact for fact in case.scheme.facts.values() if fact.certified_by == capital.READER]
    return {fact.name: known for fact in bearing if (known := on_record(case, fact)) is not None}


def _answered(case: Case, fact: Fact) -> Reading | None:
    """What a register answers; None where it is silent, or as long as it hangs on the day and that is not known."""
    found = read(case, fact.name) if case.on or not hangs_on_day(fact) else None
    return None if found is NO_ANSWER else found


def recorded(case: Case) -> dict[str, Reading]:
    """What our records say of the facts that the applicant is asked for, disputed or not."""
    found = {fact.name: _answered(case, fact) for fact in asked(case.scheme)}
    return {name: reading for name, reading in found.items() if reading}


def unanswered(case: Case, fact: Fact) -> str:
    """Why a fact is not known although a register holds it; empty where there is none, or where it answered."""
    return NO_ANSWER.source if case.on and read(case, fact.name) is NO_ANSWER else ""


def collect(case: Case) -> Collected:
    """All that is known of a case now: records first, then what was declared, decided, published, granted before.

    Facts that nobody gave are left out, so that the engine names them. Texts that are no value of their type are
    left out too and stand in `errors` with their sentence.
    """
    result = Collected(case, case.on is not None and is_resident(case.applicant, case.city, case.on))
    _gather(case, GivenBy.APPLICANT, _from_applicant, result)
    _from_officer(case, result)
    _from_editions(case, result)
    _gather(case, GivenBy.LEDGER, _from_ledger, result)
    return result


def line_of(case: Case, facts: dict[str, Any], resident: bool) -> dict[str, Any]:
    """The line that the rules are given for a case of which these facts are known: who asks for which scheme, on which
    day, having got what elsewhere. No other place makes one."""
    line: dict[str, Any] = {
        "scheme": case.scheme.code, "applicant_kind": case.applicant.kind, "resident": resident,
        "approved_outside": case.applicant.approved_outside,
    }  # fmt: skip
    amount = tidy_money(case.other_policy_amount)
    line |= ({"on": case.on.isoformat()} if case.on else {}) | ({"other_policy_amount": amount} if amount else {})
    return line | {"facts": facts}


def set_by_editions(case: Case, facts: Mapping[str, Any], figures: Iterable[Figure]) -> dict[str, Figure]:
    """Those of the released figures that give facts of a case of which that is known, by name."""
    held = parameters_on(case.scheme, facts, case.on, figures) if case.on else {}
    if not held:
        return held
    return {name: held[name] for name, fact in case.scheme.facts.items() if name in held and is_asked(fact, facts)}


def decided_facts(case: Case) -> dict[str, Any]:
    """What an office decided of the facts that are its own, by name, as `_parsed` has it."""
    if not case.decided:
        return {}
    return {
        name: _parsed(fact, case.decided[name]["value"])
        for name, fact in case.scheme.facts.items()
        if fact.given_by == GivenBy.OFFICER and case.decided.get(name)
    }


def _gather(case: Case, kind: GivenBy, gatherer: Callable[[Case, Fact, Collected], None], result: Collected) -> None:
    for fact in case.scheme.facts.values():
        if fact.given_by == kind:
            gatherer(case, fact, result)


def _parsed(fact: Fact, text: Any) -> Any:
    """The value that a text is; None where there is no text, a FactError where it is no value of the fact's type."""
    return None if text is None or str(text).strip() == "" else parse_fact(fact, tidy(fact, text))


def _take(fact: Fact, value: Any, source: FactSource, result: Collected, note: str = "") -> None:
    """Take what was typed as the fact's value, or note why it is none; of what was decided with the ground given."""
    if value is None:
        return
    if isinstance(value, FactError):
        result.errors[fact.name] = value.sentence
    else:
        result.known[fact.name] = Known(fact.name, value, source, note)


def _from_applicant(case: Case, fact: Fact, result: Collected) -> None:
    if not is_asked(fact, result.values):
        return
    known = on_record(case, fact)
    if known is not None:
        result.known[fact.name] = known
    else:
        _take(fact, _parsed(fact, case.facts.get(fact.name)), FactSource.DECLARED, result)


def is_asked(fact: Fact, values: Mapping[str, Any]) -> bool:
    """Whether a fact is asked in the mode that the values say."""
    return fact.only_when is None or values.get(fact.only_when.fact) in fact.only_when.values


def _from_officer(case: Case, result: Collected) -> None:
    for name, value in decided_facts(case).items():
        _take(case.scheme.facts[name], value, FactSource.OFFICER, result, note=case.decided[name].get("reason", ""))


def _from_editions(case: Case, result: Collected) -> None:
    if case.on is None or all(fact.given_by != GivenBy.PARAMETER for fact in case.scheme.facts.values()):
        return
    for name, figure in set_by_editions(case, result.values, released_figures(case.scheme.code)).items():
        result.known[name] = Known(name, figure.value, FactSource.PARAMETER, figure.told)
        result.figures.append(figure)


def _from_ledger(case: Case, fact: Fact, result: Collected) -> None:
    if case.on is None:
        return
    value: str | bool
    if fact.name == "months_worked":
        if not case.matter.months:
            return
        result.known[fact.name] = Known(fact.name, len(case.matter.months), FactSource.DECLARED)
        return  # the applicant wrote which months they are
    if fact.name == "prior_awarded":
        value = prior_awarded(case)
    elif fact.name == "other_mode_used":
        value = other_mode_used(case, result.values)
    elif {*SPAN, "space"} <= result.known.keys():
        value = f"{max(subsidised_areas(case, result.values).values(), default=Decimal(0)):f}"
    else:
        return
    result.known[fact.name] = Known(fact.name, value, FactSource.LEDGER, "本门户兑付记录")
