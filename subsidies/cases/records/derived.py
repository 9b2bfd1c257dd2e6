"""What follows from records though no field says it: one reader a fact, by the name that policies call it by."""

from collections.abc import Mapping
from datetime import date

from core.walls.acting import beyond_walls
from enterprises.models import (
    Applicant,
    Platform,
    PlatformAssessment,
    Project,
    ProjectTransfer,
    Recognition,
    RecognitionKind,
    RecognitionLevel,
    TechnologyContract,
)
from enterprises.models.recognition import sequence_of
from parks.tenancies.residency import is_resident
from subsidies.cases.case import Case
from subsidies.cases.records.reading import Reading, as_fact, of_record, reads

DAYS = ("issued_on", "recognised_on")


@reads("recognised_in_term")
def newly_approved(case: Case) -> Reading | None:
    """Whether the record was recognised while the policy is in force; silent as long as its day is not known."""
    days = [getattr(case.record, name, None) for name in DAYS]
    day = next((found for found in days if isinstance(found, date)), None)
    if case.record is None or day is None:
        return None
    return of_record(case.record, case.scheme.policy.first <= day <= case.scheme.policy.last)


@reads("platform_category")
def platform_category(case: Case) -> Reading | None:
    """Of which of the listed categories the platform is; one that is not listed is among the others of its level."""
    row, facts = case.record, case.scheme.facts.values()
    fact = next((row for row in facts if row.certified_by == "platform_category"), None)
    if fact is None or not isinstance(row, Platform):
        return None
    found = as_fact(fact, row.category) or as_fact(fact, f"other_{row.level}")
    return of_record(row, found) if found else None


@reads("project_approved_in_term")
def new_project(case: Case) -> Reading | None:
    """Whether the project for which money arrived was approved while the policy is in force."""
    row = case.record
    if not isinstance(row, ProjectTransfer):
        return None
    return of_record(row.project, case.scheme.policy.first <= row.project.approved_on <= case.scheme.policy.last)


@reads("project_approved", of_day=True)
def approved_project(case: Case) -> Reading | None:
    """That the project was approved: one that stands in the register is, by the paper and day that it names."""
    row = case.record
    return of_record(row, row.approved_on <= case.day) if isinstance(row, Project) else None


@reads("recognition_sequence", tells_apart=True)
def recognition_no(case: Case) -> Reading | None:
    """Which recognition of its kind it is for its applicant."""
    return of_record(case.record, sequence_of(case.record)) if isinstance(case.record, Recognition) else None


@reads("carrier_existing")
def existing(case: Case) -> Reading | None:
    """Whether the carrier was recognised before the year for which it was assessed."""
    row = case.record
    since = row.platform.recognised_on if isinstance(row, PlatformAssessment) else None
    return of_record(row, since.year < row.year) if isinstance(row, PlatformAssessment) and since else None


@reads("buyer_resident", of_day=True)
@beyond_walls("whether a buyer is resident: one answer, whoever looks")
def buyer_resident(case: Case) -> Reading | None:
    """Whether who puts the result to use is resident in the valley; silent where the buyer is in no city's register.
    It tells yes or no, and calls the buyer as the contract does."""
    contract = case.record
    if not isinstance(contract, TechnologyContract) or not contract.buyer_uscc:
        return None
    buyer = Applicant.objects.filter(unit_code=contract.buyer_uscc).first()
    if buyer is None:
        return None
    return Reading(is_resident(buyer, case.city, case.day), f"租约：{contract.buyer}", contract.certified)


@reads("intellectual_property_title", tells_apart=True)
def intellectual_property_title(case: Case) -> Reading | None:
    """Demonstration or advantage, of the state or the province; the text names three of the four."""
    row = case.record
    title = TITLES.get((row.kind, row.level)) if isinstance(row, Recognition) else None
    return of_record(row, title) if row is not None and title else None


TITLES: Mapping[tuple[str, str], str] = {
    (RecognitionKind.IP_DEMONSTRATION, RecognitionLevel.NATIONAL): "national_demonstration",
    (RecognitionKind.IP_ADVANTAGE, RecognitionLevel.NATIONAL): "national_advantage",
    (RecognitionKind.IP_ADVANTAGE, RecognitionLevel.PROVINCIAL): "provincial_advantage",
}


def _in_force(case: Case, kind: str) -> Recognition | None:
    rows = Recognition.objects.in_force(case.day).filter(applicant=case.applicant, certified=True)
    return rows.filter(kind=kind).first()


@reads("high_tech_or_tech_sme", of_applicant=True, of_day=True)
def entry_recognition(case: Case) -> Reading | None:
    for kind in (RecognitionKind.HIGH_TECH, RecognitionKind.TECH_SME):
        if row := _in_force(case, kind):
            return Reading(kind.value, f"资质认定：{row.get_kind_display()} {row.certificate_no}")
    return None


@reads("tech_sme", of_applicant=True, of_day=True)
def small_tech_company(case: Case) -> Reading | None:
    row = _in_force(case, RecognitionKind.TECH_SME)
    return Reading(True, f"资质认定：科技型中小企业 {row.certificate_no}") if row else None


@reads("sci_tech_enterprise", of_applicant=True)
def tech_enterprise(case: Case) -> Reading | None:
    return Reading(True, "企业资料：科技型企业") if case.applicant.is_sci_tech else None
