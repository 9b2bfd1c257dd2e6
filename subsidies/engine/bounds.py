"""What may be decided: the lines of the least and the most that the text allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import nodes as n
from .items import Item, Line
from .lowering import Lowering, Presence
from .schema import Scheme, StepRule

if TYPE_CHECKING:
    from .scalar import Reckoned


class Bounds:
    """The bounds of one scheme."""

    def __init__(self, scheme: Scheme, item: Callable[[StepRule], Item]) -> None:
        self.rules = [rule for rule in (scheme.floor, scheme.ceiling) if rule]
        self.items = [item(rule) for rule in self.rules]
        self.broken = frozenset(rule.name for rule in self.rules if not _whole_fen(scheme, rule.node))

    def lines(self, found: Reckoned) -> list[Line]:
        """Exact where a decision was held against them, rounded as they are answered where it is still to be made."""
        lines = []
        for item in self.items:
            if item.when is None or item.when(found.env):
                rounds = found.outcome == "needs_decision" and item.name in self.broken
                line = item.line(found.env, set())
                lines.append(_rounded(item.name, line) if rounds else line)
        return lines


def _rounded(name: str, line: Line) -> Line:
    article, _, words = line.rule.partition("：")
    return line._replace(rule=f"{article}：向下取到分（{words}）", source=f"fen:{name}", value=line.value // 1)


def _whole_fen(scheme: Scheme, node: n.Node) -> bool:
    """Can the amount have no parts of a fen?"""
    least = {"money": 1, "decimal": 1, "rate": 1, "int": 1}
    return 100 % Lowering(scheme, Presence(), least).make(node).scale == 0
