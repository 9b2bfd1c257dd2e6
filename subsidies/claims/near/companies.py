"""Applicants of the city that may be the same people: with the applicant's legal person (or leader), address,
telephone, name but for its legal form, or organisation code inside another credit code; companies whose legal person
bears the name of the person who claims, and persons who bear that of the applicant's."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, Value

from core.audit.recalling import CHANGED_SINCE, earlier_values
from core.likeness.branching import BRACKETED, GROUP, LEGAL_FORM
from core.likeness.comparing import placeless
from core.values.keys import key_of
from enterprises.models import Applicant, ApplicantKind
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED, of_the_kind
from subsidies.claims.states import UNNUMBERED_STATES

SAME_NAME = "名称相同或只差地名、组织形式"
FEWEST_ELSEWHERE = 2  # signs by which a company of another city may be the same people, unless its name or code is one
MOST_SHOWN = 10
MOST_COMPANIES = 200
OF_THE_VALLEY = re.compile("^(?:中国|晋创谷)+")
SHORTEST_WITHIN = 6  # of a name that stands in another: shorter ones are words that many have
OF_A_COMPANY = ("name", "legal_person", "address", "contact_phone")
Said = tuple[Applicant, str]  # whose, and under which field
FEWEST_DIGITS = 7  # of a telephone
FEWEST_OF_A_WHOLE = 10  # with the city before it
ORGANISATION = slice(8, 17)  # the organisation code (GB 11714) inside a unified social credit code (GB 32100)
# Addresses with one key share their Chinese characters and digits: the database looks for those, the key decides.
NO_DIGIT = "[^0-9]"
LOOSE = "[^0-9一-鿿]"


@dataclass(frozen=True)
class NearCompany:
    """Another company or person of the city that may be the same people. `claims` counts its claims."""

    applicant: Applicant
    how: str
    claims: int


def near_companies(claim: Claim) -> list[NearCompany]:
    """Those of the city that may be the same people as the applicant."""
    own = claim.applicant
    condition, leads = Q(pk__in=_having_handed_in(own)), leader_of(own)
    if leads:
        condition |= Q(legal_person=leads) | Q(kind=ApplicantKind.INDIVIDUAL, name=leads)
    if key_of(own.address):
        condition |= Q(loose=re.sub(LOOSE, "", own.address))
    if _can_be_called(own.contact_phone):
        condition |= Q(dialled__endswith=_dialled(own.contact_phone)[-FEWEST_DIGITS:])
    if own.uscc:
        condition |= Q(uscc__contains=own.uscc[ORGANISATION])
    written = {"loose": _loose("address", LOOSE), "dialled": _loose("contact_phone", NO_DIGIT)}
    rows = Applicant.objects.annotate(**written).filter(condition, city=claim.city_id)
    rows = rows.annotate(handed_in=Count("claims", filter=~Q(claims__state__in=UNNUMBERED_STATES)))
    rows = rows.exclude(pk=own.pk).select_related("city").order_by("-handed_in", "name")[:MOST_COMPANIES]
    particulars = _Particulars([own, *rows])
    near = [NearCompany(row, _said(_signs(own, row, particulars)), row.handed_in) for row in rows]
    return [row for row in near if row.how][:MOST_SHOWN]


def own_matters_of(claim: Claim, companies: list[NearCompany]) -> ClaimQuerySet:
    """Their claims for the claimed kind of matter where that is the applicant's own: what is given to a company once
    would be given to the same people twice."""
    rows = of_the_kind(claim).filter(applicant__in=[row.applicant for row in companies])
    return rows.none() if claim.scheme.matter.record else rows


def companies_elsewhere(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims, of other cities for the claimed kind of matter where that is the applicant's own, whose
    applicant may be the same people, and by what."""
    rule, own = claim.scheme.matter, claim.applicant
    found = {} if rule.record or rule.is_typed else dict(rows.values_list("pk", "applicant")[:MOST_COMPARED])
    others = Applicant.objects.exclude(pk=own.pk).select_related("city").in_bulk(set(found.values()))
    particulars = _Particulars([own, *others.values()])
    for pk, applicant in found.items():
        signs = _signs(own, others[applicant], particulars) if applicant in others else []
        if len(signs) >= FEWEST_ELSEWHERE or any(sign.is_enough for sign in signs):
            yield pk, f"申报单位{_said(signs)}"


def _having_handed_in(own: Applicant) -> list[int]:
    """Those that have handed something in and are or were like the applicant in something."""
    rows = Applicant.objects.filter(city=own.city_id).exclude(pk=own.pk)
    rows = rows.filter(Exists(Claim.objects.filter(applicant=OuterRef("pk")).exclude(state__in=UNNUMBERED_STATES)))
    others = list(rows.select_related("city").only(*OF_A_COMPANY, "uscc", "kind", "city__name")[:MOST_COMPARED])
    particulars = _Particulars([own, *others])
    return [row.pk for row in others if _signs(own, row, particulars)]


