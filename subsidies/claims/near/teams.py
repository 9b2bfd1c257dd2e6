"""Teams of the city that may be the same people as the one that claims, and persons who may be among its members.

A team has no number of its own: its name, its leader and its members are all that tells it from another. Where the
matter is the applicant itself, money for the same team under two sign-ups is money paid twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from core.likeness.comparing import alike_to
from core.values.keys import key_of
from enterprises.models import Applicant, ApplicantKind, CharterState, TeamCharter, TeamMember
from enterprises.models.team import IN_FORCE
from subsidies.claims.models import Claim
from subsidies.claims.near.kinds import MOST_COMPARED, MOST_SHOWN, of_the_kind
from subsidies.claims.states import UNNUMBERED_STATES
from subsidies.grants.selectors import counted

HELD = (*IN_FORCE, CharterState.PAST)  # who sat in an earlier version was paid with it
MOST_NAMED = 3


@dataclass
class Members:
    """Who a team is or was, by folded names: each as it is written; and who leads or led it."""

    names: dict[str, str] = field(default_factory=dict)
    leaders: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class NearTeam:
    """Another team, or a person. `how` says what is alike, `same`: it is taken for the same team; `certified` says who
    compared its members with a paper; `claims` counts what it handed in, `numbers` are those for the same kind."""

    applicant: Applicant
    how: str
    same: bool
    certified: str
    claims: int
    numbers: tuple[str, ...] = ()


def near_teams(claim: Claim) -> list[NearTeam]:
    """Those that are alike, the ones taken for the same team first."""
    if claim.applicant.kind == ApplicantKind.TEAM:
        found = [*_teams(claim), *_persons(claim)]
    else:
        found = [*_with_member(claim)] if claim.applicant.kind == ApplicantKind.INDIVIDUAL else []
    return sorted(found, key=lambda row: (not row.same, -row.claims, row.applicant.name))[:MOST_SHOWN]


def same_teams_claims(claim: Claim) -> dict[str, str]:
    """By number: the claims of what is taken for the same team that hold or were given what this one asks for, where
    that is the applicant itself; and what is alike. What is no team has none that is the same."""
    rule = claim.scheme.matter
    if rule.record or rule.is_typed:
        return {}
    found = {number: row.how for row in near_teams(claim) if row.same for number in row.numbers}
    kept = counted(found)
    return {number: f"疑为同一团队：{how}" for number, how in found.items() if number in kept}


def certified_words(applicant_ids: Collection[int]) -> dict[int, str]:
    """By team: who compared its members and its charter with a paper, and when."""
    rows = TeamCharter.objects.in_force().filter(applicant__in=applicant_ids).select_related("answered_by")
    return {row.applicant_id: charter_words(row) for row in rows}


def charter_words(charter: TeamCharter) -> str:
    """The state of a team's members and charter; where they are certified, by whom and when."""
    if charter.answered_by is None or charter.answered_at is None:
        return charter.get_state_display()
    return f"{charter.answered_by.name} {charter.answered_at:%Y-%m-%d} 核验"


def _teams(claim: Claim) -> Iterator[NearTeam]:
    own, everyone = claim.applicant, _members_in(claim.city_id)
    mine, named = everyone.get(own.pk, Members()), alike_to(own.name, claim.city.name)
    rows = Applicant.objects.filter(city=claim.city_id, kind=ApplicantKind.TEAM).exclude(pk=own.pk)
    found = []
    for row in rows.order_by("-pk")[:MOST_COMPARED]:
        named_so = key_of(row.name) == key_of(own.name)
        how, same = _alike(named(row.name), mine, everyone.get(row.pk, Members()), named_so=named_so)
        if how:
            found.append((row, how, same))
    pks = [row.pk for row, _, _ in found]
    words, claims, numbers = certified_words(pks), _claims_of(pks), _numbers_of(claim, pks)
    for row, how, same in found:
        yield NearTeam(row, how, same, words.get(row.pk, ""), claims[row.pk], numbers.get(row.pk, ()))


