"""The parts of a checked formula. One formula, read once, is the source of the scalar, the columns and the words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar, assert_never
from typing import Literal as Is

from subsidies.rules.formulas.units import PLAIN, Unit

Made = TypeVar("Made")
Sort = Is["number", "bool", "enum", "month"]


@dataclass(frozen=True, slots=True)
class Type:
    """What a node yields: a number of some unit, a truth, a value of an enum fact, or a calendar month."""

    sort: Sort
    unit: Unit = PLAIN
    enum: str = ""


BOOL, MONTH = Type("bool"), Type("month")


@dataclass(frozen=True, slots=True)
class _Typed:
    """A part of a formula with its type."""

    type: Type


@dataclass(frozen=True, slots=True)
class Number(_Typed):
    """A number written in the formula; `bare` while no unit has been lent to it by its surroundings."""

    value: Fraction
    bare: bool = True


@dataclass(frozen=True, slots=True)
class FactRef(_Typed):
    """A fact by name."""

    name: str


@dataclass(frozen=True, slots=True)
class StepRef(_Typed):
    """A named step by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Given(_Typed):
    """A month that the claim's date or the policy gives: on_month, policy_first_month, policy_last_month."""

    name: str


@dataclass(frozen=True, slots=True)
class FigureRef(_Typed):
    """A figure of the text: one number, or a table read by the value of one or two facts."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic(_Typed):
    """left op right; for "/" the right side is a constant other than zero."""

    op: Is["+", "-", "*", "/"]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Pick(_Typed):
    """The least or the greatest of several."""

    op: Is["min", "max"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Floor(_Typed):
    """The whole part of a plain number that is not negative."""

    item: Node


@dataclass(frozen=True, slots=True)
class Months(_Typed):
    """How many months from `first` to `last`, both included; 0 when last lies before first."""

    first: Node
    last: Node


@dataclass(frozen=True, slots=True)
class Compare(_Typed):
    """left op right, as a truth."""

    op: Is["==", "!=", "<", "<=", ">", ">="]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Among(_Typed):
    """The enum fact has one of the values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed(_Typed):
    """The figure's table has an entry for the facts that it is read by."""

    figure: str


@dataclass(frozen=True, slots=True)
class Logic(_Typed):
    """All of the items, or any of them; later ones are looked at only when needed."""

    op: Is["and", "or"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(_Typed):
    """The opposite."""

    item: Node


@dataclass(frozen=True, slots=True)
class Branches(_Typed):
    """The branch that belongs to the value of an enum fact; every possible value has one."""

    fact: str
    cases: tuple[tuple[str, Node], ...]


Named = FactRef | StepRef | Given | FigureRef
Numeric = Number | Arithmetic | Pick | Floor | Months | Branches
Truth = Compare | Among | Listed | Logic | Not
Node = Named | Numeric | Truth


class Visitor(ABC, Generic[Made]):
    """Makes something of each kind of node. A kind that has no method here, or a visitor without one, is an error that
    mypy names."""

    def visit(self, node: Node) -> Made:
        """What the node comes to."""
        if isinstance(node, Named):
            return self._named(node)
        return self._numeric(node) if isinstance(node, Numeric) else self._truth(node)

    def _named(self, node: Named) -> Made:
        """What stands in a claim or in the text."""
        match node:
            case FactRef():
                return self.fact(node)
            case StepRef():
                return self.step(node)
            case Given():
                return self.given(node)
            case FigureRef():
                return self.figure(node)
            case _:
                assert_never(node)

    def _numeric(self, node: Numeric) -> Made:
        """A number, written or reckoned."""
        match node:
            case Number():
                return self.number(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Pick():
                return self.pick(node)
            case Floor():
                return self.floor(node)
            case Months():
                return self.months(node)
            case Branches():
                return self.branches(node)
            case _:
                assert_never(node)

    def _truth(self, node: Truth) -> Made:
        """A test."""
        match node:
            case Compare():
                return self.compare(node)
            case Among():
                return self.among(node)
            case Listed():
                return self.listed(node)
            case Logic():
                return self.logic(node)
            case Not():
                return self.negation(node)
            case _:
                assert_never(node)

    @abstractmethod
    def number(self, node: Number) -> Made: ...

    @abstractmethod
    def fact(self, node: FactRef) -> Made: ...

    @abstractmethod
    def step(self, node: StepRef) -> Made: ...

    @abstractmethod
    def given(self, node: Given) -> Made: ...

    @abstractmethod
    def figure(self, node: FigureRef) -> Made: ...

    @abstractmethod
    def arithmetic(self, node: Arithmetic) -> Made: ...

    @abstractmethod
    def pick(self, node: Pick) -> Made: ...

    @abstractmethod
    def floor(self, node: Floor) -> Made: ...

    @abstractmethod
    def months(self, node: Months) -> Made: ...

    @abstractmethod
    def branches(self, node: Branches) -> Made: ...

    @abstractmethod
    def compare(self, node: Compare) -> Made: ...

    @abstractmethod
    def among(self, node: Among) -> Made: ...

    @abstractmethod
    def listed(self, node: Listed) -> Made: ...

    @abstractmethod
    def logic(self, node: Logic) -> Made: ...

    @abstractmethod
    def negation(self, node: Not) -> Made: ...


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside this one."""
    match node:
        case Arithmetic() | Compare():
            return (node.left, node.right)
        case Pick() | Logic():
            return node.items
        case Floor() | Not():
            return (node.item,)
        case Months():
            return (node.first, node.last)
        case Branches():
            return tuple(branch for _, branch in node.cases)
        case Number() | FactRef() | StepRef() | Given() | FigureRef() | Among() | Listed():
            return ()
        case _:
            assert_never(node)
