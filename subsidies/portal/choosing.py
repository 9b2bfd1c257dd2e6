"""The records among which a claim's form lets an applicant choose, each with what is known of its matter already."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.values.months import months_words
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.presenting import said
from enterprises.registers.register import Register
from subsidies.cases.already_granted import YEAR, grants_for, matters_of
from subsidies.cases.case import case_of
from subsidies.cases.picking import left_out, name_for, own_records, picked, register_for, told_by
from subsidies.cases.tidying import is_month
from subsidies.claims.models import Claim
from subsidies.claims.near.competing import paid_to, under_way
from subsidies.claims.states import CLAIM
from subsidies.grants.selectors import known_of
from subsidies.rules import Scheme

MOST_SHOWN = 500
PARTS = {"months": "月份", "year": "年度"}  # what of one thing is claimed by itself


@dataclass(frozen=True)
class TakenPart:
    """A part of a record's matter, or all of it, that a claim holds or was paid for."""

    claim: Claim
    parts: str
    paid: bool

    @property
    def words(self) -> str:
        """2026年1月至3月 申报中（已提交，等待受理）."""
        what = f"{self.parts} " if self.parts else ""
        return what + ("已核定" if self.paid else f"申报中（{CLAIM.state(self.claim).label_applicant}）")


@dataclass(frozen=True)
class RecordChoice:
    """One record of the applicant on the form: its name, what it says, whether it is certified, what is taken of it;
    `mend`: the page on which it is put right, or on which a correction is asked for."""

    name: str
    title: str
    said: tuple[str, ...]
    certified: bool
    taken: tuple[TakenPart, ...]
    chosen: bool
    stopped: bool
    mend: str


@dataclass(frozen=True)
class RecordQuestion:
    """The question which record a claim is about. `add` leads to the page on which one more is added; `left_out` says
    why records that the applicant has are not among the choices, `older` how many are too many to be listed."""

    label: str
    choices: list[RecordChoice]
    add: str
    left_out: str
    older: int = 0


def record_question(claim: Claim, chosen: str) -> RecordQuestion | None:
    """The records that the claim could be about; None where its matter is no record."""
    scheme = claim.scheme
    entry = register_for(scheme)
    if entry is None:
        return None
    own = own_records(claim.applicant, scheme).order_by("-pk")
    rows = list(own[:MOST_SHOWN])
    asked = picked(claim.applicant, scheme, chosen)
    rows += [asked] if asked is not None and asked not in rows else []
    taken = _taken(claim.applicant, scheme, rows, claim.number)
    choices = [_choice(claim, entry, row, taken.get(row.pk, []), chosen) for row in rows]
    older = own.count() - len(rows) if len(rows) >= MOST_SHOWN else 0
    return RecordQuestion(
        scheme.matter.reference_label, choices, _adding(claim, entry), left_out(claim.applicant, scheme), older
    )


def _choice(claim: Claim, entry: Register, row: RegisterRecord, taken: list[TakenPart], chosen: str) -> RecordChoice:
    name = name_for(row)
    shown = [f"{part.label} {part.value}" for part in said(row, entry.listed) if part.value]
    whole = _is_taken(claim.scheme, taken)
    return RecordChoice(
        name=name, title=str(row), said=tuple(shown), certified=row.certified, taken=tuple(taken),
        chosen=name == chosen, stopped=whole and name != chosen,
        mend=_mending(claim, entry, row),
    )  # fmt: skip


def _is_taken(scheme: Scheme, taken: list[TakenPart]) -> bool:
    """Whether a record as a whole was paid for, or is claimed under this very scheme."""
    return any(not part.parts and (part.paid or part.claim.scheme_code == scheme.code) for part in taken)


@dataclass(frozen=True)
class Further:
    """Whether one more claim of a scheme can be begun: `why_not` where all that it could be about is claimed already,
    with `add`, the page on which something new is recorded (empty: an office records it); else what it is `about`."""

    why_not: str = ""
    add: str = ""
    about: str = ""


