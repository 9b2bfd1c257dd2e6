"""Policies, claims and awards as records."""

from subsidies.models.award import Award, Notice
from subsidies.models.claim import Claim, Evidence
from subsidies.models.eligibility import EligibilityRun
from subsidies.models.matter import CapBucket, CapGrant, Matter, RentedMonth
from subsidies.models.policy import Article, Edition, ParameterValue, PolicyDocument, RulesText
from subsidies.models.preview import Preview

__all__ = [
    "Article", "Award", "CapBucket", "CapGrant", "Claim", "Edition", "EligibilityRun", "Evidence", "Matter", "Notice",
    "ParameterValue", "PolicyDocument", "Preview", "RentedMonth", "RulesText",
]  # fmt: skip
