"""What a scheme names and nothing uses, and numbers that stand in a formula without a name and an article."""

from __future__ import annotations

from collections.abc import Iterator

from subsidies.rules.formulas import nodes as n
from subsidies.rules.language import facts_used
from subsidies.rules.linting.finding import LintFinding, fault
from subsidies.rules.model.schemes import Requirement, Scheme, StepRule


def formulas(scheme: Scheme) -> list[tuple[n.Node, int]]:
    """Every formula of the scheme but those of its steps, each with its line."""
    rules: list[StepRule | Requirement | None] = [scheme.amount, scheme.floor, scheme.ceiling]
    placed = [(rule.node, rule.line) for rule in rules if isinstance(rule, StepRule)]
    placed += [(item.holds, item.line) for item in (*scheme.rules, *scheme.conditions)]
    placed += [(payer.limit, payer.line) for payer in scheme.payers if payer.limit]
    return [*placed, *([(scheme.singly, scheme.line)] if scheme.singly else [])]


def inside(node: n.Node) -> Iterator[n.Node]:
    """The node and everything in it; steps are not looked through."""
    yield node
    for child in n.children(node):
        yield from inside(child)


def deep_inside(scheme: Scheme, node: n.Node) -> Iterator[n.Node]:
    """The node and everything in it, through its steps too."""
    for part in inside(node):
        yield part
        if isinstance(part, n.StepRef):
            yield from deep_inside(scheme, scheme.steps[part.name].node)


def figures_in(scheme: Scheme, node: n.Node) -> set[str]:
    """The figures that the formula reads, through its steps too."""
    parts = list(deep_inside(scheme, node))
    names = {part.name for part in parts if isinstance(part, n.FigureRef)}
    return names | {part.figure for part in parts if isinstance(part, n.Listed)}


def facts_unused(scheme: Scheme) -> Iterator[LintFinding]:
    """Facts that are asked for nothing."""
    used = {name for node in _nodes(scheme) for name in facts_used(node, scheme.steps, scheme.figures)}
    used |= {fact.parameter_key for fact in scheme.facts.values() if fact.parameter_key}
    used |= {fact.only_when.fact for fact in scheme.facts.values() if fact.only_when} | set(scheme.matter.adds)
    used |= {"prior_awarded"} if scheme.cap else set()
    for fact in scheme.facts.values():
        if fact.name not in used and not fact.recorded:
            todo = "删去它，或用 recorded 写明为什么只作记录"
            yield fault(scheme, fact.line, "fact_unused", f"事实“{fact.label}”没有用到", todo)


def figures_unused(scheme: Scheme) -> Iterator[LintFinding]:
    """Figures that nothing is reckoned with."""
    used = {name for node in _nodes(scheme) for name in figures_in(scheme, node)}
    used |= {name for fact in scheme.facts.values() for name in fact.bound_figures}
    for figure in scheme.figures.values():
        if figure.name not in used:
            what = f"数字“{figure.label}”没有用到"
            yield fault(scheme, figure.line, "figure_unused", what, "删去它，或在公式中使用")


def steps_unused(scheme: Scheme) -> Iterator[LintFinding]:
    """Steps that lead to nothing."""
    parts = [part for node, _ in formulas(scheme) for part in deep_inside(scheme, node)]
    used = {part.name for part in parts if isinstance(part, n.StepRef)}
    for step in scheme.steps.values():
        if step.name not in used:
            what = f"步骤“{step.label}”没有用到"
            yield fault(scheme, step.line, "step_unused", what, "删去它，或在金额、条件或上下限中使用")


def bare_numbers(scheme: Scheme) -> Iterator[LintFinding]:
    """Numbers in formulas that no article stands beside; 0 and 1 say nothing of the text."""
    placed = [*((step.node, step.line) for step in scheme.steps.values()), *formulas(scheme)]
    for node, line in placed:
        for part in inside(node):
            if isinstance(part, n.Number) and part.value not in (0, 1):
                what = f"公式里直接写了数字{part.value}"
                yield fault(scheme, line, "figure_without_article", what, "在 figures 中给它名字、单位和条款")


def _nodes(scheme: Scheme) -> list[n.Node]:
    return [*(step.node for step in scheme.steps.values()), *(node for node, _ in formulas(scheme))]
