"""Applicants and what is recorded about them."""

from enterprises.models.applicant import Applicant
from enterprises.models.correction import Correction, CorrectionState
from enterprises.models.designation import FLAGS, Designation, DesignationKind
from enterprises.models.intellectual_property import IntellectualProperty, PropertyKind
from enterprises.models.membership import ApplicantMembership
from enterprises.models.part import PartRecord
from enterprises.models.personal.consent import Consent, ConsentSubject
from enterprises.models.personal.erasure_request import ErasureRequest, ErasureState
from enterprises.models.personal.payee_number import PayeeNumber
from enterprises.models.platform import (
    AssessmentLevel,
    OperatingStatus,
    Platform,
    PlatformAssessment,
    PlatformCategory,
    PlatformStatus,
)
from enterprises.models.recognition import (
    Recognition,
    RecognitionKind,
    RecognitionLevel,
    sequence_of,
    sequences_of,
)
from enterprises.models.registered import CityRecord, KnownKey, OwnedRecord, RegisterRecord
from enterprises.models.registers.achievement import Achievement
from enterprises.models.registers.deal import Deal, ProductKind, Voucher
from enterprises.models.registers.institute import Institute
from enterprises.models.registers.prize import Contest, Prize, PrizeGrade, PrizeKind, SciencePrize
from enterprises.models.registers.project import (
    FounderQualification,
    Project,
    ProjectKind,
    ProjectTransfer,
    ScenarioProject,
    StartUpProject,
)
from enterprises.models.registers.technology_contract import (
    AchievementTransfer,
    ContractKind,
    ContractYear,
    TechnologyContract,
)
from enterprises.models.team import CharterState, TeamCharter, TeamMember
from enterprises.models.yearly_facts import YearlyFacts
from enterprises.values.applicant_kinds import ApplicantKind

__all__ = [
    "FLAGS",
    "Achievement",
    "AchievementTransfer",
    "Applicant",
    "ApplicantKind",
    "ApplicantMembership",
    "AssessmentLevel",
    "CharterState",
    "CityRecord",
    "Consent",
    "ConsentSubject",
    "Contest",
    "ContractKind",
    "ContractYear",
    "Correction",
    "CorrectionState",
    "Deal",
    "Designation",
    "DesignationKind",
    "ErasureRequest",
    "ErasureState",
    "FounderQualification",
    "Institute",
    "IntellectualProperty",
    "KnownKey",
    "OperatingStatus",
    "OwnedRecord",
    "PartRecord",
    "PayeeNumber",
    "Platform",
    "PlatformAssessment",
    "PlatformCategory",
    "PlatformStatus",
    "Prize",
    "PrizeGrade",
    "PrizeKind",
    "ProductKind",
    "Project",
    "ProjectKind",
    "ProjectTransfer",
    "PropertyKind",
    "Recognition",
    "RecognitionKind",
    "RecognitionLevel",
    "RegisterRecord",
    "ScenarioProject",
    "SciencePrize",
    "StartUpProject",
    "TeamCharter",
    "TeamMember",
    "TechnologyContract",
    "Voucher",
    "YearlyFacts",
    "sequence_of",
    "sequences_of",
]
