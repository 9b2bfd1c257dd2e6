"""The rules of the house that no other tool holds, read off the sources: no Django, no import of what is checked.

A breach is one line of text without a line number, so that it stays the same while a file grows. Breaches that stand in
`breaches.txt` are known; the list may only shrink: a new breach fails, and so does a listed one that is mended.
"""

from __future__ import annotations

from pathlib import Path

from launcher.house import circles, ignoring, literals, names, places, sizes, words
from launcher.house.sources import House

KNOWN = Path(__file__).with_name("breaches.txt")
RULES = (
    circles.breaches,
    places.breaches,
    sizes.breaches,
    names.breaches,
    literals.breaches,
    words.breaches,
    ignoring.breaches,
)


def found(root: Path) -> list[str]:
    """Every breach in the tree at `root`, sorted."""
    house = House.at(root)
    return sorted({said for rule in RULES for said in rule(house)})


def known(path: Path = KNOWN) -> list[str]:
    """The breaches that are still allowed."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def judged(now: list[str], allowed: list[str]) -> str:
    """Empty when exactly the allowed breaches are there; else what is new and what is to be taken off the list."""
    new = [f"新的：{said}" for said in now if said not in allowed]
    mended = [f"已改正，请从 {KNOWN.name} 删去：{said}" for said in allowed if said not in now]
    return "\n".join([*new, *mended])
