"""Targets of the plans."""

from indicators.models.target import Comparison, Target

__all__ = ["Comparison", "Target"]
