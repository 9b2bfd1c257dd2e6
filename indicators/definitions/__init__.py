"""What targets can count: one function a definition, which gives the records that count. A city's data name it."""

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
