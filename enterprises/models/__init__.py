"""Enterprises and what is recorded about them."""

from enterprises.models.enterprise import Enterprise
from enterprises.models.intellectual_property import IntellectualProperty
from enterprises.models.membership import EnterpriseMembership
from enterprises.models.platform import Platform
from enterprises.models.recognition import Recognition
from enterprises.models.yearly_facts import YearlyFacts

__all__ = [
    "Enterprise",
    "EnterpriseMembership",
    "IntellectualProperty",
    "Platform",
    "Recognition",
    "YearlyFacts",
]
