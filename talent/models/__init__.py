"""Talent and what is set up for it."""

from talent.models.engagement import Degree, Engagement, EngagementMode
from talent.models.home import Home, HomeMode
from talent.models.person import Person, PersonQualification
from talent.models.studio import DoctoralStudio, StudioStatus
from talent.models.team import TeamRecognition

__all__ = [
    "Degree", "DoctoralStudio", "Engagement", "EngagementMode", "Home", "HomeMode", "Person", "PersonQualification",
    "StudioStatus", "TeamRecognition",
]  # fmt: skip
