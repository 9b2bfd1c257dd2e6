"""What a checked formula depends on, and whether it is the same for every claim."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from subsidies.rules.formulas import nodes as n
from subsidies.rules.model.schemes import PolicyFigure, StepRule


def constant(node: n.Node, figures: Mapping[str, PolicyFigure]) -> Fraction | None:
    """The value of a node that is the same for every claim, else None."""
    if isinstance(node, n.Number):
        return node.value
    if isinstance(node, n.FigureRef) and not figures[node.name].by:
        return figures[node.name].values[()]
    return None


def facts_used(node: n.Node, steps: Mapping[str, StepRule], figures: Mapping[str, PolicyFigure]) -> frozenset[str]:
    """Every fact that the value of the node depends on, through steps and tables too."""
    if isinstance(node, n.StepRef):
        return facts_used(steps[node.name].node, steps, figures)
    inner = (facts_used(child, steps, figures) for child in n.children(node))
    return frozenset(_own_facts(node, figures)).union(*inner)


def _own_facts(node: n.Node, figures: Mapping[str, PolicyFigure]) -> tuple[str, ...]:
    """The facts that the node itself reads."""
    match node:
        case n.FactRef():
            return (node.name,)
        case n.FigureRef():
            return figures[node.name].by
        case n.Listed():
            return figures[node.figure].by
        case n.Branches() | n.Among():
            return (node.fact,)
        case n.Number() | n.StepRef() | n.Given() | n.Arithmetic() | n.Pick() | n.Floor() | n.Months():
            return ()
        case n.Compare() | n.Logic() | n.Not():
            return ()
        case _:
            assert_never(node)
