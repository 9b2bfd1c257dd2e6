"""Facts that our own records hold: one reader per register, by the name under which a fact is `certified_by` it.

A reader is asked of a case whose day is known. It returns what the records say (a value in the JSON types of the
rules) with a sentence naming the source, or None when they are silent: silence makes a fact unknown, never yes or no.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.values.keys import key_of
from core.values.money import to_yuan
from enterprises.models import Platform, PlatformCategory, Recognition, RecognitionKind, sequence_of
from parks.models import Tenancy
from parks.tenancies.residency import tenancies_of
from subsidies.cases.case import Case
from subsidies.cases.tidying import tidy_month


@dataclass(frozen=True)
class Reading:
    """A value from the records and where it was read; `certified` when an office answers for the record."""

    value: Any
    source: str
    certified: bool = True


NO_ANSWER = Reading(None, "登记系统未答复，暂按不知道处理", certified=False)
logger = logging.getLogger(__name__)
Reader = Callable[[Case], Reading | None]
READERS: dict[str, Reader] = {}


def reads(register_name: str) -> Callable[[Reader], Reader]:
    """Register a reader under the name that policies call it by."""

    def register(reader: Reader) -> Reader:
        READERS[register_name] = reader
        return reader

    return register


class NotAnswering(Exception):
    """The register that a reader asks did not answer."""


def read(case: Case, fact: str) -> Reading | None:
    """What the records say of a fact of a case, or None. A register that does not answer says nothing at all."""
    known = case.scheme.facts.get(fact)
    reader = READERS.get(known.certified_by) if known else None
    try:
        return reader(case) if reader else None
    except (NotAnswering, OSError) as error:  # time-outs and lost connections are OSError
        logger.warning("register for %s.%s does not answer: %s", case.scheme.code, fact, error)
        return NO_ANSWER


@reads("paid_in_capital")
def paid_in_capital(case: Case) -> Reading | None:
    fen = case.applicant.paid_in_capital_fen
    source = "企业资料：实缴资本（单位自行登记）"
    return None if fen is None else Reading(f"{to_yuan(fen):f}", source, certified=False)


def _certificate(case: Case, kind: str) -> Recognition | None:
    """The recognition of that kind that the claim names by its certificate number."""
    rows = Recognition.objects.filter(applicant=case.applicant, kind=kind, certified=True)
    wanted = key_of(case.matter.number)
    return next((row for row in rows if wanted and key_of(row.certificate_no) == wanted), None)


@reads("high_tech_certificate_sequence")
def recognition_no(case: Case) -> Reading | None:
    row = _certificate(case, RecognitionKind.HIGH_TECH)
    return Reading(sequence_of(row), f"资质认定：高新技术企业证书 {row.certificate_no}") if row else None


@reads("specialised_level")
def specialised_level(case: Case) -> Reading | None:
    row = _in_force(case, RecognitionKind.SPECIALISED)
    return Reading(row.level, f"资质认定：专精特新 {row.certificate_no}") if row and row.level else None


def _in_force(case: Case, kind: str) -> Recognition | None:
    rows = Recognition.objects.in_force(case.day).filter(applicant=case.applicant, certified=True)
    return rows.filter(kind=kind).first()


@reads("high_tech_or_tech_sme")
def entry_recognition(case: Case) -> Reading | None:
    for kind in (RecognitionKind.HIGH_TECH, RecognitionKind.TECH_SME):
        if row := _in_force(case, kind):
            return Reading(kind.value, f"资质认定：{row.get_kind_display()} {row.certificate_no}")
    return None


@reads("tech_sme")
def small_tech_company(case: Case) -> Reading | None:
    row = _in_force(case, RecognitionKind.TECH_SME)
    return Reading(True, f"资质认定：科技型中小企业 {row.certificate_no}") if row else None


@reads("sci_tech_enterprise")
def tech_enterprise(case: Case) -> Reading | None:
    return Reading(True, "企业资料：科技型企业") if case.applicant.is_sci_tech else None


def _rented(case: Case) -> list[Tenancy]:
    kind = case.facts.get("space")
    return list(tenancies_of(case.applicant, case.applicant.city, str(kind))) if kind else []


@reads("tenancy_area")
def rented_area(case: Case) -> Reading | None:
    """The area of the one tenancy that fills the claimed months; silent where rooms changed or there are several.

    Months before the very first tenancy are another matter: the scheme refuses them by `start_month`.
    """
    first, last = _claimed_months(case)
    rented = _rented(case)
    rows = [row for row in rented if row.first_month <= last and first <= row.last_month]
    if len(rows) != 1 or last > rows[0].last_month or (first < rows[0].first_month and rows[0] != rented[0]):
        return None
    return Reading(f"{rows[0].space.area_m2:f}", f"租约：{rows[0].space}")


def _claimed_months(case: Case) -> tuple[str, str]:
    """The months asked for as far as they are given; else the month of the matter."""
    typed = [tidy_month(case.facts.get(name) or "") for name in ("first_month", "last_month")]
    first, last = (month or f"{case.day:%Y-%m}" for month in typed)
    return first, last


@reads("tenancy_first_month")
def first_rented_month(case: Case) -> Reading | None:
    row = next(iter(_rented(case)), None)
    return Reading(row.first_month, f"租约：{row.space}，{row.starts_on.isoformat()} 起租") if row else None


def _platform(case: Case) -> Platform | None:
    wanted = key_of(case.matter.number)
    rows = Platform.objects.recognised(case.day).filter(applicant=case.applicant)
    return next((row for row in rows if wanted and key_of(row.name) == wanted), None)


@reads("platform_level")
def platform_level(case: Case) -> Reading | None:
    row = _platform(case)
    return Reading(row.level, f"创新平台：{row.name}") if row and row.level else None


@reads("rd_institution_level")
def rd_institution_level(case: Case) -> Reading | None:
    rows = Platform.objects.recognised(case.day).filter(applicant=case.applicant)
    row = rows.filter(category=PlatformCategory.NEW_RD_INSTITUTION).order_by("-recognised_on").first()
    return Reading(row.level, f"创新平台：{row.name}") if row and row.level else None
