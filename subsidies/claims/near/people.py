"""Whom claims are about, where their records are records of somebody."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from core.audit.recalling import CHANGED_SINCE, earlier_texts
from core.likeness.branching import in_two_scripts
from core.likeness.comparing import one_off
from core.values.keys import key_of
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED
from subsidies.grants.models import Grant, Hold
from talent.models import Person

SAME_NAME, SAME_NUMBER = "姓名相同、编号不同", "人才编号相同、姓名不同"
SAME_PERSON = "同一人才（人才编号相同）"
ALIKE_NAME = "姓名相近、编号不同"
TWO_NAMES = "疑为同一人的外文名和中文名"
SHORTEST_NAME = 3  # of shorter names too many differ in one character
_BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]?")
_DIGITS = re.compile("[0-9]+")
_DOTS = re.compile("[·•・‧∙．]")
# Most names of people who have a Latin one too: long ones, and those that end as transcribed names do.
_TRANSCRIBED = re.compile("[一-鿿0-9]{4,}|[一-鿿]{2}[斯尔克姆夫特逊顿茨娅蒂]")
DAYS = ("hired_on", "bought_on")


class Somebody(NamedTuple):
    """Whom a record is about, for good; what that is called, without what stands in brackets behind it; the day on
    which it was hired, or bought its home; what it was called before its record was put right; and the parts of a name
    with dots between them."""

    identity: str
    name: str
    on: date | None = None
    earlier: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """By what it is known."""
        return self.earlier | {self.name}


def people_of(records: Iterable[str], *, declared: bool = False) -> dict[str, Somebody]:
    """By the name of a record (engagement:12): the certified person that it is about; nothing where it is about none,
    or about one whom no office has compared with a paper, unless those are wanted too (`declared`)."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name in records:
        register, _, number = name.partition(":")
        if number.isdecimal():
            wanted[register].append(int(number))
    found: dict[str, Somebody] = {}
    for register, numbers in wanted.items():
        found |= _people_in(register, numbers, declared=declared)
    return found


def _people_in(register: str, numbers: Collection[int], *, declared: bool) -> dict[str, Somebody]:
    model = registers()[register].model if register in registers() else None
    fields = {field.name for field in model._meta.fields} if model else set()
    if model is None or "person" not in fields:
        return {}
    manager: Any = model._default_manager  # the model is known at run time
    rows = manager.filter(pk__in=numbers, **({} if declared else {"person__certified": True}))
    day = next(name for name in DAYS if name in fields)
    people = list(rows.values_list("pk", "person", "person__identity", "person__name", day))
    earlier = earlier_texts(Person.trail_kind, {person for _, person, *_ in people}, "name")
    return {
        f"{register}:{pk}": Somebody(
            identity, _called(name), on, frozenset(map(_called, earlier.get(person, ()))), _parts(name)
        )
        for pk, person, identity, name, on in people
    }


def _parts(name: str) -> frozenset[str]:
    """The parts of a name with dots between them (约翰·史密斯), folded; none of one without."""
    parts = _DOTS.split(_BRACKETS.sub("", name))
    return frozenset(map(key_of, parts)) - {""} if len(parts) > 1 else frozenset()


def _called(name: str) -> str:
    return key_of(_BRACKETS.sub("", name)) or key_of(name)