class _Particulars:
    """What companies say of themselves and said before that was put right or changed: whoever gives another telephone
    after it was paid is no other company."""

    def __init__(self, companies: Iterable[Applicant]) -> None:
        self.now = {row.pk: {name: getattr(row, name) for name in OF_A_COMPANY} for row in companies}
        known = set(self.now) if len(self.now) > 1 else set()
        self.before = earlier_values(Applicant.trail_kind, known, OF_A_COMPANY)

    def shared(self, mine: Said, theirs: Said, same: Callable[[str, str], bool], how: str) -> str:
        """By what two are or were the same under a field of each, in words; empty where they are not."""
        own, others = self._texts(*mine), self._texts(*theirs)
        if same(own[0], others[0]):
            return how
        return f"{how}{CHANGED_SINCE}" if any(same(one, other) for one in own for other in others) else ""

    def _texts(self, row: Applicant, name: str) -> list[str]:
        return [self.now[row.pk][name], *self.before.get(row.pk, {}).get(name, ())]


def _same_key(one: str, other: str) -> bool:
    return key_of(one) == key_of(other) != ""


def _same_name(one: str, other: str, cities: tuple[str, ...]) -> bool:
    """Whether two names are one but for place, form and branch, or one stands within the other."""
    short, long = sorted((_bare(one, cities), _bare(other, cities)), key=len)
    return short == long != "" or (len(short) >= SHORTEST_WITHIN and short in long)


@lru_cache(maxsize=20_000)  # the companies of one city are compared again and again
def _bare(name: str, cities: tuple[str, ...]) -> str:
    key = OF_THE_VALLEY.sub("", key_of(BRACKETED.sub("", name)))
    for city in cities:
        key = placeless(key, city)
    whole = LEGAL_FORM.split(key)[0] or key
    return GROUP.sub("", whole) or whole


def _can_be_called(phone: str) -> bool:
    return len(_dialled(phone)) >= FEWEST_DIGITS


def _same_phone(one: str, other: str) -> bool:
    """Whether two fields have a number that reaches one telephone: with and without +86 or the city's own before it, an
    extension behind it, a second one beside it."""
    pairs = (sorted(pair, key=len) for pair in product(_numbers(one), _numbers(other)))
    return any(long.endswith(short) for short, long in pairs)


def _numbers(phone: str) -> set[str]:
    """The numbers that a field may mean: all its digits, each long run of them, and what begins with the first run."""
    runs = re.findall("[0-9]+", phone)
    begun = {"".join(runs[:end]) for end in range(1, len(runs))}
    long_enough = {number for number in begun if len(number) >= FEWEST_OF_A_WHOLE}
    return {number for number in {*runs, "".join(runs)} if len(number) >= FEWEST_DIGITS} | long_enough


def _dialled(phone: str) -> str:
    return re.sub(NO_DIGIT, "", phone)


def _loose(name: str, without: str) -> Func:
    empty, everywhere = Value(""), Value("g")
    return Func(F(name), Value(without), empty, everywhere, function="regexp_replace", output_field=CharField())


def leader_of(applicant: Applicant) -> str:
    """Who stands for the applicant: its legal person or leader; a person for herself."""
    return str(getattr(applicant, _leader_field(applicant)))


def _leader_field(applicant: Applicant) -> str:
    return "name" if applicant.kind == ApplicantKind.INDIVIDUAL else "legal_person"


class _Sign(NamedTuple):
    """By what two may be the same people, in words; `is_enough`: by that alone in whatever city."""

    said: str
    is_enough: bool = False


def _said(signs: Iterable[_Sign]) -> str:
    return "、".join(sign.said for sign in signs)


def _signs(own: Applicant, other: Applicant, particulars: _Particulars) -> list[_Sign]:
    def how(name: str, same: Callable[[str, str], bool], words: str) -> str:
        return particulars.shared((own, name), (other, name), same, words)

    leads = (own, _leader_field(own)), (other, _leader_field(other))
    cities = tuple(sorted({own.city.name, other.city.name}))
    named = ApplicantKind.INDIVIDUAL not in (own.kind, other.kind)
    coded = own.uscc and other.uscc and own.uscc[ORGANISATION] == other.uscc[ORGANISATION]
    signs = [
        _Sign(particulars.shared(*leads, lambda one, two: one == two != "", _same_leader(own, other))),
        _Sign(how("address", _same_key, "地址相同")),
        _Sign(how("name", partial(_same_name, cities=cities), SAME_NAME) if named else "", is_enough=True),
        _Sign(how("contact_phone", _same_phone, "联系电话相同")),
        _Sign("信用代码中的组织机构代码相同" if coded else "", is_enough=True),
    ]
    return [sign for sign in signs if sign.said]


def _same_leader(own: Applicant, other: Applicant) -> str:
    if ApplicantKind.INDIVIDUAL in (own.kind, other.kind):
        return "个人与法定代表人（负责人）同名" if own.kind != other.kind else "姓名相同"
    return "法定代表人相同" if own.licensed and other.licensed else "负责人或法定代表人相同"