def further_claim(applicant: Applicant, scheme: Scheme) -> Further:
    """What a further claim of a scheme, beside those that there are, would be about."""
    entry, label = register_for(scheme), scheme.matter.reference_label
    if entry is None:
        number = _own_matter_taken_by(applicant, scheme)
        return Further(f"本事项每个申请人只申报一次，已由{number}申报。") if number else Further()
    if _all_taken(applicant, scheme):
        add = _add_page(entry, applicant, reverse("subsidies:scheme", args=[scheme.code]))
        return Further(f"已登记的{label}都已申报，不能再报一次。", add)
    parts = [words for name, words in PARTS.items() if name in scheme.matter.adds]
    once = "".join([f"同一{label}", *(f"的同一{part}" for part in parts)])
    others = "、".join(f"其他{what}" for what in (label, *parts))
    return Further(about=f"{once}只申报一次；{others}可以另外申报。")


def _all_taken(applicant: Applicant, scheme: Scheme) -> bool:
    """Whether there are records and each is claimed as a whole; not said of more than are looked at."""
    rows = list(own_records(applicant, scheme).order_by("-pk")[: MOST_SHOWN + 1])
    if not rows or len(rows) > MOST_SHOWN:
        return False
    taken = _taken(applicant, scheme, rows, None)
    return all(_is_taken(scheme, taken.get(row.pk, [])) for row in rows)


def _own_matter_taken_by(applicant: Applicant, scheme: Scheme) -> str:
    """The claim that is under way, or was paid, for what the applicant itself is once; empty where there is none."""
    if scheme.matter.is_typed or scheme.matter.adds:
        return ""
    case = case_of(applicant, applicant.city, scheme, {})
    found = under_way(applicant.pk, matters_of(case, {})) + paid_to(applicant.pk, grants_for(case, {}))
    return next((str(row.number) for row in found if row.scheme_code == scheme.code), "")


def _adding(claim: Claim, entry: Register) -> str:
    """The page on which one more record is added, and from which the way leads back to the form."""
    return _add_page(entry, claim.applicant, reverse("subsidies:claim_edit", args=[claim.public_id]))


def _mending(claim: Claim, entry: Register, row: RegisterRecord) -> str:
    """The form of the record, from which the way leads back to the claim; of a certified one its page."""
    if row.certified or not entry.declared:
        return reverse("enterprises:record", args=[entry.name, row.pk])
    back = urlencode({"next": reverse("subsidies:claim_edit", args=[claim.public_id])})
    return f"{reverse('enterprises:record_edit', args=[entry.name, row.pk])}?{back}"


def _add_page(entry: Register, applicant: Applicant, back: str) -> str:
    """The page on which one more record is added; empty for what offices enter, and for what is no such applicant's."""
    if not entry.declared or applicant.kind not in entry.kinds:
        return ""
    return f"{reverse('enterprises:record_add', args=[entry.name])}?{urlencode({'next': back})}"


def _taken(applicant: Applicant, scheme: Scheme, rows: list[Any], but: str | None) -> Mapping[int, list[TakenPart]]:
    """What the applicant's claims, all `but` this one, hold or were paid for of each record, by its key."""
    told = {key: row.pk for row in rows if (key := told_by(scheme, row))}
    parts: dict[tuple[int, str, bool], list[str]] = defaultdict(list)
    for number, reference, paid in _known(scheme.matter.kind, list(told)):
        key = max((key for key in told if f"{reference}|".startswith(f"{key}|")), key=len)
        if number != but:
            part = reference.removeprefix(key).lstrip("|").removeprefix(YEAR)
            parts[told[key], number, paid].extend([part] if part else [])
    numbers = {number for _, number, _ in parts}
    own = {row.number: row for row in Claim.objects.filter(applicant=applicant, number__in=numbers)}
    found: dict[int, list[TakenPart]] = defaultdict(list)
    for (pk, number, paid), names in parts.items():
        if number in own:
            found[pk].append(TakenPart(own[number], _words(names), paid))
    return found


def _known(kind: str, told: list[str]) -> list[tuple[str, str, bool]]:
    """Number of the claim, matter and whether it is paid, of all that is held or given of these."""
    if not told:
        return []
    holds, grants = known_of("", kind, told)
    held = [(row.claim_number, row.matter.reference, False) for row in holds]
    return held + [(row.booking.claim_number, row.matter.reference, True) for row in grants]


def _words(names: list[str]) -> str:
    """The months in runs (2026年1月至3月), the years as they are; empty for a whole matter."""
    months = [name for name in names if is_month(name)]
    return months_words(months) if months else "、".join(f"{name}年度" for name in sorted(names))
