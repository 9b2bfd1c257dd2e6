"""The parts of a checked formula. One formula, read once, is the source of the scalar, the columns and the words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal as Is

from subsidies.rules.formulas.units import PLAIN, Unit

Sort = Is["number", "bool", "enum", "month"]


@dataclass(frozen=True, slots=True)
class Type:
    """What a node yields: a number of some unit, a truth, a value of an enum fact, or a calendar month."""

    sort: Sort
    unit: Unit = PLAIN
    enum: str = ""


BOOL, MONTH = Type("bool"), Type("month")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula with its type."""

    type: Type


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number written in the formula; `bare` while no unit has been lent to it by its surroundings."""

    value: Fraction
    bare: bool = True


@dataclass(frozen=True, slots=True)
class FactRef(Node):
    """A fact by name."""

    name: str


@dataclass(frozen=True, slots=True)
class StepRef(Node):
    """A named step by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Given(Node):
    """A month that the claim's date or the policy gives: on_month, policy_first_month, policy_last_month."""

    name: str


@dataclass(frozen=True, slots=True)
class FigureRef(Node):
    """A figure of the text: one number, or a table read by the value of one or two facts."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """left op right; for "/" the right side is a constant other than zero."""

    op: Is["+", "-", "*", "/"]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Pick(Node):
    """The least or the greatest of several."""

    op: Is["min", "max"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Floor(Node):
    """The whole part of a plain number that is not negative."""

    item: Node


@dataclass(frozen=True, slots=True)
class Span(Node):
    """How many months from `first` to `last`, both included; 0 when last lies before first."""

    first: Node
    last: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """left op right, as a truth."""

    op: Is["==", "!=", "<", "<=", ">", ">="]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Among(Node):
    """The enum fact has one of the values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed(Node):
    """The figure's table has an entry for the facts that it is read by."""

    figure: str


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """All of the items, or any of them; later ones are looked at only when needed."""

    op: Is["and", "or"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite."""

    item: Node


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """The branch that belongs to the value of an enum fact; every possible value has one."""

    fact: str
    cases: tuple[tuple[str, Node], ...]


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside this one."""
    if isinstance(node, Arithmetic | Compare):
        return (node.left, node.right)
    if isinstance(node, Pick | Logic):
        return node.items
    if isinstance(node, Floor | Not):
        return (node.item,)
    if isinstance(node, Span):
        return (node.first, node.last)
    if isinstance(node, Choice):
        return tuple(branch for _, branch in node.cases)
    return ()
