"""Claims of the city for one kind of matter that may be for the same one: by name, number, achievement or time.

Claims about two people of different names are not for the same one, however alike their numbers are; unless it is
their home that is the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from core.likeness.comparing import alike_to
from core.values.months import months_words
from enterprises.models import Platform
from parks.registers.comparing import in_described_rooms, in_one_room, in_other_rooms, in_other_spaces, names_rooms
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.achievements import other_results
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind, of_the_register
from subsidies.claims.near.other_kinds import of_other_kinds
from subsidies.claims.near.people import about_others, are_two, months_of, namesakes, people_of, the_same_person
from subsidies.claims.near.records import alike_records
from subsidies.claims.states import AGREED_STATES, ClaimState

OTHER_PERSON = "同一单位的另一人，姓名相近"
SAME_ROOM = "地址写有同一楼栋和房号"


FOLDED_FROM = 5  # fewer are read one by one


@dataclass(frozen=True)
class NearClaim:
    """Another claim for what may be the same matter. `how` says what is alike."""

    claim: Claim
    how: str


@dataclass(frozen=True)
class NearFold:
    """Many claims of one applicant that are near for one and the same reason, none of them paid."""

    how: str
    rows: list[NearClaim]

    @property
    def named(self) -> str:
        """What it is, for the trail."""
        return f"{self.rows[0].claim.number}等{len(self.rows)}份"


def folded(rows: Sequence[NearClaim]) -> tuple[list[NearClaim], list[NearFold]]:
    """Those that are looked at one by one, and those that are said together."""
    groups: dict[tuple[str, int], list[NearClaim]] = {}
    for row in rows:
        if row.claim.state not in AGREED_STATES:
            groups.setdefault((row.how, row.claim.applicant_id), []).append(row)
    folds = [NearFold(how, group) for (how, _), group in groups.items() if len(group) >= FOLDED_FROM]
    told = {row.claim.pk for fold in folds for row in fold.rows}
    return [row for row in rows if row.claim.pk not in told], folds


def near_claims(claim: Claim) -> list[NearClaim]:
    """Those of them that are alike, each with all that is alike in it; those that were paid first, then the applicant's
    own."""
    rows = of_the_kind(claim).filter(city=claim.city_id)
    rows = rows.exclude(pk__in=_for_other_months(claim, rows))
    found: dict[int, list[str]] = {}
    same = dict(of_other_kinds(claim, Q(city=claim.city_id))) | dict(_by_person(claim, rows))
    alike = dict(alike_records(claim, of_the_register(claim).filter(city=claim.city_id), sides=2))
    called = [pair for pair in _by_text(claim, rows) if pair[0] not in alike]  # what the fields say says it better
    named = dict(namesakes(claim, rows))
    times = chain(_by_room(claim, rows), _by_time(claim, rows), other_results(claim, rows))
    for pk, how in chain(alike.items(), called, times, named.items()):
        if pk not in same:  # how alike their records are called says nothing more
            hows = found.setdefault(pk, [])
            hows += [] if any(how in said for said in hows) else [how]
    found |= {pk: [how] for pk, how in same.items()}
    claims = Claim.objects.select_related("applicant").in_bulk(found)
    apart = _apart(claim, {pk: row.record for pk, row in claims.items()}) - set(alike) - set(named)
    near = [NearClaim(claims[pk], "、".join(hows)) for pk, hows in found.items() if pk in claims and pk not in apart]
    return sorted(near, key=lambda row: _place(row, claim))


def _apart(claim: Claim, records: dict[int, str]) -> set[int]:
    """Of other claims with the names of their records: those about another space of a park, or for sure about another
    person."""
    people = people_of({claim.record, *records.values()})
    person = people.get(claim.record)
    others = {pk for pk, record in records.items() if are_two(person, people.get(record))}
    return others | in_other_spaces(claim.record, records)


def _place(row: NearClaim, claim: Claim) -> tuple[bool, bool, str]:
    return row.claim.state != ClaimState.AWARDED, row.claim.applicant_id != claim.applicant_id, row.how


def _by_text(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By what names the matter."""
    label, alike = claim.scheme.matter.reference_label, alike_to(claim.reference, claim.city.name)
    compared = rows.values_list("pk", "reference")[:MOST_COMPARED] if label else ()
    found = {pk: how for pk, reference in compared if (how := alike(reference))}
    later = _apart_in_time(claim, rows, found) if names_rooms(claim.record) else ()
    yield from ((pk, f"{label}{how}") for pk, how in found.items() if pk not in later)


