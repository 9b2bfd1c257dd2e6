"""What each target counts: one function a target, which gives the records that count."""

from indicators.definitions import gatherings, money, platforms, recognised, science
from indicators.definitions.registry import DEFINITIONS, Column, Definition, definition_of

__all__ = [
    "DEFINITIONS",
    "Column",
    "Definition",
    "definition_of",
    "gatherings",
    "money",
    "platforms",
    "recognised",
    "science",
]
