"""Talent and what is set up for it."""

from talent.models.studio import DoctoralStudio, StudioStatus

__all__ = ["DoctoralStudio", "StudioStatus"]
