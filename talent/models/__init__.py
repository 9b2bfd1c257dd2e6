"""Talent and what is set up for it."""

from talent.models.studio import DoctoralStudio

__all__ = ["DoctoralStudio"]
