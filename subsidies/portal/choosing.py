"""The records among which a claim's form lets an applicant choose, each with what is known of its matter already."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.values.months import months_words
from enterprises.models import RegisterRecord
from enterprises.registers.presenting import said
from enterprises.registers.register import Register
from subsidies.cases.already_granted import YEAR
from subsidies.cases.picking import left_out, name_for, own_records, register_for, told_by
from subsidies.cases.tidying import is_month
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.grants.selectors import known_of
from subsidies.rules import Scheme

MOST_SHOWN = 100


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
        return what + ("已兑付" if self.paid else f"申报中（{CLAIM.state(self.claim).label_applicant}）")


@dataclass(frozen=True)
class RecordChoice:
    """One record of the applicant on the form: its name, what it says, whether it is certified, what is taken of it."""

    name: str
    title: str
    said: tuple[str, ...]
    certified: bool
    taken: tuple[TakenPart, ...]
    chosen: bool
    stopped: bool


@dataclass(frozen=True)
class RecordQuestion:
    """The question which record a claim is about. `add` leads to the page on which one more is added; `left_out` says
    why records that the applicant has are not among the choices."""

    label: str
    choices: list[RecordChoice]
    add: str
    left_out: str


def record_question(claim: Claim, chosen: str) -> RecordQuestion | None:
    """The records that the claim could be about; None where its matter is no record."""
    scheme = claim.scheme
    entry = register_for(scheme)
    if entry is None:
        return None
    rows = list(own_records(claim.applicant, scheme).order_by("-pk")[:MOST_SHOWN])
    taken = _taken(claim, scheme, rows)
    choices = [_choice(claim, entry, row, taken.get(row.pk, []), chosen) for row in rows]
    return RecordQuestion(
        scheme.matter.reference_label, choices, _adding(claim, entry), left_out(claim.applicant, scheme)
    )


def _choice(claim: Claim, entry: Register, row: RegisterRecord, taken: list[TakenPart], chosen: str) -> RecordChoice:
    name = name_for(row)
    shown = [f"{part.label} {part.value}" for part in said(row, entry.listed) if part.value]
    whole = any(not part.parts and (part.paid or part.claim.scheme_code == claim.scheme_code) for part in taken)
    return RecordChoice(
        name=name, title=str(row), said=tuple(shown), certified=row.certified, taken=tuple(taken),
        chosen=name == chosen, stopped=whole and name != chosen,
    )  # fmt: skip


def _adding(claim: Claim, entry: Register) -> str:
    """The page on which one more record is added, and from which the way leads back to the form."""
    back = urlencode({"next": reverse("subsidies:claim_edit", args=[claim.public_id])})
    return f"{reverse('enterprises:record_add', args=[entry.name])}?{back}" if entry.declared else ""


def _taken(claim: Claim, scheme: Scheme, rows: list[Any]) -> Mapping[int, list[TakenPart]]:
    """What the applicant's other claims hold or were paid for of each record, by its key."""
    told = {key: row.pk for row in rows if (key := told_by(scheme, row))}
    parts: dict[tuple[int, str, bool], list[str]] = defaultdict(list)
    for number, reference, paid in _known(scheme.matter.kind, list(told)):
        key = max((key for key in told if f"{reference}|".startswith(f"{key}|")), key=len)
        if number != claim.number:
            part = reference.removeprefix(key).lstrip("|").removeprefix(YEAR)
            parts[told[key], number, paid].extend([part] if part else [])
    numbers = {number for _, number, _ in parts}
    own = {row.number: row for row in Claim.objects.filter(applicant=claim.applicant_id, number__in=numbers)}
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
