"""Claims of the city for one kind of matter that may be for the same one: by name, number, achievement or time.

Claims about two people of different names are not for the same one, however alike their numbers are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from core.likeness.comparing import alike_to
from core.values.months import months_words
from enterprises.models import Achievement, Platform
from parks.registers.comparing import ROOMS, in_described_rooms, in_one_room, in_other_rooms, in_other_spaces
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind
from subsidies.claims.near.numbers import same_number
from subsidies.claims.near.other_kinds import of_other_kinds
from subsidies.claims.near.people import SAME_NAME, about_others, namesakes, people_of, the_same_person
from subsidies.claims.states import ClaimState
from subsidies.grants.models import Grant, Hold
from subsidies.rules.model.kinds import CapPer

SAME_ROOM = "地址写有同一楼栋和房号"


@dataclass(frozen=True)
class NearClaim:
    """Another claim for what may be the same matter. `how` says what is alike."""

    claim: Claim
    how: str


def near_claims(claim: Claim) -> list[NearClaim]:
    """Those of them that are alike, each with all that is alike in it; those that were paid first, then the applicant's
    own."""
    rows = of_the_kind(claim).filter(city=claim.city_id)
    found: dict[int, list[str]] = {}
    same = dict(_by_person(claim, rows))
    ways = (_by_text, _by_achievement, same_number, _by_room, _by_time, _by_name)
    for pk, how in chain(*(way(claim, rows) for way in ways), of_other_kinds(claim, Q(city=claim.city_id))):
        if pk not in same:  # how alike their records are called says nothing more
            found.setdefault(pk, []).append(how)
    found |= {pk: [how] for pk, how in same.items()}
    claims = Claim.objects.select_related("applicant").in_bulk(found)
    others = people_of({claim.record, *(row.record for row in claims.values())})
    elsewhere = in_other_spaces(claim.record, {pk: row.record for pk, row in claims.items()})
    person = others.get(claim.record)
    near = [
        NearClaim(claims[pk], "、".join(hows))
        for pk, hows in found.items()
        if pk in claims and pk not in elsewhere and not _are_two(person, others.get(claims[pk].record))
    ]
    return sorted(near, key=lambda row: _place(row, claim))


def _place(row: NearClaim, claim: Claim) -> tuple[bool, bool, str]:
    return row.claim.state != ClaimState.AWARDED, row.claim.applicant_id != claim.applicant_id, row.how


def _are_two(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Whether two certified people are two for sure: their identity and their name differ."""
    return one is not None and other is not None and one[0] != other[0] and one[1] != other[1]


def _by_text(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By what names the matter."""
    label, alike = claim.scheme.matter.reference_label, alike_to(claim.reference, claim.city.name)
    for pk, reference in rows.values_list("pk", "reference")[:MOST_COMPARED] if label else ():
        if how := alike(reference):
            yield pk, f"{label}{how}"


def _by_achievement(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the achievement where that is called otherwise, since a cap is counted by it; by the very same where none is,
    so that nothing else holds its contracts together."""
    cap = claim.scheme.cap
    is_capped = cap is not None and CapPer.ACHIEVEMENT in cap.per
    pairs = list(rows.exclude(achievement="").values_list("pk", "achievement")[:MOST_COMPARED])
    titles = _titles({claim.achievement, *(achievement for _, achievement in pairs)})
    alike = alike_to(titles.get(claim.achievement, ""), claim.city.name)
    for pk, achievement in pairs:
        if achievement != claim.achievement:
            how = alike(titles.get(achievement, ""))
        else:
            how = "" if is_capped else "相同"
        if how:
            yield pk, f"科技成果{how}"


def _by_room(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the room, whoever rents it: a space of a park that another describes as rented elsewhere; for months that are
    claimed twice, one that stands in the registers under two names."""
    compared = rows.filter(record__startswith=ROOMS).values_list("pk", "record")[:MOST_COMPARED]
    records = dict(compared) if claim.record.startswith(ROOMS) else {}
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
    known = _months([str(claim.number), *map(str, numbers.values())]) if numbers else {}
    return known.get(str(claim.number), set()), {pk: known.get(str(number), set()) for pk, number in numbers.items()}


def _overlap(shared: set[str]) -> str:
    return f"月份重叠（{months_words(shared)}）" if shared else "月份不重叠"


def _by_name(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the name of the person, be it known under another number."""
    for pk in namesakes(claim, rows):
        yield pk, SAME_NAME


def _titles(identities: set[str]) -> dict[str, str]:
    """What achievements are called, by their identity."""
    rows = Achievement.objects.filter(identity__in=identities - {""})
    return dict(rows.values_list("identity", "title"))


def _by_time(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """By the applicant's own claims for the same months, or for another matter of the same day, unless their records
    say that they are about somebody else or other rooms."""
    own = rows.filter(applicant=claim.applicant_id)
    records = dict(own.values_list("pk", "record"))
    own = own.exclude(pk__in=about_others(claim, records) | in_other_rooms(claim.record, records, claim.city.name))
    months = _months([str(claim.number)]).get(str(claim.number), set())
    known = _months([str(number) for number in own.values_list("number", flat=True)]) if months else {}
    for pk, number, on in own.values_list("pk", "number", "on"):
        if shared := months & known.get(str(number), set()):
            yield pk, _overlap(shared)
        elif claim.scheme.matter.record == Platform.trail_kind:  # it holds for good, so that any two overlap
            yield pk, "同一单位的同类平台"
        elif not months and on is not None and on == claim.on:
            yield pk, "同一单位、同一天"


def _months(numbers: list[str]) -> dict[str, set[str]]:
    """By claim number: the months that it holds or was given."""
    found: dict[str, set[str]] = {}
    holds = Hold.objects.filter(claim_number__in=numbers, ended_at=None).select_related("matter")
    grants = Grant.objects.open().filter(booking__claim_number__in=numbers).select_related("matter", "booking")
    pairs = [(row.claim_number, row.matter.month) for row in holds]
    for number, month in pairs + [(row.booking.claim_number, row.matter.month) for row in grants]:
        if month:
            found.setdefault(number, set()).add(month)
    return found
