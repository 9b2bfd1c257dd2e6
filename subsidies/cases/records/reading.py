"""What our records say of a fact: a field of the record that the case is about, or a reader that policies call by name.

A reader of what is so on the day of the matter is asked once that is known. It returns what the records say (a value in
the JSON types of the rules) with a sentence naming the source, or None when they are silent: silence makes a fact
unknown, never yes or no.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.values.money import to_yuan
from enterprises.models import RegisterRecord
from enterprises.registers.register import register_of
from parks.models import Premises
from subsidies.cases.case import Case
from subsidies.rules import Fact, FactType, Scheme
from subsidies.rules.documents.matters import OF_RECORD


@dataclass(frozen=True)
class Reading:
    """A value from the records and where it was read; `certified` when an office answers for the `records`."""

    value: Any
    source: str
    certified: bool = True
    records: tuple[RegisterRecord, ...] = ()


OF_THE_PARK = "园区登记，待核验"


def entered_as(records: Iterable[RegisterRecord]) -> str:
    """Whose word it is that nobody has certified yet, where it is not the applicant's: what the park's operator has
    entered; empty for all else."""
    rows = [row for row in records if not row.certified]
    of_the_park = bool(rows) and all(isinstance(row, Premises) and row.space_id for row in rows)
    return OF_THE_PARK if of_the_park else ""


NO_ANSWER = Reading(None, "登记系统未答复，暂按不知道处理", certified=False)
logger = logging.getLogger(__name__)
Reader = Callable[[Case], Reading | None]
READERS: dict[str, Reader] = {}
_OF_APPLICANT: set[str] = set()
_TELL_APART: set[str] = set()
_OF_DAY: set[str] = set()


def reads(
    register_name: str, *, of_applicant: bool = False, tells_apart: bool = False, of_day: bool = False
) -> Callable[[Reader], Reader]:
    """Register a reader under the name that policies call it by. `of_applicant`: it answers without the record that the
    case is about; `tells_apart`: by what it says the record's matter is told from another; `of_day`: what it says is
    so on the day of the matter."""

    def register(reader: Reader) -> Reader:
        READERS[register_name] = reader
        if of_applicant:
            _OF_APPLICANT.add(register_name)
        if tells_apart:
            _TELL_APART.add(register_name)
        if of_day:
            _OF_DAY.add(register_name)
        return reader

    return register


def hangs_on_record(fact: Fact) -> bool:
    """Whether the fact can be read once it is known which record the case is about."""
    return bool(fact.certified_by) and fact.certified_by not in _OF_APPLICANT


def stands_in_record(fact: Fact) -> bool:
    """Whether the fact is a field of the record that the case is about, or of one that this hangs on."""
    return fact.certified_by.startswith(OF_RECORD)


def hangs_on_day(fact: Fact) -> bool:
    """Whether the fact can be read once the day of the matter is known, and not before."""
    return fact.certified_by in _OF_DAY


def may_be_disputed(scheme: Scheme, fact: Fact) -> bool:
    """Whether an applicant may answer otherwise than its record. Not what the matter is told apart by: a second
    certificate that is called the first would be paid as one; there the record itself is put right."""
    told = {f"{OF_RECORD}{name}" for name in scheme.matter.adds}
    return fact.certified_by not in _TELL_APART | told


class NotAnswering(Exception):
    """The register that a reader asks did not answer."""


def read(case: Case, fact: str) -> Reading | None:
    """What the records say of a fact of a case, or None. A register that does not answer says nothing at all."""
    known = case.scheme.facts.get(fact)
    if known is None or not known.certified_by:
        return None
    if stands_in_record(known):
        return _field(case, known)
    reader = READERS.get(known.certified_by)
    try:
        return reader(case) if reader else None
    except (NotAnswering, OSError) as error:  # time-outs and lost connections are OSError
        logger.warning("register for %s.%s does not answer: %s", case.scheme.code, fact, error)
        return NO_ANSWER


def of_record(record: RegisterRecord, value: Any) -> Reading:
    """What a record says; certified as far as the record is."""
    return Reading(value, f"{register_of(record).title}：{record}", record.certified, (record,))


def _field(case: Case, fact: Fact) -> Reading | None:
    """A field of the record that the case is about, or of one that it hangs on (`record.project.level`); certified as
    far as all of them are."""
    found: Any = case.record
    rows: list[RegisterRecord] = []
    for step in fact.certified_by.removeprefix(OF_RECORD).split("."):
        rows += [found] if isinstance(found, RegisterRecord) else []
        found = getattr(found, step, None)
    value = as_fact(fact, found)
    if value is None or case.record is None:
        return None
    return replace(of_record(case.record, value), certified=all(row.certified for row in rows), records=tuple(rows))


def as_fact(fact: Fact, value: Any) -> Any:
    """A column's value in the JSON types of the rules: money of fen in yuan, days and months as texts; None where it is
    not given, or nothing that the fact can be."""
    if value is None or value == "":
        return None
    if fact.type == FactType.ENUM:
        ours = fact.register_values.get(str(value), str(value)) if fact.register_values else str(value)
        return ours if ours in fact.values else None
    if fact.type in (FactType.BOOL, FactType.INT):
        return value
    if fact.type == FactType.MONEY:
        return f"{to_yuan(int(value)):f}"
    if fact.type == FactType.MONTH:
        return str(value)[:7]
    return str(value)