def _alike(name: str, mine: Members, others: Members, *, named_so: bool) -> tuple[str, bool]:
    """What is alike in two teams, in words, empty where that is little; and whether they are taken for the same: by
    their name (`named_so`), by leader and a member, or by most of the members of one of them."""
    shared = [mine.names[key] for key in mine.names if key in others.names]
    led = bool(mine.leaders & others.leaders)
    mostly = len(shared) > 1 and (led or 2 * len(shared) >= min(len(mine.names), len(others.names)))
    same = named_so or mostly
    if not same and not name:
        return "", False
    parts = ["名称相同" if named_so else "名称相近"] if name else []
    parts += ["负责人相同"] if led else []
    more = "等" if len(shared) > MOST_NAMED else ""
    parts += [f"成员有{len(shared)}人同名（{'、'.join(shared[:MOST_NAMED])}{more}）"] if shared else []
    return "、".join(parts), same


def _persons(claim: Claim) -> Iterator[NearTeam]:
    """Persons called like a member who claim for the same kind of matter."""
    mine = _members_in(claim.city_id, [claim.applicant_id]).get(claim.applicant_id, Members())
    rows = _of_kind(claim, ApplicantKind.INDIVIDUAL)
    pks = {pk for pk, name, _ in rows if key_of(name) in mine.names}
    numbers = _numbers_of(claim, pks)
    for row in Applicant.objects.filter(pk__in=pks):
        how = f"与团队成员“{row.name}”同名的个人"
        yield NearTeam(row, how, False, "", len(numbers.get(row.pk, ())), numbers.get(row.pk, ()))


def _with_member(claim: Claim) -> Iterator[NearTeam]:
    """Teams with a member called like the person who claims, that claim for the same kind of matter."""
    wanted = {pk for pk, _, _ in _of_kind(claim, ApplicantKind.TEAM)}
    key, everyone = key_of(claim.applicant.name), _members_in(claim.city_id, wanted)
    pks = {pk for pk, members in everyone.items() if key in members.names}
    words, numbers = certified_words(pks), _numbers_of(claim, pks)
    for row in Applicant.objects.filter(pk__in=pks):
        how = f"成员中有同名的“{claim.applicant.name}”"
        own = numbers.get(row.pk, ())
        yield NearTeam(row, how, False, words.get(row.pk, ""), len(own), own)


def _members_in(city_id: int, applicant_ids: Collection[int] | None = None) -> dict[int, Members]:
    """By team of the city (or of these): who is or was in it."""
    rows = TeamMember.objects.filter(applicant__city=city_id, charter__state__in=HELD)
    rows = rows if applicant_ids is None else rows.filter(applicant__in=applicant_ids)
    found: dict[int, Members] = defaultdict(Members)
    for pk, name, leads in rows.values_list("applicant", "name", "leads").order_by("pk"):
        key = key_of(name)
        found[pk].names.setdefault(key, name)
        if leads:
            found[pk].leaders.add(key)
    return found


def _of_kind(claim: Claim, kind: ApplicantKind) -> list[tuple[int, str, str]]:
    rows = of_the_kind(claim).filter(city=claim.city_id, applicant__kind=kind).exclude(applicant=claim.applicant_id)
    return list(rows.values_list("applicant", "applicant__name", "number")[:MOST_COMPARED])


def _numbers_of(claim: Claim, applicant_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """By applicant: the numbers of its claims for the same kind of matter."""
    found: dict[int, tuple[str, ...]] = {}
    rows = of_the_kind(claim).filter(city=claim.city_id, applicant__in=applicant_ids).order_by("pk")
    for pk, number in rows.values_list("applicant", "number"):
        found[pk] = (*found.get(pk, ()), str(number))
    return found


def _claims_of(applicant_ids: Collection[int]) -> dict[int, int]:
    """By applicant: how many claims it handed in."""
    found = dict.fromkeys(applicant_ids, 0)
    rows = Claim.objects.filter(applicant__in=applicant_ids).exclude(state__in=UNNUMBERED_STATES)
    for pk in rows.values_list("applicant", flat=True):
        found[pk] += 1
    return found