def the_same_person(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims that are about the very person, whoever employs it, and in which words."""
    own = people_of([claim.record], declared=True).get(claim.record)
    if own is None:
        return
    claims = dict(rows.values_list("pk", "record")[:MOST_COMPARED])
    people = people_of(set(claims.values()), declared=True)
    for pk, record in claims.items():
        other = people.get(record)
        if other is not None and other.identity == own.identity:
            yield pk, SAME_PERSON if other.name == own.name else SAME_NUMBER


def namesakes(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims that are about somebody of the same name under another number, whoever employs them: one
    person with two numbers (of its talent, of its insurance) would be paid for twice. Of an alike name, where the day
    or a month is the same too."""
    own = people_of([claim.record], declared=True).get(claim.record)
    if own is None:
        return
    found = rows.values_list("pk", "number", "record", "applicant")[:MOST_COMPARED]
    claims = {pk: (str(number), record, owner == claim.applicant_id) for pk, number, record, owner in found}
    people = people_of({record for _, record, _ in claims.values()}, declared=True)
    pairs = [(pk, people[record]) for pk, (_, record, _) in claims.items() if record in people]
    others = {pk: row for pk, row in pairs if row.identity != own.identity and _may_be_called_so(row, own)}
    known = months_of([str(claim.number), *(claims[pk][0] for pk in others)]) if others else {}
    months = known.get(str(claim.number), set())
    for pk, other in others.items():
        number, _, is_own = claims[pk]
        shared = bool(months & known.get(number, set()))
        together = bool(own.on and own.on == other.on) or shared
        if other.name == own.name:
            yield pk, SAME_NAME
        elif other.names & own.names:
            yield pk, f"{SAME_NAME}{CHANGED_SINCE}"
        elif shared and _two_names(own, other, is_own=is_own):
            yield pk, TWO_NAMES
        elif together and _alike(own, other) and _may_be_one(own, other, is_own=is_own):
            yield pk, ALIKE_NAME


def _may_be_called_so(one: Somebody, other: Somebody) -> bool:
    return _alike(one, other) or _two_names(one, other, is_own=True)


def _two_names(one: Somebody, other: Somebody, *, is_own: bool) -> bool:
    """Whether a foreigner may bear both: the whole of one is a part of the other, or two parts are the same; with one
    employer also where one is in Latin letters and the other is, or may be, transcribed."""
    if in_two_scripts(one.name, other.name):
        return is_own and any(row.parts or _TRANSCRIBED.fullmatch(row.name) for row in (one, other))
    return one.name in other.parts or other.name in one.parts or len(one.parts & other.parts) > 1


def _may_be_one(own: Somebody, other: Somebody, *, is_own: bool) -> bool:
    """Whether an alike name may be the same one: it does not differ in a numeral, nor, of people whom one employer has
    before its eyes, in the name of the family."""
    return _DIGITS.sub("", own.name) != _DIGITS.sub("", other.name) and not (is_own and own.name[0] != other.name[0])


def about_others(claim: Claim, records: Mapping[int, str]) -> set[int]:
    """Of other claims with the names of their records (engagement:12): those that are about somebody of another name
    under another number. A record that is gone may be of the same person."""
    people = people_of({claim.record, *records.values()}, declared=True)
    own = people.get(claim.record)
    if own is None:
        return set()
    known = {pk: people[record] for pk, record in records.items() if record in people}
    return {pk for pk, other in known.items() if other.identity != own.identity and not _alike(other, own)}


def are_two(one: Somebody | None, other: Somebody | None) -> bool:
    """Whether two certified people are two for sure: their identity and their name differ, and ever did."""
    return one is not None and other is not None and one.identity != other.identity and not one.names & other.names


def months_of(numbers: Iterable[str]) -> dict[str, set[str]]:
    """By claim number: the months that it holds or was given."""
    asked, found = set(numbers), defaultdict[str, set[str]](set)
    holds = Hold.objects.filter(claim_number__in=asked, ended_at=None).select_related("matter")
    grants = Grant.objects.open().filter(booking__claim_number__in=asked).select_related("matter", "booking")
    pairs = [(row.claim_number, row.matter.month) for row in holds]
    for number, month in pairs + [(row.booking.claim_number, row.matter.month) for row in grants]:
        if month:
            found[number].add(month)
    return found


def _alike(one: Somebody, other: Somebody) -> bool:
    """People with names that are the same, one character apart, or one with a word behind it (a title)."""
    return any(_alike_names(mine, theirs) for mine in one.names for theirs in other.names)


def _alike_names(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORTEST_NAME and (long.startswith(short) or one_off(one, other)))