def _by_room(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the room, whoever rents it: a space of a park that another describes as rented elsewhere; for months that are
    claimed twice, one that stands in the registers under two names."""
    compared = rows.values_list("pk", "record")[:MOST_COMPARED] if names_rooms(claim.record) else ()
    records = {pk: record for pk, record in compared if names_rooms(record)}
    described = in_described_rooms(claim.record, records)
    yield from dict.fromkeys(described, SAME_ROOM).items()
    alike = {pk: how for pk, how in in_one_room(claim.record, records).items() if pk not in described}
    months, known = _months_beside(claim, rows, alike)
    for pk, how in alike.items():
        if not months or not known[pk]:
            yield pk, how
        elif shared := months & known[pk]:
            yield pk, f"{how}，{_overlap(shared)}"


def _by_person(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the very person, and by which of its months."""
    people = dict(the_same_person(claim, rows))
    months, known = _months_beside(claim, rows, people)
    for pk, how in people.items():
        yield pk, f"{how}，{_overlap(months & known[pk])}" if months and known[pk] else how


def _months_beside(claim: Claim, rows: ClaimQuerySet, pks: Collection[int]) -> tuple[set[str], dict[int, set[str]]]:
    """The months of the claim, and of some others."""
    numbers = dict(rows.filter(pk__in=pks).values_list("pk", "number"))
    known = months_of([str(claim.number), *map(str, numbers.values())]) if numbers else {}
    return known.get(str(claim.number), set()), {pk: known.get(str(number), set()) for pk, number in numbers.items()}


def _for_other_months(claim: Claim, rows: ClaimQuerySet) -> set[int]:
    """Those for the very same record, be it rooms or who is employed, for months of which none is the claim's: none is
    paid twice."""
    same = rows.filter(record=claim.record).values_list("pk", flat=True) if claim.record else ()
    return _apart_in_time(claim, rows, list(same))


def _apart_in_time(claim: Claim, rows: ClaimQuerySet, pks: Collection[int]) -> set[int]:
    """Of some claims those whose months are known and others than those of the claim."""
    months, known = _months_beside(claim, rows, pks)
    return {pk for pk, others in known.items() if months and others and months.isdisjoint(others)}


def _overlap(shared: set[str]) -> str:
    return f"月份重叠（{months_words(shared)}）" if shared else "月份不重叠"


def _by_time(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the applicant's own claims for the same months, or for another matter of the same day, unless their records
    say that they are about somebody else or other rooms."""
    own = rows.filter(applicant=claim.applicant_id)
    records = dict(own.values_list("pk", "record"))
    own = own.exclude(pk__in=about_others(claim, records) | in_other_rooms(claim.record, records, claim.city.name))
    others = _others_called_alike(claim, records)
    months = months_of([str(claim.number)]).get(str(claim.number), set())
    known = months_of([str(number) for number in own.values_list("number", flat=True)]) if months else {}
    for pk, number, on in own.values_list("pk", "number", "on"):
        if shared := months & known.get(str(number), set()):
            yield pk, f"{OTHER_PERSON}，{_overlap(shared)}" if pk in others else _overlap(shared)
        elif claim.scheme.matter.record == Platform.trail_kind:  # it holds for good, so that any two overlap
            yield pk, "同一单位的创新平台"
        elif not months and on is not None and on == claim.on:
            yield pk, "同一单位、同一天"


def _others_called_alike(claim: Claim, records: Mapping[int, str]) -> set[int]:
    """Of other claims with the names of their records: those about somebody else, who is called alike."""
    people = people_of({claim.record, *records.values()}, declared=True)
    own = people.get(claim.record)
    known = {pk: people[record] for pk, record in records.items() if record in people}
    return {pk for pk, other in known.items() if own and own.identity != other.identity and own.name != other.name}
