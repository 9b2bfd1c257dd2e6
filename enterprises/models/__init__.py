"""Applicants and what is recorded about them."""

from enterprises.models.applicant import Applicant
from enterprises.models.consent import Consent, ConsentSubject
from enterprises.models.intellectual_property import IntellectualProperty, PropertyKind
from enterprises.models.membership import ApplicantMembership
from enterprises.models.part import PartRecord
from enterprises.models.platform import OperatingStatus, Platform, PlatformCategory
from enterprises.models.recognition import Recognition, RecognitionKind, RecognitionLevel
from enterprises.models.registered import OwnedRecord, RegisterRecord
from enterprises.models.team import TeamCharter, TeamMember
from enterprises.models.yearly_facts import YearlyFacts
from enterprises.values.applicant_kinds import ApplicantKind

__all__ = [
    "Applicant",
    "ApplicantKind",
    "ApplicantMembership",
    "Consent",
    "ConsentSubject",
    "IntellectualProperty",
    "OperatingStatus",
    "OwnedRecord",
    "PartRecord",
    "Platform",
    "PlatformCategory",
    "PropertyKind",
    "Recognition",
    "RecognitionKind",
    "RecognitionLevel",
    "RegisterRecord",
    "TeamCharter",
    "TeamMember",
    "YearlyFacts",
]
