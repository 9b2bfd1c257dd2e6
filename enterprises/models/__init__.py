"""Applicants and what is recorded about them."""

from enterprises.models.applicant import Applicant
from enterprises.models.intellectual_property import IntellectualProperty
from enterprises.models.membership import ApplicantMembership
from enterprises.models.platform import Platform
from enterprises.models.recognition import Recognition
from enterprises.models.yearly_facts import YearlyFacts

__all__ = [
    "Applicant",
    "ApplicantMembership",
    "IntellectualProperty",
    "Platform",
    "Recognition",
    "YearlyFacts",
]
