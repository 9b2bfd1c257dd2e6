"""How a changed sum is reckoned, step by step, for the sheet that is taken along."""

from subsidies.rules import Library, evaluate
from subsidies.rules.columns.columns import claim_of
from subsidies.rules.words.folding import folded
from subsidies.rules.words.working import worked
from subsidies.whatif.reckoning import Grid, Sums

MOST_EXPLAINED = 1_000  # of the largest changes: a step by step reckoning takes a hundred times as long as the sum
Steps = list[list[str]]


def steps_of(lib: Library, grid: Grid, sums: Sums, row: int) -> Steps:
    """The steps by which one case comes to its sum under `lib`: label, in numbers, in words, figure."""
    claim = sums.columns.odd.get(row) or claim_of(grid.scheme, sums.columns, row)
    decision = evaluate(lib, claim, duplicate=grid.cases[row].duplicate)
    return [[step.label, step.sum, step.rule, step.figure] for step in folded(worked(decision.steps, {}))]
