"""What a reckoning shows, as columns: the value of each line, and one number that says which lines and words belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from subsidies.rules.columns.assembly import Assembly
from subsidies.rules.exact.inputs import SCALES
from subsidies.rules.exact.values import Value
from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, PolicyFigure
from subsidies.rules.words.lines import Reckoning


def shown_values(assembly: Assembly, reckoning: Reckoning) -> dict[str, Value]:
    """The values of the lines that are reckoned, by their source."""
    graph, lower = assembly.graph, assembly.lower
    found = {f"step:{rule.name}": lower.visit(rule.node) for rule in reckoning.rules}
    _, _, left = assembly.reckoned()
    if left:
        found["cap_left"] = graph.pick("max", left, graph.number(0))
    return found


def scales_of(assembly: Assembly, reckoning: Reckoning) -> dict[str, int]:
    """The denominator of each source when every column is there; with fewer columns the same one is used."""
    scales = {name: value.scale for name, value in shown_values(assembly, reckoning).items()}
    return scales | {f"fact:{fact.name}": SCALES.get(fact.type, 1) for fact in assembly.scheme.facts.values()}


def explained(assembly: Assembly, reckoning: Reckoning, scales: Mapping[str, int]) -> dict[str, Value]:
    """The columns to reckon besides the decision: the value of each line, and its `shape`, which is the same for rows
    whose reckonings differ in nothing but their figures.
    """
    graph = assembly.graph
    wanted = {name: graph.rescaled(value, scales[name]) for name, value in shown_values(assembly, reckoning).items()}
    shape = graph.number(0)
    for value, count in _features(assembly, reckoning):
        wide = value if value.dtype in ("i4", "i8") else graph.as_number(value)
        shape = graph.add(graph.times(shape, count), wide)
    return wanted | {"shape": graph.cast(shape, "i8")}


def _features(assembly: Assembly, reckoning: Reckoning) -> list[tuple[Value, int]]:
    """Everything that a reckoning's words hang on, each with how many values it can have."""
    graph, lower, scheme = assembly.graph, assembly.lower, assembly.scheme
    found: list[tuple[Value, int]] = []
    for fact in reckoning.used_facts():
        found += _of_fact(assembly, fact)
    for step in reckoning.spans:
        none = graph.compare("==", lower.visit(step.node), graph.number(0))
        found.append((graph.all(assembly.inputs.has_one_of(step.only_when), none), 2))
    for parts in reckoning.contest_nodes:
        least = lower.visit(parts[0])
        for node in parts[1:]:
            other = lower.visit(node)
            found.append((graph.compare("<", other, least), 2))
            least = graph.pick("min", least, other)
    capped, _, left = assembly.reckoned()
    other = assembly.inputs.column("other_policy_amount")
    if left and scheme.amount:
        found.append((graph.compare("<", left, lower.visit(scheme.amount.node)), 2))
        found.append((graph.compare(">", assembly.inputs.column("prior_awarded"), graph.number(0)), 2))
        found.append((graph.compare("<", left, graph.number(0)), 2))
    found += [(graph.compare(">", other, graph.number(0)), 2), (graph.compare(">", capped, other), 2)]
    if scheme.outside:
        found.append((assembly.inputs.column("resident"), 2))
    return found


def _of_fact(assembly: Assembly, fact: Fact) -> list[tuple[Value, int]]:
    """The value of an enum, a truth, or a number that a table is read by or that has words; and whether an optional
    fact is there."""
    graph, scheme = assembly.graph, assembly.scheme
    found: list[tuple[Value, int]] = []
    if fact.type == FactType.ENUM:
        found.append((assembly.inputs.column(fact.name), len(fact.values)))
    elif fact.type == FactType.BOOL:
        found.append((assembly.inputs.column(fact.name), 2))
    elif fact.type == FactType.INT:
        keys = [int(key[place]) for key, place in _keys(scheme.figures.values(), fact.name)]
        keys += [int(number) for number in fact.shown]
        if keys:
            last = max(keys) + 1
            found.append((graph.pick("min", assembly.inputs.column(fact.name), graph.number(last)), last + 1))
    if fact.optional:
        found.append((assembly.inputs.is_given(fact.name), 2))
    return found


def _keys(figures: Iterable[PolicyFigure], name: str) -> list[tuple[tuple[str, ...], int]]:
    """The keys of the tables read by the fact, with its place in them."""
    return [(key, figure.by.index(name)) for figure in figures if name in figure.by for key in figure.values]
